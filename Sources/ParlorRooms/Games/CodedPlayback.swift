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

struct TypedPlayback<G: Game>: CodedPlayback {
    private let record: Record<G>
    private var match: Match<G>
    /// How many events were played, and how many ticks of the next one.
    private var events = 0
    private var ticks = 0
    private(set) var last: MatchView.Played?
    let end: Int

    /// - Throws: `Rejection` when the record could not have happened.
    init(_ record: Record<G>) throws(Rejection) {
        self.record = record
        end = try Match(replaying: record).revision
        match = try Match(replaying: record, upTo: 0)
    }

    var revision: Int { match.revision }
    var turn: Turn { match.turn }
    var outcome: Outcome? { match.outcome }

    func view(for audience: Audience) throws -> Value { try Value(encoding: match.view(for: audience)) }

    mutating func go(to revision: Int) throws(Rejection) {
        let revision = min(max(revision, 0), end)
        if revision < match.revision {
            match = try Match(replaying: record, upTo: 0)
            events = 0
            ticks = 0
            last = nil
        }
        while match.revision < revision, record.events.indices.contains(events) { try step() }
    }

    /// Plays the next event, or one tick of it.
    private mutating func step() throws(Rejection) {
        last = nil
        switch record.events[events] {
        case .move(let seat, let move):
            let text = G.text(of: move, in: match.view(for: .seat(seat)))
            try match.play(move, by: seat)
            last = (try? Value(encoding: move)).map { MatchView.Played(seat: seat, move: $0, text: text) }
        case .forfeit(let seat): try match.forfeit(seat)
        case .join: try match.join()
        case .draw: try match.agreeDraw()
        case .ticks(let count):
            if ticks < count {
                match.tick()
                ticks += 1
            }
            if ticks < count { return }
            ticks = 0
        }
        events += 1
    }
}
