import ActorWire
import ParlorBoards
import ParlorRooms

/// The game of a room, as far as the screen knows it.
struct TableState: Sendable {
    /// Where keys go first.
    enum Focus: Sendable, Equatable {
        case board, chat
    }

    var status: TableStatus?
    /// The newest view of the match under way, or of the last one.
    var match: MatchView?
    /// How that view looks, and where the cursor is on it.
    var board: (any BoardSession)?
    var result: MatchResult?
    var focus = Focus.board
    /// Whether the whole view is on its way.
    var isFetching = false
    /// Why the last move was refused; nil when nothing was, or something has happened since.
    var trouble: String?
    /// Which of the finished matches is asked for, counted from the newest, which is 1.
    var wantedReplay: Int?
    /// What is to be done when the person is at the table: bots that take a seat, one after the other.
    var order: GameOrder?

    /// The seat of somebody; nil for who watches, or has left the table.
    func seat(of member: Member?) -> Int? {
        guard let member else { return nil }
        return status?.seats.firstIndex { $0.member == member.id && $0.hasLeft != true }
    }

    /// What the match wants of the person now, in a word; nil for nothing.
    var call: String? {
        guard let match, match.isCalling else { return nil }
        return match.turn.isEmpty ? "go!" : "turn"
    }

    /// When something next changes by itself: a countdown, a clock, the time to come back.
    func nextMoment(after now: Timestamp) -> Timestamp? {
        var moments = match?.outcome == nil ? match?.deadlines.map(\.time) ?? [] : []
        if let end = status?.countdownEnds { moments.append(end) }
        moments += status?.seats.compactMap(\.awayUntil) ?? []
        return moments.filter { $0 > now }.min()
    }
}

extension TableState {
    /// Takes what the room says of the table.
    mutating func take(_ status: TableStatus, _ look: Look) {
        self.status = status
        if board == nil {
            board = BoardCatalog.session(for: status.setup.game)
            board?.look = look
            if let match { board?.update(MatchSnapshot(match)) }
        }
        // Before a match others may sit here than played the one that is still shown.
        if status.phase == .playing || status.phase == .finished { board?.names = status.seats.map(\.name) }
    }

    /// Takes a view, unless what is known is newer.
    ///
    /// - Returns: Whether it was taken.
    mutating func take(_ view: MatchView) -> Bool {
        if let match, match.match == view.match, (board?.revision ?? match.revision) > view.revision { return false }
        if match?.match != view.match { result = nil }
        trouble = nil
        match = view
        board?.update(MatchSnapshot(view))
        return true
    }

    /// Takes what a tick changed.
    ///
    /// - Returns: Whether it follows what is known; if not, the whole view has to be asked for.
    mutating func take(_ frame: MatchFrame) -> Bool {
        board?.apply(delta: frame.delta, of: frame.match, revision: frame.revision) != .missed
    }
}
