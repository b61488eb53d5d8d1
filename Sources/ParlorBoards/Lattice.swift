public import Terminal

/// The squares of a board on the screen, all of the same size: where each one is drawn, and which one was clicked.
public struct Lattice: Sendable, Hashable {
    /// The top left cell of the top left square.
    public let origin: Position
    /// How many squares there are.
    public let columns: Int
    public let rows: Int
    /// The cells of one square.
    public let square: Size
    /// Cells between two squares, for lines.
    public let gap: Int

    public init(origin: Position, columns: Int, rows: Int, square: Size, gap: Int = 0) {
        self.origin = origin
        self.columns = columns
        self.rows = rows
        self.square = square
        self.gap = gap
    }

    /// The cells of a square, counted from 0 at the top left.
    public func rect(column: Int, row: Int) -> Rect {
        Rect(
            column: origin.column + column * (square.columns + gap), row: origin.row + row * (square.rows + gap),
            columns: square.columns, rows: square.rows)
    }

    /// The square at a cell; nil beside the board and on its lines.
    public func square(at position: Position) -> (column: Int, row: Int)? {
        guard let column = Self.index(position.column - origin.column, of: columns, length: square.columns, gap),
            let row = Self.index(position.row - origin.row, of: rows, length: square.rows, gap)
        else { return nil }
        return (column, row)
    }

    private static func index(_ offset: Int, of count: Int, length: Int, _ gap: Int) -> Int? {
        guard offset >= 0, length > 0, offset % (length + gap) < length else { return nil }
        let index = offset / (length + gap)
        return index < count ? index : nil
    }

    /// The cells of all squares, with the lines between and around them where there is a gap.
    public var frame: Rect {
        Rect(
            column: origin.column - gap, row: origin.row - gap, columns: columns * (square.columns + gap) + gap,
            rows: rows * (square.rows + gap) + gap)
    }
}

extension Grid {
    /// Draws the lines of a lattice whose gap is one cell.
    public mutating func drawLines(of lattice: Lattice, look: Look, style: Style = Ink.faint) {
        let bars = String(repeating: look("─", "-"), count: lattice.square.columns)
        func line(_ left: String, _ middle: String, _ right: String, _ filling: String) -> String {
            left + Array(repeating: filling, count: lattice.columns).joined(separator: middle) + right
        }
        let top = look.isUnicode ? line("┌", "┬", "┐", bars) : line("+", "+", "+", bars)
        let between = look.isUnicode ? line("├", "┼", "┤", bars) : line("+", "+", "+", bars)
        let bottom = look.isUnicode ? line("└", "┴", "┘", bars) : line("+", "+", "+", bars)
        let side = look("│", "|")
        let empty = line(side, side, side, String(repeating: " ", count: lattice.square.columns))
        let frame = lattice.frame
        for row in 0..<frame.size.rows {
            let isLine = row % (lattice.square.rows + 1) == 0
            let text = !isLine ? empty : row == 0 ? top : row == frame.size.rows - 1 ? bottom : between
            write(text, at: Position(column: frame.origin.column, row: frame.origin.row + row), style: style)
        }
    }

    /// Writes a text in the middle of a rectangle, cut to its width.
    public mutating func write(_ text: String, inMiddleOf rect: Rect, style: Style = .plain) {
        let place = rect.centered(Size(columns: TextWidth.columns(text), rows: 1))
        write(text, at: place.origin, style: style, maxWidth: rect.size.columns)
    }
}
