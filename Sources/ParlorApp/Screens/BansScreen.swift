import ParlorRooms
import Terminal

/// Who is banned, until when, by whom and why.
enum BansScreen {
    static func draw(_ view: BansView, _ state: AppState, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        grid.cursor = nil
        grid.draw([Span(" bans in #\(view.room)", Theme.strong)], in: area.cutTop(1))
        grid.draw([Span(" Enter lifts the ban · Up, Down · Esc back", Theme.faint)], in: area.cutBottom(1))
        ConnectionsScreen.drawNotice(view.notice, state, in: &area, on: &grid)
        guard let bans = view.bans else {
            grid.draw([Span("   asking the room…", Theme.faint)], in: area)
            return
        }
        if bans.isEmpty { grid.draw([Span("   nobody is banned here", Theme.faint)], in: area) }
        let first = max(view.index + 1 - area.size.rows, 0)
        for (row, ban) in bans.dropFirst(first).prefix(area.size.rows).enumerated() {
            let isChosen = first + row == view.index
            let text = TextWidth.truncated((isChosen ? " ▸ " : "   ") + state.sentence(of: ban), to: area.size.columns)
            grid.draw([Span(text, isChosen ? Theme.selected : Theme.text)], in: area, row: row)
        }
    }
}
