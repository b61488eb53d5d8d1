/// A cell of the screen, counted from zero at the top left.
public struct Position: Hashable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// How many columns and rows something has. Negative counts become zero, and none exceeds ``limit``.
public struct Size: Hashable, Sendable {
    /// The largest width and height that this module draws: 1,000 cells.
    public static let limit = 1_000

    public let columns: Int
    public let rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = min(max(columns, 0), Self.limit)
        self.rows = min(max(rows, 0), Self.limit)
    }
}

/// A rectangle of cells, and the cuts by which a screen is laid out.
public struct Rect: Hashable, Sendable {
    public var origin: Position
    public var size: Size

    public init(origin: Position = Position(column: 0, row: 0), size: Size) {
        self.origin = origin
        self.size = size
    }

    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.init(origin: Position(column: column, row: row), size: Size(columns: columns, rows: rows))
    }

    public var columns: Range<Int> { origin.column..<origin.column + size.columns }
    public var rows: Range<Int> { origin.row..<origin.row + size.rows }
    public var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

    public func contains(_ position: Position) -> Bool {
        columns.contains(position.column) && rows.contains(position.row)
    }

    /// The part that both rectangles cover; empty when they do not touch.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(columns.lowerBound, other.columns.lowerBound)
        let top = max(rows.lowerBound, other.rows.lowerBound)
        let right = min(columns.upperBound, other.columns.upperBound)
        let bottom = min(rows.upperBound, other.rows.upperBound)
        return Rect(column: left, row: top, columns: right - left, rows: bottom - top)
    }

    /// Cuts `count` columns off the left side; what is not there is not cut.
    public mutating func cutLeft(_ count: Int) -> Rect {
        let cut = Rect(origin: origin, size: Size(columns: min(count, size.columns), rows: size.rows))
        origin.column += cut.size.columns
        size = Size(columns: size.columns - cut.size.columns, rows: size.rows)
        return cut
    }

    /// Cuts `count` columns off the right side.
    public mutating func cutRight(_ count: Int) -> Rect {
        var rest = self
        self = rest.cutLeft(size.columns - min(max(count, 0), size.columns))
        return rest
    }

    /// Cuts `count` rows off the top.
    public mutating func cutTop(_ count: Int) -> Rect {
        let cut = Rect(origin: origin, size: Size(columns: size.columns, rows: min(count, size.rows)))
        origin.row += cut.size.rows
        size = Size(columns: size.columns, rows: size.rows - cut.size.rows)
        return cut
    }

    /// Cuts `count` rows off the bottom.
    public mutating func cutBottom(_ count: Int) -> Rect {
        var rest = self
        self = rest.cutTop(size.rows - min(max(count, 0), size.rows))
        return rest
    }

    /// A rectangle of the given size in the middle of this one, no larger than it.
    public func centered(_ inner: Size) -> Rect {
        let columns = min(inner.columns, size.columns)
        let rows = min(inner.rows, size.rows)
        return Rect(
            column: origin.column + (size.columns - columns) / 2, row: origin.row + (size.rows - rows) / 2,
            columns: columns, rows: rows)
    }
}
