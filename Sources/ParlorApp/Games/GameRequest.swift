import ActorWire
import ParlorRooms

/// What the screen asks of a game room, beyond what it asks of every room.
enum GameRequest: Sendable, Hashable {
    case table
    case view
    case sit
    case stand
    case ready(Bool)
    case move(MoveRequest)
    case undo
    case draw
    case resign
    case rematch
    case addBot(level: String?)
    case removeBot(seat: Int?)
    /// The newest finished matches.
    case results
    case record(match: String)
}

/// What a game room answers.
enum GameAnswer: Sendable, Equatable {
    case done
    case table(TableStatus)
    /// Nil before the first match.
    case view(MatchView?)
    case played(MoveReceipt)
    case record(RecordReply)
}

/// What happened at the table.
enum GameEvent: Sendable, Equatable {
    case seats(TableStatus)
    case view(MatchView)
    case frame(MatchFrame)
    case finished(MatchResult)
}

/// A game that somebody wants to play: where, and against whom.
struct GameOrder: Sendable, Hashable {
    var setup: GameSetup
    /// The room to make; nil for one that has a free seat, or a new one.
    var room: String?
    /// Bots to play against, by their levels.
    var bots: [String]
    /// Whether bots were asked for, also when all have their seats by now.
    let isAgainstBots: Bool

    /// Whether any room of the game will do.
    var takesAny: Bool { room == nil && !isAgainstBots && setup == GameSetup(game: setup.game) }

    init(setup: GameSetup, room: String? = nil, bots: [String] = []) {
        self.setup = setup
        self.room = room
        self.bots = bots
        isAgainstBots = !bots.isEmpty
    }
}
