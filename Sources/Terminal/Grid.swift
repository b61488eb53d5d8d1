/// A screen full of cells, drawn in memory.
///
/// What lies outside is clipped, and a wide glyph is whole or not there: drawing over one half blanks the other.
/// A copy shares the rows that are not drawn on, so it costs little to change a row of one and to find it again.
public struct Grid: Equatable, Sendable {
    public let size: Size
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?
    private var rows: [[Cell]]

    /// A blank grid.
    public init(size: Size, style: Style = .plain) {
        self.size = size
        rows = Array(repeating: Array(repeating: .blank(style), count: size.columns), count: size.rows)
    }

    public var bounds: Rect { Rect(size: size) }

    /// The cells of a row; empty outside the grid.
    public subscript(row row: Int) -> [Cell] { rows.indices.contains(row) ? rows[row] : [] }

    /// The cell at a position; nil outside the grid.
    public subscript(_ position: Position) -> Cell? {
        bounds.contains(position) ? rows[position.row][position.column] : nil
    }
}

extension Grid {
    /// Draws a text on one row, from `position` to the right.
    ///
    /// The text is data: control characters are drawn as pictures and nothing in it moves the cursor. A wide glyph that
    /// would cross the right edge, or `maxWidth`, is not drawn, nor is what follows it.
    ///
    /// - Returns: The columns used, also where they lie outside the grid.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, at position: Position, style: Style = .plain, maxWidth: Int? = nil,
        link: String? = nil
    ) -> Int {
        let room = min(maxWidth ?? Int.max, Self.span(from: position.column, to: size.columns))
        let plain = text.withPlainBytes { draw($0, at: position, style, link, room) }
        if let plain { return plain }
        var used = 0
        for character in text {
            guard let glyph = Glyph(character) else { continue }
            guard used + glyph.width <= room else { break }
            let column = position.column + used
            put(Cell(glyph, style, link: link), Position(column: column, row: position.row))
            used += glyph.width
        }
        return used
    }

    /// Draws the bytes of a plain text, at most `room` of them.
    private mutating func draw(
        _ bytes: UnsafeBufferPointer<UInt8>, at position: Position, _ style: Style, _ link: String?, _ room: Int
    ) -> Int {
        let used = min(bytes.count, max(room, 0))
        let columns = (position.column..<position.column + used).clamped(to: 0..<size.columns)
        guard rows.indices.contains(position.row), !columns.isEmpty else { return used }
        rows[position.row].blankHalves(beside: columns)
        for column in columns {
            rows[position.row][column] = Cell(.plain(bytes[column - position.column]), style, link: link)
        }
        return used
    }

    private static func span(from start: Int, to end: Int) -> Int {
        let (span, overflow) = end.subtractingReportingOverflow(start)
        return overflow ? 0 : max(span, 0)
    }

    /// Fills a rectangle with a character of one column; a wider one counts as a space.
    public mutating func fill(_ rect: Rect, with character: Character = " ", style: Style = .plain) {
        let glyph = Glyph(character).flatMap { $0.width == 1 ? $0 : nil } ?? .space
        let cell = Cell(glyph, style, link: nil)
        let area = rect.intersection(bounds)
        for row in area.rows {
            for column in area.columns { put(cell, Position(column: column, row: row)) }
        }
    }

    /// Lays another grid over this one with its top left corner at `position`. Its cursor is not taken over.
    public mutating func draw(_ other: Grid, at position: Position) {
        for row in 0..<other.size.rows {
            for (column, cell) in other[row: row].enumerated() where cell.width > 0 {
                put(cell, Position(column: position.column + column, row: position.row + row))
            }
        }
    }

    /// Puts a whole glyph, blanking the other half of every wide glyph that it cuts.
    private mutating func put(_ cell: Cell, _ position: Position) {
        guard rows.indices.contains(position.row) else { return }
        let covered = (position.column..<position.column + cell.width).clamped(to: 0..<size.columns)
        guard !covered.isEmpty else { return }
        rows[position.row].blankHalves(beside: covered)
        if covered.count == cell.width {
            rows[position.row][covered.lowerBound] = cell
            if cell.width == 2 { rows[position.row][covered.lowerBound + 1] = cell.rightHalf }
        } else {
            rows[position.row][covered.lowerBound] = .blank(cell.style)
        }
    }
}

extension [Cell] {
    /// Blanks the halves that will be left over of wide glyphs when columns of this row are drawn anew.
    fileprivate mutating func blankHalves(beside columns: Range<Int>) {
        let (first, end) = (columns.lowerBound, columns.upperBound)
        if self[first].width == 0 { self[first - 1] = .blank(self[first - 1].style) }
        if end < count, self[end].width == 0 { self[end] = .blank(self[end].style) }
    }
}

extension Grid {
    /// The rows as text, without styles and without the spaces at their ends.
    public var lines: [String] {
        (0..<size.rows).map { row in
            let line = self[row: row].reduce(into: "") { if $1.width > 0 { $0.append($1.character) } }
            let end = line.lastIndex { $0 != " " }
            return String(line[..<(end.map(line.index(after:)) ?? line.startIndex)])
        }
    }

    /// The rows as one text, each ended by a line feed.
    public var text: String { lines.reduce(into: "") { $0 += $1 + "\n" } }

    /// The rows that differ from an earlier grid; all of them when there is none or it had another size.
    public func damagedRows(since earlier: Grid?) -> [Int] {
        guard let earlier, earlier.size == size else { return Array(0..<size.rows) }
        return rows.indices.filter { !Self.isSame(rows[$0], earlier.rows[$0]) }
    }

    private static func isSame(_ new: [Cell], _ old: [Cell]) -> Bool {
        // Comparing the arrays would copy each cell.
        new.withUnsafeBufferPointer { new in
            old.withUnsafeBufferPointer { old in
                new.baseAddress == old.baseAddress || new.indices.allSatisfy { new[$0] == old[$0] }
            }
        }
    }
}
