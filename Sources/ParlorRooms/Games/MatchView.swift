public import ActorWire
public import ParlorGames

/// A match as its receiver may see it: told with the event `view` after each change, and answered to `view`.
public struct MatchView: Codable, Sendable, Hashable {
    /// When the time of a seat is over.
    public struct Deadline: Codable, Sendable, Hashable {
        public var seat: Int
        public var time: Timestamp

        public init(seat: Int, time: Timestamp) {
            self.seat = seat
            self.time = time
        }
    }

    /// The last move, in the game's coded form and as people write it. Both only where the receiver may know it.
    public struct Played: Codable, Sendable, Hashable {
        public var seat: Int
        public var move: Value
        public var text: String

        public init(seat: Int, move: Value, text: String) {
            self.seat = seat
            self.move = move
            self.text = text
        }
    }

    public var match: String
    /// Grows with each change of the match; what comes with an older one is late.
    public var revision: Int
    /// The receiver's seat; absent for those who watch.
    public var seat: Int?
    /// The game's view, in its coded form.
    public var view: Value
    /// The seats whose turn it is; empty when the match is over, and in a game with ticks.
    public var turn: [Int]
    public var deadlines: [Deadline]
    /// What is left in each seat's bank, in milliseconds, when its clock does not run; absent without banks.
    public var banks: [Int64]?
    public var last: Played?
    public var outcome: Outcome?

    public init(
        match: String, revision: Int, seat: Int? = nil, view: Value, turn: [Int], deadlines: [Deadline] = [],
        banks: [Int64]? = nil, last: Played? = nil, outcome: Outcome? = nil
    ) {
        self.match = match
        self.revision = revision
        self.seat = seat
        self.view = view
        self.turn = turn
        self.deadlines = deadlines
        self.banks = banks
        self.last = last
        self.outcome = outcome
    }
}

/// What a tick changed, told with the event `frame`, which is left out for those who read too slowly. Whoever misses a
/// revision asks for the whole `view`.
public struct MatchFrame: Codable, Sendable, Hashable {
    public var match: String
    /// The revision that the delta makes of the one before it.
    public var revision: Int
    /// The game's delta, in its coded form.
    public var delta: Value

    public init(match: String, revision: Int, delta: Value) {
        self.match = match
        self.revision = revision
        self.delta = delta
    }
}
