import ActorWire
import ParlorRooms
import Terminal

/// Every connection of a room, as its operators see it.
enum ConnectionsScreen {
    static func draw(_ view: ConnectionsView, _ state: AppState, on grid: inout Grid) {
        var area = grid.bounds
        grid.fill(area)
        grid.cursor = nil
        drawTitle(view, in: area.cutTop(1), on: &grid)
        if let report = view.report, let host = report.host {
            drawTotals(host, at: report.time, in: area.cutTop(1), on: &grid)
        }
        drawBottom(view, in: area.cutBottom(1), on: &grid)
        drawNotice(view.notice, state, in: &area, on: &grid)
        drawTable(view, state, in: area, on: &grid)
    }

    private static func drawTitle(_ view: ConnectionsView, in rect: Rect, on grid: inout Grid) {
        let title = " connections in #\(view.room)"
        grid.draw([Span(title, Theme.strong)], in: rect)
        guard let report = view.report else { return }
        let open = "\(report.connections.count) open"
        let sorted = view.order == .joined ? "" : " · by \(view.order.rawValue)"
        let filter = view.filter.isEmpty ? "" : " · /\(view.filter.text)"
        let up = DurationText.long(report.time - report.since)
        let dropped = report.connections.reduce(0) { $0 + $1.dropped }
        let words = ["\(open)\(filter)\(sorted)", "\(report.messages.grouped) msgs", "\(dropped) dropped", "up \(up)"]
        drawWords(words, beside: title, in: rect, on: &grid)
    }

    private static func drawTotals(_ host: HostTotals, at time: Timestamp, in rect: Rect, on grid: inout Grid) {
        let title = " the host"
        grid.draw([Span(title, Theme.strong)], in: rect)
        var words = [
            host.rooms == 1 ? "1 room" : "\(host.rooms) rooms", "\(host.connections) open",
            "\(host.queuedBytes.bytes) queued", "\(host.dropped) dropped", "\(host.cutOff) cut off",
            "up \(DurationText.long(time - host.since))",
        ]
        if let memory = host.memory { words.append(memory.bytes) }
        drawWords(words, beside: title, in: rect, on: &grid)
    }

    /// Draws words at the right of a line, the last of them only where they fit.
    private static func drawWords(_ words: [String], beside title: String, in rect: Rect, on grid: inout Grid) {
        var words = words
        let room = max(rect.size.columns - TextWidth.columns(title) - 2, 0)
        func text() -> String { words.joined(separator: " · ") + " " }
        while TextWidth.columns(text()) > room, words.count > 1 { words.removeLast() }
        let told = TextWidth.truncated(text(), to: room)
        var right = rect
        grid.draw([Span(told, Theme.faint)], in: right.cutRight(TextWidth.columns(told)))
    }

    /// Draws what came of the last key at the bottom, in as many rows as it needs.
    static func drawNotice(_ notice: Notice?, _ state: AppState, in area: inout Rect, on grid: inout Grid) {
        // What is listed is old while the line is broken.
        let notice = HintLine.trouble(state).map { Notice(.trouble, $0) } ?? notice
        let lines = TextWidth.wrapped(notice?.text ?? "", to: max(area.size.columns - 2, 2))
        let rect = area.cutBottom(min(lines.count, area.size.rows / 2))
        let style = notice?.kind == .trouble ? Theme.trouble : Theme.notice
        for (row, line) in lines.enumerated() { grid.draw([Span(" \(line)", style)], in: rect, row: row) }
    }

    // MARK: The table

    /// A column: its title, its width, how its text stands, and what it says of a connection.
    private struct Column {
        var title: String
        var width: Int
        var alignment = Alignment.left
        /// Columns of lower rank go first where the screen is narrow.
        var rank: Int
        var text: (ConnectionReport) -> String
    }

    private static func columns(_ report: ConnectionsReport, _ state: AppState) -> [Column] {
        var columns = [
            Column(title: "id", width: 4, rank: 2) { String($0.id.prefix(4)) },
            Column(title: "name", width: longest(report) { $0.name }, rank: 9) { $0.name },
            Column(title: "role", width: longest(report) { $0.role.rawValue }, rank: 6) { $0.role.rawValue },
            Column(title: "from", width: longest(report) { $0.address }, rank: 4) { $0.address },
            Column(title: "wire", width: 4, rank: 1) { $0.encoding },
            Column(title: "joined", width: 6, rank: 3) { state.calendar.clock($0.joined) },
            Column(title: "idle", width: 4, alignment: .right, rank: 5) {
                DurationText.short(report.time - $0.active)
            },
            Column(title: "rtt", width: 6, alignment: .right, rank: 7) {
                $0.roundTrip.map { DurationText.milliseconds(.milliseconds(min(max($0, 0), 999_999))) } ?? "–"
            },
            Column(title: "queue", width: 6, alignment: .right, rank: 3) { $0.queuedBytes.bytes },
            Column(title: "msgs/min", width: 8, alignment: .right, rank: 5) { "\($0.messagesPerMinute)" },
            Column(title: "state", width: 6, rank: 8) { $0.state.rawValue },
        ]
        // A column of zeros would cost one that says something.
        if report.connections.contains(where: { $0.dropped > 0 }) {
            let drops = Column(title: "drops", width: 5, alignment: .right, rank: 7) { "\($0.dropped)" }
            columns.insert(drops, at: columns.count - 2)
        }
        return columns
    }

    private static func longest(_ report: ConnectionsReport, _ text: (ConnectionReport) -> String) -> Int {
        min(max(report.connections.map { TextWidth.columns(text($0)) }.max() ?? 0, 6), 21)
    }

    private static func fitting(_ columns: [Column], _ width: Int) -> [Column] {
        var columns = columns
        while columns.reduce(1, { $0 + $1.width + 2 }) > width, columns.count > 1,
            let least = columns.indices.min(by: { columns[$0].rank < columns[$1].rank })
        {
            columns.remove(at: least)
        }
        return columns
    }

    private static func drawTable(
        _ view: ConnectionsView, _ state: AppState, in rect: Rect, on grid: inout Grid
    ) {
        guard let report = view.report else {
            grid.draw([Span("   asking the room…", Theme.faint)], in: rect)
            return
        }
        let columns = fitting(columns(report, state), rect.size.columns)
        let titles = columns.map { TextWidth.padded($0.title, to: $0.width, alignment: $0.alignment) }
        grid.draw([Span("   " + titles.joined(separator: "  "), Theme.heading)], in: rect)
        let rows = view.rows
        let selected = view.selection?.id
        let height = rect.size.rows - 1
        let index = rows.firstIndex { $0.id == selected } ?? 0
        let first = max(index - height + 1, 0)
        for (row, connection) in rows.dropFirst(first).prefix(max(height, 0)).enumerated() {
            let isSelected = connection.id == selected
            let cells = columns.map {
                TextWidth.padded($0.text(connection), to: $0.width, alignment: $0.alignment)
            }
            let style = isSelected ? Theme.selected : connection.state == .ok ? Theme.text : Theme.trouble
            let text = (isSelected ? " ▸ " : "   ") + cells.joined(separator: "  ")
            grid.draw([Span(text, style)], in: rect, row: row + 1)
        }
        if rows.isEmpty { grid.draw([Span("   none passes the filter", Theme.faint)], in: rect, row: 1) }
    }

    // MARK: The bottom line

    private static func drawBottom(_ view: ConnectionsView, in rect: Rect, on grid: inout Grid) {
        switch view.prompt {
        case nil:
            grid.draw([Span(keys(width: rect.size.columns), Theme.faint)], in: rect)
        case .filter: drawPrompt(" filter: ", view.filter, in: rect, on: &grid)
        case .act(let deed, let name, let editor):
            drawPrompt(" \(question(deed, name)) ", editor, in: rect, on: &grid)
        }
    }

    /// The keys in their words, or alone where the words do not fit.
    private static func keys(width: Int) -> String {
        let words = " " + ConnectionsKey.allCases.map(\.label).joined(separator: " ")
        let letters = " " + ConnectionsKey.allCases.map { String($0.rawValue) }.joined(separator: " ")
        return [words + "  Esc back", words, letters + "  F1 help  Esc back"].first { TextWidth.columns($0) <= width }
            ?? letters
    }

    private static func question(_ deed: ConnectionsView.Deed, _ name: String) -> String {
        switch deed {
        case .kick: "kick \(name) – reason, Enter kicks:"
        case .ban: "ban \(name) – [1h|30m|7d] reason, Enter bans:"
        case .mute: "mute \(name) – [10m] reason, Enter mutes:"
        case .unmute: "let \(name) speak again? Enter does:"
        case .op: "make \(name) an operator? Enter does:"
        }
    }

    private static func drawPrompt(_ prompt: String, _ editor: LineEditor, in rect: Rect, on grid: inout Grid) {
        let prompt = TextWidth.truncated(prompt, to: max(rect.size.columns - 12, 0))
        let width = TextWidth.columns(prompt)
        let view = editor.view(width: max(rect.size.columns - width, 2))
        grid.draw([Span(prompt, Theme.strong), Span(view.lines.first ?? "")], in: rect)
        grid.cursor = Position(column: rect.origin.column + width + view.cursor.column, row: rect.origin.row)
    }
}

extension Int {
    /// `12 B`, `41 kB`, `3 MB`
    fileprivate var bytes: String {
        switch self {
        case ..<1_000: "\(Swift.max(self, 0)) B"
        case ..<1_000_000: "\(self / 1_000) kB"
        default: "\(self / 1_000_000) MB"
        }
    }
}

extension UInt64 {
    /// With a comma before every three digits.
    fileprivate var grouped: String {
        let digits = Array(String(self))
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text.append(",") }
            text.append(digit.element)
        }
    }
}
