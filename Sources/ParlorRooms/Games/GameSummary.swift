public import ActorWire

/// The game of a room, as the lobby lists it.
public struct GameSummary: Codable, Sendable, Hashable {
    /// The id of the game.
    public var game: String
    public var phase: TableStatus.Phase
    /// Names of those at the table, bots among them.
    public var players: [String]
    /// How many more may sit down now; in a locked room none.
    public var freeSeats: Int
    public var watchers: Int
    /// When the last move was made; absent before the first.
    public var lastMove: Timestamp?

    public init(
        game: String, phase: TableStatus.Phase, players: [String], freeSeats: Int, watchers: Int,
        lastMove: Timestamp? = nil
    ) {
        self.game = game
        self.phase = phase
        self.players = players
        self.freeSeats = freeSeats
        self.watchers = watchers
        self.lastMove = lastMove
    }
}
