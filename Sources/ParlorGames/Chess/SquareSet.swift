extension Chess {
    /// Some of the 64 squares, one bit each. Going through it begins at a1.
    struct SquareSet: Sendable, Hashable, Sequence, IteratorProtocol {
        private(set) var bits: UInt64

        init(bits: UInt64 = 0) { self.bits = bits }
        init(_ square: Square) { bits = 1 << UInt64(square.index) }
        init(rank: Int) { bits = 0xFF << UInt64((rank & 7) * 8) }

        static let none = SquareSet()
        static let all = SquareSet(bits: .max)
        static let light = SquareSet(bits: 0x55AA_55AA_55AA_55AA)

        var isEmpty: Bool { bits == 0 }
        var count: Int { bits.nonzeroBitCount }
        var lowest: Square? { bits == 0 ? nil : Square(bits.trailingZeroBitCount) }
        var highest: Square? { bits == 0 ? nil : Square(63 - bits.leadingZeroBitCount) }

        func contains(_ square: Square) -> Bool { bits >> UInt64(square.index) & 1 == 1 }
        func meets(_ other: SquareSet) -> Bool { bits & other.bits != 0 }
        mutating func insert(_ square: Square) { bits |= 1 << UInt64(square.index) }
        mutating func remove(_ square: Square) { bits &= ~(1 << UInt64(square.index)) }

        mutating func next() -> Square? {
            guard bits != 0 else { return nil }
            defer { bits &= bits &- 1 }
            return Square(bits.trailingZeroBitCount)
        }

        static func | (a: SquareSet, b: SquareSet) -> SquareSet { SquareSet(bits: a.bits | b.bits) }
        static func & (a: SquareSet, b: SquareSet) -> SquareSet { SquareSet(bits: a.bits & b.bits) }
        static func ^ (a: SquareSet, b: SquareSet) -> SquareSet { SquareSet(bits: a.bits ^ b.bits) }
        static prefix func ~ (a: SquareSet) -> SquareSet { SquareSet(bits: ~a.bits) }
    }
}
