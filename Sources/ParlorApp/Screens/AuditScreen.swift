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
        for (row, act) in acts.dropLast(min(view.skipped, acts.count)).suffix(area.size.rows).enumerated() {
            let when = TextWidth.padded(state.calendar.moment(act.time, now: state.now), to: 16, alignment: .right)
            grid.draw([Span(" \(when)  ", Theme.faint), Span(sentence(act, state))], in: area, row: row)
        }
    }

    private static func sentence(_ act: Act, _ state: AppState) -> String {
        let by = act.by.isEmpty ? "the room" : act.by
        let until = act.until.map { " until \(state.calendar.moment($0, now: state.now))" } ?? ""
        let reason = act.reason.isEmpty ? "" : ": \(act.reason)"
        switch act.kind {
        case .topic: return "\(by) set the topic: \(act.target)"
        case .own: return "\(by) became the owner"
        case .private: return "\(by) made the room private"
        case .public: return "\(by) opened the room to everybody"
        case .kick, .ban, .unban, .mute, .unmute, .op, .deop:
            return "\(by) · \(act.kind.rawValue) \(act.target)\(until)\(reason)"
        }
    }
}
