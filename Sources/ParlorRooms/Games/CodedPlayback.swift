internal import ActorWire
internal import ParlorGames

/// A record that is looked at revision by revision, of any game.
protocol CodedPlayback: Sendable {
    /// The last revision.
    var end: Int { get }
    /// Where it stands.
    var revision: Int { get }
    var turn: Turn { get }
    var outcome: Outcome? { get }
    /// The move that led here; nil when something else did.
    var last: MatchView.Played? { get }
    func view(for audience: Audience) throws -> Value
    /// Goes there; to the nearest end when there is no such revision.
    mutating func go(to revision: Int) throws(Rejection)
}

/// In a game with ticks a revision is a tick, with what happened before the next one. In others it is an event.
struct TypedPlayback<G: Game>: CodedPlayback {
    private let record: Record<G>
    let end: Int
    private(set) var revision = 0
    private(set) var last: MatchView.Played?
    private var match: Match<G>
    private var nextEvent = 0
    /// How many ticks of the next event, if it is one of ticks, have passed.
    private var ticks = 0

    private static var hasTicks: Bool { G.info.tickRate != nil }

    /// - Throws: `Rejection` when the record could not have happened.
    init(_ record: Record<G>) throws(Rejection) {
        self.record = record
        let whole = try TypedMatch(Match(replaying: record))
        end = whole.revision
        match = try Match(replaying: record, upTo: 0)
        try rewind()
    }

    var turn: Turn { match.turn }
    var outcome: Outcome? { match.outcome }

    func view(for audience: Audience) throws -> Value { try Value(encoding: match.view(for: audience)) }

    mutating func go(to target: Int) throws(Rejection) {
        let target = min(max(target, 0), end)
        if target < revision { try rewind() }
        while revision < target, nextEvent < record.events.count {
            try pass()
            revision += 1
            try passWishes()
        }
    }

    private mutating func rewind() throws(Rejection) {
        match = try Match(replaying: record, upTo: 0)
        revision = 0
        nextEvent = 0
        ticks = 0
        last = nil
        try passWishes()
    }

    /// Passes what lies between two ticks.
    private mutating func passWishes() throws(Rejection) {
        while Self.hasTicks, nextEvent < record.events.count {
            if case .ticks = record.events[nextEvent] { return }
            try pass()
            last = nil
        }
    }

    /// Passes the next event, or one tick of it.
    private mutating func pass() throws(Rejection) {
        last = nil
        switch record.events[nextEvent] {
        case .move(let seat, let move):
            let text = G.text(of: move, in: match.view(for: .seat(seat)))
            try match.play(move, by: seat)
            last = (try? Value(encoding: move)).map { MatchView.Played(seat: seat, move: $0, text: text) }
        case .ticks(let count):
            match.tick()
            ticks += 1
            if ticks < count { return }
            ticks = 0
        case .forfeit(let seat, let cause): try match.forfeit(seat, for: cause)
        case .join: try match.join()
        case .draw: try match.agreeDraw()
        }
        nextEvent += 1
    }
}
