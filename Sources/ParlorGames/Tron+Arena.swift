extension Tron {
    public enum Direction: String, Codable, Sendable, Hashable, CaseIterable {
        case left, right, up, down

        public var opposite: Direction {
            switch self {
            case .left: .right
            case .right: .left
            case .up: .down
            case .down: .up
            }
        }

        func isAcross(_ other: Direction) -> Bool { self != other && self != other.opposite }

        /// `l`, `r`, `u`, `d`.
        var letter: Character { rawValue.first ?? "-" }
    }

    /// A place in the arena or beside it, counted from 0 at the top left.
    public struct Cell: Sendable, Hashable {
        public var x: Int
        public var y: Int

        public init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }

        public func next(_ direction: Direction) -> Cell {
            switch direction {
            case .left: Cell(x: x &- 1, y: y)
            case .right: Cell(x: x &+ 1, y: y)
            case .up: Cell(x: x, y: y &- 1)
            case .down: Cell(x: x, y: y &+ 1)
            }
        }
    }

    /// The walls. Its coded form is a string for each row, with `.` for a free cell and the seat's digit for a wall.
    public struct Arena: Sendable, Equatable {
        public let width: Int
        public let height: Int
        /// Row by row: ``free``, or the seat whose wall it is.
        private(set) var cells: [UInt8]

        static let free = UInt8.max

        init(width: Int, height: Int) {
            self.width = width
            self.height = height
            cells = Array(repeating: Self.free, count: width * height)
        }

        public func contains(_ cell: Cell) -> Bool {
            (0..<width).contains(cell.x) && (0..<height).contains(cell.y)
        }

        public func isFree(_ cell: Cell) -> Bool { contains(cell) && cells[index(of: cell)] == Self.free }

        /// Whose wall stands there; nil where it is free or outside.
        public func wall(at cell: Cell) -> Seat? {
            guard contains(cell) else { return nil }
            let owner = cells[index(of: cell)]
            return owner == Self.free ? nil : Seat(owner)
        }

        mutating func build(_ seat: Seat, at cell: Cell) {
            guard contains(cell), Tron.info.seats.upperBound > seat, seat >= 0 else { return }
            cells[index(of: cell)] = UInt8(seat)
        }

        func index(of cell: Cell) -> Int { cell.y * width + cell.x }
    }
}

extension Tron.Arena: Codable {
    private static let zero = UInt8(ascii: "0")
    private static let dot = UInt8(ascii: ".")

    public init(from decoder: any Decoder) throws {
        let rows = try decoder.singleValueContainer().decode([String].self)
        let digits = Self.zero..<Self.zero + UInt8(Tron.info.seats.upperBound)
        let width = rows.first?.utf8.count ?? 0
        let bytes = rows.flatMap(\.utf8)
        guard Tron.Options.widths.contains(width), Tron.Options.heights.contains(rows.count),
            rows.allSatisfy({ $0.utf8.count == width }),
            bytes.allSatisfy({ $0 == Self.dot || digits.contains($0) })
        else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an arena is rows of dots and digits"))
        }
        self.init(width: width, height: rows.count)
        cells = bytes.map { $0 == Self.dot ? Self.free : $0 - Self.zero }
    }

    public func encode(to encoder: any Encoder) throws {
        let rows = (0..<height).map { y in
            let row = cells[y * width..<(y + 1) * width].map { $0 == Self.free ? Self.dot : Self.zero + $0 }
            return String(decoding: row, as: UTF8.self)
        }
        var container = encoder.singleValueContainer()
        try container.encode(rows)
    }
}
