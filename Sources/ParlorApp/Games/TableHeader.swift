import ActorWire
import ParlorRooms
import Terminal

/// What stands above a board: the game and how far it is, and who plays.
struct TableHeader {
    private let table: TableState
    private let status: TableStatus
    private let me: Member?
    private let title: String
    private let now: Timestamp

    init?(_ room: RoomState, title: String, at now: Timestamp) {
        guard let table = room.table, let status = table.status else { return nil }
        self.table = table
        self.status = status
        self.title = title
        self.now = now
        me = room.me
    }

    private var mine: Int? { table.seat(of: me) }

    /// The game, and what is waited for; what may be cut comes last.
    var headline: Row {
        let (text, style) = situation
        return [Span(" \(title) ", Theme.strong), Span(text, style), Span(watchers, Theme.faint)]
    }

    /// The headline in as many rows as a refusal needs: none but the reason helps who was refused.
    func headlines(width: Int, most: Int) -> [Row] {
        guard status.phase == .playing, table.trouble != nil else { return [headline.truncated(to: width)] }
        let (text, style) = situation
        let lines = TextWidth.wrapped(text, to: width - 1, first: width - TextWidth.columns(title) - 2)
        let last = lines.count > most ? [text[lines[most - 1].startIndex...]] : []
        return (lines.prefix(most - last.count) + last).enumerated().map { row, line in
            (row == 0 ? [Span(" \(title) ", Theme.strong), Span(line, style)] : [Span(" "), Span(line, style)])
                .truncated(to: width)
        }
    }

    /// How many watch. Who does is told so, and is not counted like somebody else.
    private var watchers: String {
        switch status.watcherCount {
        case ...0: ""
        case let count where mine != nil: " · \(count) watching"
        case 1: " · you watch"
        case let count: " · you and \(count - 1) more watch"
        }
    }

    /// What is waited for, or why the last move was refused.
    var situation: (text: String, style: Style) {
        switch status.phase {
        case .gathering: return (gathering, Theme.notice)
        case .countdown:
            let time = status.countdownEnds.map { StatusLine.seconds(until: $0, now) } ?? "a moment"
            return ("begins in \(time)", Theme.good)
        case .playing: return playing
        case .finished:
            let next = mine == nil ? nil : "/rematch, /replay"
            let parts = [table.result?.brief ?? outcome, next, table.result?.ratings]
            return (parts.compactMap(\.self).joined(separator: " · "), Theme.notice)
        }
    }

    /// How the match ended, for who was not here to be told: its seats stand until the next.
    private var outcome: String {
        table.match?.outcome.map { $0.sentence(of: status.seats.map(\.name)) } ?? "the match is over"
    }

    private var gathering: String {
        let missing = status.fewest - status.seats.count
        let unready = status.seats.filter { !$0.isReady || !$0.isConnected }.map(\.name)
        if mine == nil, status.seats.count < status.most { return "/seat takes a seat" }
        if missing > 0 { return "waiting for \(missing) more: they /seat, or /bot add" }
        if let mine, !status.seats[mine].isReady { return "say /ready when you are" }
        return "waiting for \(unready.joined(separator: ", "))"
    }

    private var playing: (String, Style) {
        if let trouble = table.trouble { return (trouble, Theme.trouble) }
        let asked = mine == nil ? [] : TableNews.asks(status) { $0 != mine }
        let (text, style) = turn
        return ((asked + [text]).joined(separator: " · "), style)
    }

    private var turn: (String, Style) {
        guard let match = table.match else { return ("", Theme.text) }
        if let end = status.countdownEnds, end > now {
            return ("goes on in \(StatusLine.seconds(until: end, now))", Theme.good)
        }
        if match.isMyTurn { return ("your turn", Theme.good.adding(.bold)) }
        let names = match.turn.prefix(3).compactMap { status.seats.indices.contains($0) ? status.seats[$0].name : nil }
        if match.turn.isEmpty { return (mine == nil ? "under way" : "go!", Theme.text) }
        let more = match.turn.count > 3 ? " and \(match.turn.count - 3) more" : ""
        return ("\(names.joined(separator: ", "))\(more) to move", Theme.text)
    }

    /// Everybody at the table, in as many rows as they take.
    func roster(width: Int) -> [Row] {
        var rows: [Row] = []
        var row: Row = []
        var used = 0
        for index in status.seats.indices {
            let spans = seat(index)
            let columns = spans.reduce(0) { $0 + TextWidth.columns($1.text) }
            if used + columns > width, !row.isEmpty {
                rows.append(row)
                (row, used) = ([], 0)
            }
            row += spans
            used += columns
        }
        return row.isEmpty ? rows : rows + [row]
    }

    private func seat(_ index: Int) -> Row {
        let seat = status.seats[index]
        let isOnTurn = status.phase == .playing && (table.match?.turn.contains(index) ?? false)
        var spans: Row = [
            Span(isOnTurn ? " ▸" : "  ", Theme.strong), Span("\(index + 1) ", Theme.faint),
            Span(seat.name, Theme.name(seat.name, isOwn: index == mine)),
        ]
        // A bot of the table says in its name what it is.
        if let bot = seat.bot, seat.member != nil { spans.append(Span(" (\(bot) bot)", Theme.faint)) }
        if let rating = seat.rating { spans.append(Span(" \(rating)", Theme.faint)) }
        if let mark = mark(seat) { spans.append(Span(" \(mark)", Theme.faint)) }
        if let clock = clock(index) { spans.append(Span(" \(clock)", isOnTurn ? Theme.strong : Theme.faint)) }
        spans.append(Span("  "))
        return spans
    }

    private func mark(_ seat: TableStatus.Seat) -> String? {
        if let until = seat.awayUntil, !seat.isConnected {
            return "away, \(StatusLine.seconds(until: until, now)) to come back"
        }
        guard status.phase == .gathering || status.phase == .countdown else { return nil }
        return seat.isReady ? "✓ ready" : nil
    }

    /// What is waited for and how long, in the fewest words, for a screen on which the board takes everything else.
    var brief: Row {
        let time = mine.flatMap(clock).map { " \($0)" } ?? ""
        return [Span(situation.text + time, situation.style)]
    }

    /// The time that a seat has left.
    private func clock(_ seat: Int) -> String? {
        guard status.phase == .playing, let match = table.match else { return nil }
        if let deadline = match.deadlines.first(where: { $0.seat == seat }) {
            return Self.clock(max((deadline.time - now).components.seconds, 0))
        }
        return match.banks.flatMap { $0.indices.contains(seat) ? Self.clock($0[seat] / 1_000) : nil }
    }

    private static func clock(_ seconds: Int64) -> String {
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
