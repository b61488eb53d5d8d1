import ActorWire
import ParlorRooms
import Terminal

/// What is told for a moment above the input line: completions, why nothing comes, how much is new below.
enum HintLine {
    static func draw(_ state: AppState, _ layout: ScreenLayout, on grid: inout Grid) {
        grid.draw(row(state, layout), in: layout.hint)
    }

    private static func row(_ state: AppState, _ layout: ScreenLayout) -> Row {
        let width = layout.hint.size.columns
        if let completion = state.completion, completion.candidates.count > 1 {
            return candidates(completion, width: width)
        }
        let room = state.current
        var row: Row = []
        if room.below > 0 { row.append(Span(" ↓ \(room.below) new ", Theme.selected)) }
        if let text = trouble(state) {
            let used = row.reduce(0) { $0 + TextWidth.columns($1.text) }
            let told = TextWidth.truncated(" \(text) ", to: max(width - used, 0))
            row.append(Span(told, Theme.trouble))
        } else if let text = quiet(state, layout) {
            row.append(Span(" \(text)", Theme.faint))
        }
        return row
    }

    /// Where the line is broken, what comes next and what waits for it; then what is wrong, which may be cut.
    static func trouble(_ state: AppState) -> String? {
        let room = state.current.name
        let waiting =
            switch state.current.outbox.waiting {
            case 0: ""
            case 1: " · 1 message waits"
            case let count: " · \(count) messages wait"
            }
        switch state.current.link {
        case .connected: return nil
        case .connecting: return state.current.me == nil ? nil : "connecting…\(waiting)"
        case .reconnecting(let attempt, let at, let why):
            let next = "reconnecting in \(StatusLine.seconds(until: at, state.now)) (attempt \(attempt))"
            return "\(next)\(waiting) · \(why)"
        case .waiting(let at):
            return "the host takes nothing now; again in \(StatusLine.seconds(until: at, state.now))\(waiting)"
        case .ended(.left): return "you left #\(room) · /join \(room) goes back · /quit"
        case .ended(.kicked), .ended(.refused), .ended(.disconnected):
            return "/join \(room) tries to go back · /leave · /quit"
        }
    }

    private static func quiet(_ state: AppState, _ layout: ScreenLayout) -> String? {
        let room = state.current
        if let until = room.heldUntil(after: state.now) {
            let waiting = room.outbox.waiting.of("message waits", "messages wait")
            let wait = DurationText.long(until - state.now + .milliseconds(999))
            return "slow room: again in \(wait) · \(waiting)"
        }
        switch room.sync {
        case .fetching where room.lines.lines.isEmpty: return "loading…"
        case _ where room.isFetchingOlder && room.scroll != .bottom: return "older messages are coming…"
        case _ where room.outbox.waiting > Outbox.mostShown: return "\(room.outbox.waiting) messages wait to be sent"
        default: break
        }
        // Who only watches needs to know where there is no room for both.
        guard let table = room.table, let match = table.match, match.isUnderWay || layout.table?.holdsBoth == false
        else { return nil }
        return table.focus == .board ? "Tab turns to the chat" : "Tab turns to the board"
    }

    private static func candidates(_ completion: Completion, width: Int) -> Row {
        var row: Row = [Span(" ")]
        var used = 1
        // From the choice on, so that it is always in sight.
        let first = completion.chosen / 8 * 8
        for index in completion.candidates.indices[first...] {
            let text = String(completion.candidates[index].filter { !$0.isWhitespace })
            used += TextWidth.columns(text) + 2
            guard used <= width else { break }
            row += [Span(text, index == completion.chosen ? Theme.selected : Theme.text), Span("  ")]
        }
        return row
    }
}
