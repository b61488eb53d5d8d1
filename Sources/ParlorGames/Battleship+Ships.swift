extension Battleship {
    /// A cell of the board. Its coded form is its name, from `A1` to `J10`.
    public struct Cell: Sendable, Hashable, Comparable, LosslessStringConvertible {
        /// How many rows a board has, and how many columns.
        public static let side = 10

        /// From 0 to 9.
        public let row: Int
        public let column: Int

        /// Nil outside of the board.
        public init?(row: Int, column: Int) {
            guard (0..<Cell.side).contains(row), (0..<Cell.side).contains(column) else { return nil }
            self.row = row
            self.column = column
        }

        /// Nil for what names no cell. Small letters will do.
        public init?(_ text: String) {
            let bytes = Array(text.utf8)
            guard (2...3).contains(bytes.count), bytes[1] != 0x30,
                bytes[1...].allSatisfy({ (0x30...0x39).contains($0) }),
                let column = Int(text.dropFirst())
            else { return nil }
            // The fifth bit tells small letters from capitals.
            self.init(row: Int(bytes[0] & ~0x20) - 0x41, column: column - 1)
        }

        public var description: String { "\(Array("ABCDEFGHIJ")[row])\(column + 1)" }

        /// Row after row.
        public static func < (lhs: Cell, rhs: Cell) -> Bool { (lhs.row, lhs.column) < (rhs.row, rhs.column) }

        /// Row after row.
        public static let all = (0..<side * side).compactMap { Cell(row: $0 / side, column: $0 % side) }
    }

    public struct Ship: Codable, Sendable, Hashable {
        /// From the longest to the shortest.
        public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
            case carrier, battleship, destroyer, submarine, patrol

            public var length: Int {
                switch self {
                case .carrier: 5
                case .battleship: 4
                case .destroyer, .submarine: 3
                case .patrol: 2
                }
            }
        }

        public var kind: Kind
        /// The upper or left end.
        public var at: Cell
        /// Whether it lies along a column rather than along a row.
        public var down: Bool

        public init(kind: Kind, at: Cell, down: Bool) {
            self.kind = kind
            self.at = at
            self.down = down
        }

        /// Where it lies, from its upper or left end; fewer cells than it is long when it juts out over the board.
        public var cells: [Cell] {
            (0..<kind.length).compactMap { Cell(row: at.row + (down ? $0 : 0), column: at.column + (down ? 0 : $0)) }
        }

        public var fits: Bool { cells.count == kind.length }
    }
}

extension Battleship.Ship.Kind {
    /// Reads a name or its beginning.
    init?(text: String) {
        guard !text.isEmpty, let kind = Self.allCases.first(where: { $0.rawValue.hasPrefix(text) }) else { return nil }
        self = kind
    }
}
