import Terminal

/// A piece of a row that looks the same all over.
struct Span: Sendable, Equatable {
    var text: Substring
    var style: Style
    /// The address that a click on it opens.
    var link: String?

    init(_ text: some StringProtocol, _ style: Style = .plain, link: String? = nil) {
        self.text = Substring(text)
        self.style = style
        self.link = link
    }
}

typealias Row = [Span]

extension Row {
    /// The row, or what of it leaves room for an ellipsis in `width` columns.
    func truncated(to width: Int) -> Row {
        guard reduce(0, { $0 + TextWidth.columns($1.text) }) > width else { return self }
        var row: Row = []
        var free = width
        for span in self {
            let columns = TextWidth.columns(span.text)
            guard columns < free else {
                row.append(Span(TextWidth.truncated(span.text + "…", to: free), span.style, link: span.link))
                break
            }
            row.append(span)
            free -= columns
        }
        return row
    }
}

extension Grid {
    /// Draws spans one after the other, inside of `rect`'s row of that number.
    mutating func draw(_ row: Row, in rect: Rect, row number: Int = 0) {
        guard number < rect.size.rows else { return }
        var column = 0
        for span in row where column < rect.size.columns {
            column += write(
                span.text, at: Position(column: rect.origin.column + column, row: rect.origin.row + number),
                style: span.style, maxWidth: rect.size.columns - column, link: span.link)
        }
    }

    /// Draws a column of `│`.
    mutating func drawBorder(in rect: Rect) {
        fill(rect, with: "│", style: Theme.border)
    }
}
