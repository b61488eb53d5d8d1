public import ActorWire
public import ParlorGames

/// A match as one person may see it, in coded form: what a ``BoardSession`` is told with every change.
public struct MatchSnapshot: Sendable, Hashable {
    /// The last move, where the receiver may know it.
    public struct LastMove: Sendable, Hashable {
        public var seat: Seat
        public var move: Value
        public var text: String

        public init(seat: Seat, move: Value, text: String) {
            self.seat = seat
            self.move = move
            self.text = text
        }
    }

    /// The id of the match.
    public var match: String
    /// Grows with each change of the match.
    public var revision: Int
    /// The person's own seat; nil for who watches.
    public var seat: Seat?
    public var view: Value
    /// The seats whose turn it is; none when the match is over, and in a game with ticks.
    public var turn: [Seat]
    public var last: LastMove?
    public var outcome: Outcome?

    public init(
        match: String, revision: Int, seat: Seat? = nil, view: Value, turn: [Seat] = [], last: LastMove? = nil,
        outcome: Outcome? = nil
    ) {
        self.match = match
        self.revision = revision
        self.seat = seat
        self.view = view
        self.turn = turn
        self.last = last
        self.outcome = outcome
    }
}
