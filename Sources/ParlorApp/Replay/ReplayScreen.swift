import ParlorBoards
import ParlorGames
import ParlorRooms
import Terminal

/// A replay: who played and how it ended, the board, and where in the match it is.
enum ReplayScreen {
    static func draw(_ state: ReplayState, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        grid.cursor = nil
        // The lower the screen, the less stands around the board.
        if area.size.rows > 12 {
            grid.draw([Span(" " + ReplayState.hint(width: area.size.columns), Theme.faint)], in: area.cutBottom(1))
        }
        grid.draw(progress(state, width: area.size.columns), in: area.cutBottom(1))
        grid.draw(move(state), in: area.cutBottom(1))
        if area.size.rows > 9 { grid.draw(title(state), in: area.cutTop(1)) }
        grid.draw(state.board.draw(in: area.size), at: area.origin)
    }

    private static func title(_ state: ReplayState) -> Row {
        let players = state.result.players.map(\.name).joined(separator: ", ")
        return [Span(" \(state.info.title)", Theme.strong), Span("  \(players)", Theme.text)]
    }

    /// The last move and what comes next, or why nothing can be shown.
    private static func move(_ state: ReplayState) -> Row {
        if let trouble = state.trouble { return [Span(" \(trouble)", Theme.trouble)] }
        var parts: [String] = []
        if let last = state.last { parts.append("\(name(of: last.seat, state)): \(last.text)") }
        if !state.board.sentence.isEmpty { parts.append(state.board.sentence) }
        return [Span(" " + parts.joined(separator: ", "), Theme.text)]
    }

    private static func progress(_ state: ReplayState, width: Int) -> Row {
        if let typed = state.typed { return [Span(" go to: \(typed)", Theme.strong), Span(" ", Theme.selected)] }
        let sign = state.isPlaying ? "playing" : "stopped"
        let head = " \(state.position)/\(state.end) "
        let tail = " \(sign) \(state.speed.text), \(eyes(state)) "
        let room = max(width - TextWidth.columns(head + tail) - 1, 0)
        let done = state.end == 0 ? room : min(room * state.position / state.end, room)
        return [
            Span(head, Theme.strong), Span(String(repeating: state.look("━", "="), count: done), Theme.strong),
            Span(String(repeating: state.look("─", "-"), count: room - done), Theme.border), Span(tail, Theme.text),
        ]
    }

    private static func eyes(_ state: ReplayState) -> String {
        switch state.eyes {
        case .referee: "all is seen"
        case .spectator: "as watchers saw it"
        case .seat(let seat): "as \(name(of: seat, state)) saw it"
        }
    }

    private static func name(of seat: Seat, _ state: ReplayState) -> String {
        state.board.names.indices.contains(seat) ? state.board.names[seat] : "seat \(seat + 1)"
    }
}
