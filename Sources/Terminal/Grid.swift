/// A screen full of cells, drawn in memory.
///
/// What lies outside is clipped, and a wide glyph is whole or not there: drawing over one half blanks the other.
public struct Grid: Equatable, Sendable {
    public let size: Size
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?
    private var cells: [Cell]

    /// A blank grid.
    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: .blank(style), count: size.columns * size.rows)
    }

    public var bounds: Rect { Rect(size: size) }

    /// The cells of a row; empty outside the grid.
    public subscript(row row: Int) -> ArraySlice<Cell> {
        guard (0..<size.rows).contains(row) else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// The cell at a position; nil outside the grid.
    public subscript(_ position: Position) -> Cell? {
        bounds.contains(position) ? cells[index(position)] : nil
    }

    private func index(_ position: Position) -> Int { position.row * size.columns + position.column }
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
        guard (0..<size.rows).contains(position.row), !columns.isEmpty else { return used }
        blankHalves(beside: columns, in: position.row)
        let row = position.row * size.columns
        for column in columns {
            cells[row + column] = Cell(.plain(bytes[column - position.column]), style, link: link)
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

    /// Changes the style of what is drawn in a rectangle; a wide glyph changes when its left half is inside.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let area = rect.intersection(bounds)
        for row in area.rows {
            for column in area.columns where cells[index(Position(column: column, row: row))].width > 0 {
                let index = index(Position(column: column, row: row))
                var style = cells[index].style
                change(&style)
                cells[index] = cells[index].styled(style)
                if cells[index].width == 2 { cells[index + 1] = cells[index].rightHalf }
            }
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
        guard (0..<size.rows).contains(position.row) else { return }
        let covered = (position.column..<position.column + cell.width).clamped(to: 0..<size.columns)
        guard !covered.isEmpty else { return }
        blankHalves(beside: covered, in: position.row)
        let first = position.row * size.columns + covered.lowerBound
        if covered.count == cell.width {
            cells[first] = cell
            if cell.width == 2 { cells[first + 1] = cell.rightHalf }
        } else {
            cells[first] = .blank(cell.style)
        }
    }

    /// Blanks the halves that will be left over of wide glyphs when columns of a row are drawn anew.
    private mutating func blankHalves(beside columns: Range<Int>, in row: Int) {
        let row = row * size.columns
        let (first, end) = (row + columns.lowerBound, row + columns.upperBound)
        if cells[first].width == 0 { cells[first - 1] = .blank(cells[first - 1].style) }
        if end < row + size.columns, cells[end].width == 0 { cells[end] = .blank(cells[end].style) }
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
        // Comparing the slices would copy each cell.
        return cells.withUnsafeBufferPointer { new in
            earlier.cells.withUnsafeBufferPointer { old in
                (0..<size.rows).filter { row in
                    let columns = row * size.columns..<(row + 1) * size.columns
                    return !columns.allSatisfy { new[$0] == old[$0] }
                }
            }
        }
    }
}
