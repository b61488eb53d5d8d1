extension Chess {
    /// A square of the board, written as `e4`.
    public struct Square: Sendable, Hashable {
        private let number: UInt8

        /// Counted from a1 along the ranks: h1 is 7, h8 is 63.
        public var index: Int { Int(number) }
        /// 0 is the file a.
        public var file: Int { Int(number & 7) }
        /// 0 is White's first rank.
        public var rank: Int { Int(number >> 3) }

        /// The square of a number that is known to be one: what is beyond the board is cut off.
        init(_ index: Int) { number = UInt8(truncatingIfNeeded: index & 63) }

        /// Nil beyond the board.
        public init?(file: Int, rank: Int) {
            guard (0..<8).contains(file), (0..<8).contains(rank) else { return nil }
            self.init(rank * 8 + file)
        }

        /// Nil for anything but a letter from `a` to `h` and a digit from `1` to `8`.
        public init?(_ name: some StringProtocol) {
            let letters = Array(name.utf8.prefix(3))
            guard letters.count == 2 else { return nil }
            self.init(file: Int(letters[0]) - Self.a, rank: Int(letters[1]) - Self.one)
        }

        public var fileLetter: String { String(UnicodeScalar(UInt8(Self.a + file))) }
        public var rankDigit: String { String(rank + 1) }

        /// Whether it is a light one, as h1 is.
        public var isLight: Bool { (file + rank) % 2 == 1 }

        private static let a = Int(UInt8(ascii: "a"))
        private static let one = Int(UInt8(ascii: "1"))
    }
}

extension Chess.Square: CustomStringConvertible {
    public var description: String { fileLetter + rankDigit }
}

extension Chess.Square: Codable {
    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let square = Self(name) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a square is written as e4"))
        }
        self = square
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
