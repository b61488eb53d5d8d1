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
        // The revision before it is what the text of a move is read from.
        let before = try Match(replaying: record, upTo: max(revision - 1, 0))
        match = revision == 0 ? before : try Match(replaying: record, upTo: revision)
        last = nil
        if case .move(let seat, let move)? = match.record.events.last, revision > 0,
            match.record.events.count > before.record.events.count
        {
            let text = G.text(of: move, in: before.view(for: .seat(seat)))
            last = (try? Value(encoding: move)).map { MatchView.Played(seat: seat, move: $0, text: text) }
        }
    }
}
