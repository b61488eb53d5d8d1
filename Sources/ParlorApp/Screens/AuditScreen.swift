import ParlorRooms
import Terminal

/// Who moderated whom, when and why: the newest at the bottom.
enum AuditScreen {
    static func draw(_ view: AuditView, _ state: AppState, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        grid.cursor = nil
        grid.draw([Span(" audit log of #\(state.current.name)", Theme.strong)], in: area.cutTop(1))
        grid.draw([Span(" PageUp, PageDown · Esc back", Theme.faint)], in: area.cutBottom(1))
        if let trouble = view.trouble {
            grid.draw([Span("   \(trouble)", Theme.trouble)], in: area)
            return
        }
        guard let acts = view.acts else {
            grid.draw([Span("   asking the room…", Theme.faint)], in: area)
            return
        }
        if acts.isEmpty { grid.draw([Span("   nobody was moderated yet", Theme.faint)], in: area) }
        let rows = rows(of: acts, state)
        let skipped = min(view.skipped, lastSkipped(view, state))
        for (row, spans) in rows.dropLast(skipped).suffix(area.size.rows).enumerated() {
            grid.draw(spans, in: area, row: row)
        }
    }

    /// How many rows can be scrolled past.
    static func lastSkipped(_ view: AuditView, _ state: AppState) -> Int {
        max(rows(of: view.acts ?? [], state).count - max(state.size.rows - 2, 1), 0)
    }

    /// The acts in as many rows as their reasons need.
    private static func rows(of acts: [Act], _ state: AppState) -> [Row] {
        let times = acts.map { state.calendar.moment($0.time, now: state.now) }
        let width = times.map(TextWidth.columns).max() ?? 0
        let room = max(state.size.columns - width - 4, 2)
        return zip(acts, times).flatMap { act, time in
            TextWidth.wrapped(sentence(act, state), to: room).enumerated().map { row, line in
                let when = TextWidth.padded(row == 0 ? time : "", to: width, alignment: .right)
                return [Span(" \(when)  ", Theme.faint), Span(line)]
            }
        }
    }

    static func sentence(_ act: Act, _ state: AppState) -> String {
        let by = act.by.isEmpty ? "the room" : act.by
        let until = act.until.map { " until \(state.calendar.moment($0, now: state.now))" } ?? ""
        let reason = act.reason.isEmpty ? "" : ": \(act.reason)"
        switch act.kind {
        case .topic: return "\(by) set the topic: \(act.target)"
        case .own: return "\(by) became the owner"
        case .private: return "\(by) made the room private"
        case .public: return "\(by) opened the room to everybody"
        case .kick, .ban, .unban, .mute, .unmute, .op, .deop, .slow, .lock, .unlock:
            return act.restriction ?? "\(by) · \(act.kind.rawValue) \(act.target)\(until)\(reason)"
        }
    }
}
