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
