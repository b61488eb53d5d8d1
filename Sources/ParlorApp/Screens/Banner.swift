import ParlorRooms
import Terminal

/// Says why the person is no longer in the room, below its messages.
enum Banner {
    static func draw(_ state: AppState, in rect: Rect, on grid: inout Grid) {
        guard let ending = state.current.link.ending else { return }
        grid.fill(rect, style: Theme.banner)
        for (row, line) in lines(ending, state, width: rect.size.columns).enumerated() {
            grid.draw([Span(row == 0 ? " × " : "   ", Theme.banner), Span(line, Theme.banner)], in: rect, row: row)
        }
    }

    /// Rows that the banner takes.
    static func height(_ state: AppState, width: Int) -> Int {
        guard let ending = state.current.link.ending else { return 0 }
        return lines(ending, state, width: width).count
    }

    private static func lines(_ ending: LinkState.Ending, _ state: AppState, width: Int) -> [String] {
        TextWidth.wrapped(sentence(ending, of: state.current.name, state), to: max(width - 4, 2)).map(String.init)
    }

    static func sentence(_ ending: LinkState.Ending, of room: String, _ state: AppState) -> String {
        switch ending {
        case .kicked(let kicked):
            let reason = kicked.reason.isEmpty ? "" : ": \(kicked.reason)"
            let until = kicked.until.map { ". You can come back at \(state.calendar.moment($0, now: state.now))" } ?? ""
            return "You were removed from #\(room) by \(kicked.by)\(reason)\(until)"
        case .disconnected(let reason): return "#\(room) ended the connection: \(reason)"
        case .refused(let why): return "#\(room) does not let you in: \(why)"
        case .left: return "You left #\(room)"
        }
    }
}
