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
        let columns = Columns(rows, width: area.size.columns)
        let heading = columns.row(["room", "game", "phase", "watch", "idle", "players"])
        grid.draw([Span("   " + heading, Theme.heading)], in: area.cutTop(1))
        let chosen = view.selection(state.listed)
        let index = rows.firstIndex { $0.name == chosen?.name } ?? 0
        let first = max(index + 1 - area.size.rows, 0)
        for (row, room) in rows.dropFirst(first).prefix(area.size.rows).enumerated() {
            let isChosen = room.name == chosen?.name
            let text = (isChosen ? " ▸ " : "   ") + columns.row(cells(room, state))
            let line = TextWidth.padded(text, to: area.size.columns)
            grid.draw([Span(line, isChosen ? Theme.selected : Theme.text)], in: area, row: row)
        }
    }

    private static func cells(_ room: RoomSummary, _ state: AppState) -> [String] {
        guard let game = room.game else { return [] }
        let phase = game.phase == .gathering ? "\(game.freeSeats) free" : game.phase.rawValue
        return [
            "#\(room.name)", game.game, phase, "\(game.watchers)", DurationText.short(state.now - room.active),
            game.players.joined(separator: ", "),
        ]
    }

    /// The widths of the columns. Where little would be left for the players, it is not told how many watch.
    private struct Columns {
        private let widths: [Int]

        init(_ rooms: [RoomSummary], width: Int) {
            let room = min(max(rooms.map { TextWidth.columns($0.name) + 1 }.max() ?? 0, 4), 18)
            widths = [room, 10, 9, width < 72 ? 0 : 5, 6]
        }

        func row(_ cells: [String]) -> String {
            let padded = zip(cells, widths).enumerated().filter { $1.1 > 0 }.map { index, cell in
                TextWidth.padded(cell.0, to: cell.1, alignment: index < 3 ? .left : .right) + " "
            }
            return padded.joined() + " " + (cells.last ?? "")
        }
    }
}
