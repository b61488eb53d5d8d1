/// The part of an editor's text that fits into a window, and where the cursor stands in it.
public struct EditorView: Equatable, Sendable {
    /// At most as many lines as asked for, none wider than asked for.
    public let lines: [String]
    /// Relative to the window.
    public let cursor: Position

    public init(lines: [String], cursor: Position) {
        self.lines = lines
        self.cursor = cursor
    }
}

extension LineEditor {
    /// The lines to show in a window of `width` columns and at most `rows` rows.
    ///
    /// The window follows the cursor: each line but the cursor's begins at its beginning; the cursor's scrolls in steps
    /// of half a window, so that it does not jump with every stroke. One column stays free for the cursor behind the
    /// last glyph.
    public func view(width: Int, rows: Int = 1) -> EditorView {
        let width = max(width, 2)
        let lines = clusters.split(separator: "\n", omittingEmptySubsequences: false)
        let current = clusters[..<cursor].count { $0 == "\n" }
        let shown = Self.window(around: current, count: lines.count, size: max(rows, 1))
        let (slice, column) = scrolled(Array(lines[current]), to: cursor - lineStart, width)
        let texts = shown.map { $0 == current ? slice : String(TextWidth.prefix(String(lines[$0]), columns: width)) }
        return EditorView(lines: texts, cursor: Position(column: column, row: current - shown.lowerBound))
    }

    private static func window(around line: Int, count: Int, size: Int) -> Range<Int> {
        let first = min(max(line - size + 1, 0), max(count - size, 0))
        return first..<min(first + size, count)
    }

    /// The slice of a line that shows its cursor, and the cursor's column in it.
    private func scrolled(_ line: [Character], to cursor: Int, _ width: Int) -> (String, Int) {
        let widths = line.map { TextWidth.columns($0) }
        let before = widths[..<cursor].reduce(0, +)
        let step = max(width / 2, 1)
        let hidden = before < width ? 0 : (before - width) / step * step + step
        var start = 0
        var skipped = 0
        while skipped < hidden, start < cursor {
            skipped += widths[start]
            start += 1
        }
        let slice = TextWidth.prefix(String(line[start...]), columns: width)
        return (String(slice), before - skipped)
    }
}
