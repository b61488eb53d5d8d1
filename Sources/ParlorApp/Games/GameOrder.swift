public import ParlorRooms

/// A game that somebody wants to play: where, and against whom.
public struct GameOrder: Sendable, Hashable {
    public var setup: GameSetup
    /// The room to play in, which is made when it is not there; nil for one that has a free seat, or a new one.
    public var room: String?
    /// The levels of the bots that still have no seat; an empty one leaves the choice to the room.
    public var bots: [String]
    /// Whether bots were asked for, also when all have their seats by now.
    let isAgainstBots: Bool

    public init(setup: GameSetup, room: String? = nil, bots: [String] = []) {
        self.setup = setup
        self.room = room
        self.bots = bots
        isAgainstBots = !bots.isEmpty
    }

    /// Whether any room of the game will do.
    var takesAny: Bool { room == nil && !isAgainstBots && setup == GameSetup(game: setup.game) }
}
