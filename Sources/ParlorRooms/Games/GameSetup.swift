public import ActorWire

/// What a game room is made for: the input with which it is created.
public struct GameSetup: Codable, Sendable, Hashable {
    /// The id of the game: `connect4`.
    public var game: String
    /// The game's own options; absent for its defaults.
    public var options: Value?
    /// Seconds for a move, 5 to 86,400; 0 for no clock; absent for what the game says.
    public var moveTime: Int?
    /// Seconds that each player has for a whole match, 30 to 86,400, instead of a time for each move; absent for none.
    public var bank: Int?
    /// Seconds that come back to the bank with every move. Default 0.
    public var increment: Int?
    /// What happens to the seat of a player who does not come back in time. Default: a bot takes it.
    public var absence: Absence?
    /// Whether results count for the ratings. Default true; matches with bots never do.
    public var rated: Bool?
    /// Whether the room is listed for nobody and entered by an invite code. Default false.
    public var isPrivate: Bool?

    public enum Absence: String, Codable, Sendable, Hashable { case bot, forfeit }

    public init(game: String, options: Value? = nil) {
        self.game = game
        self.options = options
    }
}
