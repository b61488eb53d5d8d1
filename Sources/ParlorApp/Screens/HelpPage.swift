import ParlorBoards
import Terminal

/// Tables of keys and commands, of which a screen shows as many rows as it has.
struct HelpPage {
    private let rows: [Row]
    private let size: Size

    init(_ tables: [HelpTable], size: Size) {
        self.size = size
        rows = Array(tables.map { Self.rows(of: $0, width: size.columns) }.joined(separator: [[]]))
    }

    /// The furthest that scrolling leads.
    private var lastFirst: Int { max(rows.count - max(size.rows - 1, 1), 0) }

    /// Which row is the first after a key; nil when the key closes the page.
    func first(after key: Key, from first: Int) -> Int? {
        let page = max(size.rows - 2, 1)
        let next: Int
        switch key {
        case .pageUp: next = first - page
        case .pageDown, .character(" "): next = first + page
        case .up: next = first - 1
        case .down: next = first + 1
        case .home: next = 0
        case .end: next = lastFirst
        default: return nil
        }
        return min(max(next, 0), lastFirst)
    }

    func draw(from first: Int, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        let foot = area.cutBottom(1)
        let first = min(max(first, 0), lastFirst)
        for (row, spans) in rows.dropFirst(first).prefix(area.size.rows).enumerated() {
            grid.draw(spans, in: area, row: row)
        }
        let more = rows.count > first + area.size.rows ? "PageDown for more · " : ""
        grid.draw([Span(" \(more)Esc closes", Theme.faint)], in: foot)
        grid.cursor = nil
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
