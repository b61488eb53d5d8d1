import Terminal

/// All keys and commands, from their tables.
enum HelpScreen {
    static func draw(_ state: AppState, from first: Int, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        let foot = area.cutBottom(1)
        let rows = rows(width: area.size.columns)
        let first = min(max(first, 0), lastFirst(size: grid.size))
        for (row, spans) in rows.dropFirst(first).prefix(area.size.rows).enumerated() {
            grid.draw(spans, in: area, row: row)
        }
        let more = rows.count > first + area.size.rows ? "PageDown for more · " : ""
        grid.draw([Span(" \(more)Esc closes", Theme.faint)], in: foot)
        grid.cursor = nil
    }

    /// The furthest that scrolling leads.
    static func lastFirst(size: Size) -> Int {
        max(rows(width: size.columns).count - max(size.rows - 1, 1), 0)
    }

    private static func rows(width: Int) -> [Row] {
        let keys =
            KeyTable.bindings.map { ($0.names, $0.summary) } + [(KeyTable.roomNumbers, "the room of that number")]
        let commands = CommandTable.all.map { ($0.synopsis, $0.summary) }
        let editing = KeyTable.editing.map { ($0.names, $0.summary) }
        return table("Keys", keys, width) + [[]] + table("In the input line", editing, width) + [[]]
            + table("Commands", commands + [("//TEXT", "says a line that begins with a slash")], width)
    }

    private static func table(_ title: String, _ entries: [(String, String)], _ width: Int) -> [Row] {
        let left = min(entries.map { TextWidth.columns($0.0) }.max() ?? 0, width * 2 / 5)
        let room = max(width - left - 4, 2)
        var rows: [Row] = [[Span(" \(title)", Theme.heading)]]
        for (name, summary) in entries {
            let fits = TextWidth.columns(name) <= left
            if !fits { rows.append([Span("  \(name)", Theme.strong)]) }
            for (number, line) in TextWidth.wrapped(summary, to: room).enumerated() {
                let head = fits && number == 0 ? name : ""
                rows.append([Span("  " + TextWidth.padded(head, to: left) + "  ", Theme.strong), Span(line)])
            }
        }
        return rows
    }
}
