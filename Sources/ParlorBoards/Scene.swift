public import ParlorGames
public import Terminal

/// All that a board is drawn from, and that keys and clicks are judged by.
public struct Scene<B: Board>: Sendable {
    /// The last move, where the receiver may know it.
    public struct LastMove: Sendable {
        public let seat: Seat
        /// Nil when it is of newer rules than ours.
        public let move: B.Rules.Move?
        /// As people write it.
        public let text: String
    }

    public let view: B.Rules.View
    /// The person's own seat; nil for who watches.
    public let seat: Seat?
    /// Who plays, by seat.
    public let names: [String]
    /// The seats whose turn it is; none when the match is over, and in a game with ticks.
    public let turn: [Seat]
    public let last: LastMove?
    public let outcome: Outcome?
    /// What the own seat may do now: for marking it, and for knowing which keys and squares mean something.
    public let moves: [B.Rules.Move]
    public let size: Size
    public let look: Look
    /// What the player points at: the one thing that keys and clicks change.
    public var cursor: B.Cursor

    /// The name of a seat, also of one that nobody has told the name of.
    public func name(of seat: Seat) -> String {
        names.indices.contains(seat) ? names[seat] : "seat \(seat &+ 1)"
    }
}

/// What the terminal can show.
public struct Look: Sendable, Hashable {
    public var isUnicode: Bool
    public var hasColor: Bool

    public init(isUnicode: Bool = true, hasColor: Bool = true) {
        self.isUnicode = isUnicode
        self.hasColor = hasColor
    }

    /// The first where the terminal shows Unicode, else the second.
    public func callAsFunction(_ unicode: String, _ ascii: String) -> String { isUnicode ? unicode : ascii }
}
