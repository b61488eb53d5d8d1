import ParlorBoards
import Terminal

/// All keys and commands, from their tables.
enum HelpScreen {
    static func draw(_ view: HelpView, _ state: AppState, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        let foot = area.cutBottom(1)
        let rows = rows(of: view, state)
        let first = min(max(view.row, 0), lastFirst(of: view, state))
        for (row, spans) in rows.dropFirst(first).prefix(area.size.rows).enumerated() {
            grid.draw(spans, in: area, row: row)
        }
        let more = rows.count > first + area.size.rows ? "PageDown for more · " : ""
        grid.draw([Span(" \(more)Esc closes", Theme.faint)], in: foot)
        grid.cursor = nil
    }

    /// The furthest that scrolling leads.
    static func lastFirst(of view: HelpView, _ state: AppState) -> Int {
        max(rows(of: view, state).count - max(state.size.rows - 1, 1), 0)
    }

    private static func rows(of view: HelpView, _ state: AppState) -> [Row] {
        let tables =
            switch view.beginning {
            case .keys: KeysHere.tables(under: view, state) + keys + commands
            case .commands: commands + keys
            }
        var rows: [Row] = []
        for table in tables { rows += (rows.isEmpty ? [] : [[]]) + self.rows(of: table, width: state.size.columns) }
        return rows
    }

    private static var keys: [HelpTable] {
        let bound: [KeyHint] = KeyTable.bindings.map { ($0.names, $0.summary) }
        return [
            HelpTable("Keys", bound + [(KeyTable.roomNumbers, "the room of that number")]),
            HelpTable("In the input line", KeyTable.editing), HelpTable("With the mouse", KeyTable.mouse),
        ]
    }

    private static var commands: [HelpTable] {
        let all: [KeyHint] = CommandTable.all.map { ($0.synopsis, $0.summary) }
        return [HelpTable("Commands", all + [("//TEXT", "says a line that begins with a slash")])]
    }

    private static func rows(of table: HelpTable, width: Int) -> [Row] {
        let left = min(table.entries.map { TextWidth.columns($0.0) }.max() ?? 0, width * 2 / 5)
        let room = max(width - left - 4, 2)
        var rows: [Row] = [[Span(" \(table.title)", Theme.heading)]]
        for (name, summary) in table.entries {
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

/// Keys or commands of one kind.
struct HelpTable {
    let title: String
    let entries: [KeyHint]

    init(_ title: String, _ entries: [KeyHint]) {
        self.title = title
        self.entries = entries
    }
}
