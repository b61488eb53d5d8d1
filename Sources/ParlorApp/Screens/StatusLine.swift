import ActorWire
import ParlorRooms
import Terminal

/// The state of the line to the room, which is always in sight.
enum StatusLine {
    static func draw(_ state: AppState, in rect: Rect, on grid: inout Grid) {
        let (sign, text, style) = status(state.current.link, at: state.now)
        var row: Row = [Span(" \(sign) ", style), Span(text, style)]
        if state.size.columns < rect.size.columns * 2 { row += others(state) }
        grid.draw(row, in: rect)
        let clock = state.calendar.clock(state.now)
        var right = rect
        let corner = right.cutRight(TextWidth.columns(clock) + 1)
        let used = row.reduce(0) { $0 + TextWidth.columns($1.text) }
        if used < right.size.columns { grid.draw([Span(clock, Theme.faint)], in: corner) }
    }

    private static func status(_ link: LinkState, at now: Timestamp) -> (String, String, Style) {
        switch link {
        case .connecting: ("◌", "connecting", Theme.faint)
        case .connected(nil): ("●", "connected", Theme.good)
        case .connected(let roundTrip?): ("●", DurationText.milliseconds(roundTrip), Theme.good)
        case .reconnecting(_, let at, _), .waiting(let at): ("◌", "retry in \(seconds(until: at, now))", Theme.trouble)
        case .ended(.kicked): ("×", "removed", Theme.trouble)
        case .ended(.left): ("×", "left", Theme.faint)
        case .ended(.refused): ("×", "refused", Theme.trouble)
        case .ended(.disconnected): ("×", "disconnected", Theme.trouble)
        }
    }

    /// Where there is no pane of rooms: those with something new.
    private static func others(_ state: AppState) -> Row {
        state.rooms.indices.filter { $0 != state.currentIndex }.flatMap { index -> Row in
            let room = state.rooms[index]
            let call = room.table?.call ?? (room.mentions > 0 ? "\(room.mentions)@" : nil)
            guard call != nil || room.unread > 0 else { return [] }
            let style = call == nil ? Theme.unread : Theme.mention
            return [Span(" · #\(room.name) "), Span(call ?? "\(room.unread)", style)]
        }
    }

    /// Whole seconds that are left, counted up.
    static func seconds(until end: Timestamp, _ now: Timestamp) -> String {
        let milliseconds = max((end - now) / .milliseconds(1), 0)
        return "\(Int(min(milliseconds, 1e9) / 1_000 + 0.999)) s"
    }
}
