import ActorWire
import ParlorGames
import ParlorRooms
import Terminal

/// The list of games to watch or to join.
enum WatchScreen {
    static func draw(_ view: WatchView, _ state: AppState, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        grid.cursor = nil
        grid.draw([Span(" games on this host", Theme.strong)], in: area.cutTop(1))
        grid.draw([Span(" Enter goes there · Up, Down · Esc back", Theme.faint)], in: area.cutBottom(1))
        let rows = WatchView.rows(state.listed)
        guard !rows.isEmpty else {
            grid.draw([Span("   nobody plays: /play GAME begins, /help play tells how", Theme.faint)], in: area)
            return
        }
        let width = area.size.columns
        grid.draw([Span(heading(width), Theme.heading)], in: area.cutTop(1))
        let chosen = view.selection(state.listed)
        let index = rows.firstIndex { $0.name == chosen?.name } ?? 0
        let first = max(index + 1 - area.size.rows, 0)
        for (row, room) in rows.dropFirst(first).prefix(area.size.rows).enumerated() {
            let isChosen = room.name == chosen?.name
            let line = TextWidth.padded((isChosen ? " ▸ " : "   ") + cells(room, state, width), to: width)
            grid.draw([Span(line, isChosen ? Theme.selected : Theme.text)], in: area, row: row)
        }
    }

    private static func heading(_ width: Int) -> String {
        "   " + row("room", "game", "phase", "watch", "idle", "players")
    }

    private static func cells(_ room: RoomSummary, _ state: AppState, _ width: Int) -> String {
        guard let game = room.game else { return "" }
        let phase = game.phase == .gathering ? "\(game.freeSeats) free" : game.phase.rawValue
        return row(
            "#\(room.name)", game.game, phase, "\(game.watchers)", DurationText.short(state.now - room.active),
            game.players.joined(separator: ", "))
    }

    private static func row(
        _ room: String, _ game: String, _ phase: String, _ watchers: String, _ idle: String, _ players: String
    ) -> String {
        [
            TextWidth.padded(room, to: 18), TextWidth.padded(game, to: 11), TextWidth.padded(phase, to: 10),
            TextWidth.padded(watchers, to: 5, alignment: .right), TextWidth.padded(idle, to: 6, alignment: .right),
            " " + players,
        ].joined(separator: " ")
    }
}
