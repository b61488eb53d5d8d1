extension Chess {
    /// From a square to a square. Castling is the move of the king.
    public struct Move: Codable, Sendable, Hashable {
        public var from: Square
        public var to: Square
        /// What a pawn becomes on the last rank; nil for all other moves.
        public var promote: Kind?

        public init(from: Square, to: Square, promote: Kind? = nil) {
            self.from = from
            self.to = to
            self.promote = promote
        }
    }
}

/// As chess programs write it to each other: `e7e8q`.
extension Chess.Move: CustomStringConvertible {
    public var description: String { "\(from)\(to)\(promote?.rawValue ?? "")" }
}
