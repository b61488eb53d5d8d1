import ActorWire
import ParlorRooms
import Terminal

/// How a line of a room becomes rows of the screen, in a given width.
struct MessageLayout {
    let width: Int
    let room: RoomState
    let calendar: LocalCalendar
    let now: Timestamp

    /// Below this width names stand in the text, not in a column of their own.
    private static let aligned = 46
    private static let clockWidth = 5

    private var nameWidth: Int { min(max(room.widestName, 4), width < 70 ? 8 : 12) }
    private var isAligned: Bool { width >= Self.aligned }
    /// Where the text begins, in all rows but the first of an unaligned line.
    private var indent: Int { 1 + Self.clockWidth + 1 + (isAligned ? nameWidth + 2 : 0) }

    /// The rows of a line, below the separators that it needs.
    func rows(of line: Line, after previous: Line?) -> [Row] {
        separators(of: line, after: previous) + rows(of: line)
    }

    private func rows(of line: Line) -> [Row] {
        switch line.content {
        case .message(let message): rows(of: message)
        case .presence(let presence): rows(of: presence, at: line.time)
        case .notice(let notice): rows(of: notice, at: line.time)
        }
    }

    func rows(of entry: Outbox.Entry) -> [Row] {
        let name = room.me?.name ?? ""
        let author = Span(name, Theme.name(name, isOwn: true))
        switch entry.progress {
        case .waiting:
            let text = entry.kind == .action ? "\(name) \(entry.text)" : entry.text
            return rows("…", nil, author, [Piece(text: text, style: Theme.faint)])
        case .failed(let why, let time):
            let wayOut = entry.id == room.outbox.lastFailed ? " · \(wayOut)" : ""
            let told = Piece(text: "not sent: \(why)\(wayOut)", style: Theme.trouble)
            return rows("!", nil, author, [Piece(text: entry.text, style: Theme.faint)])
                + rows("!", time, Span("!", Theme.trouble), [told])
        }
    }

    /// What can be done about what the room refused, told once for all of it.
    private var wayOut: String {
        let until = room.me?.mutedUntil.map { " from \(calendar.moment($0, now: now)) on" } ?? ""
        let what = room.outbox.failed == 1 ? "it" : "them"
        return "/resend sends \(what) again\(until), /discard throws \(what) away"
    }

    // MARK: Separators

    private func separators(of line: Line, after previous: Line?) -> [Row] {
        var rows: [Row] = []
        if previous.map({ calendar.dateTime($0.time).day != calendar.dateTime(line.time).day }) ?? true {
            rows.append(rule(calendar.day(line.time, now: now), Theme.faint))
        }
        if let read = room.lastRead, let seq = line.message?.seq, seq == read + 1, read > 0 {
            rows.append(rule("new", Theme.newLine))
        }
        return rows
    }

    private func rule(_ text: String, _ style: Style) -> Row {
        let label = " \(text) "
        let free = max(width - 2 - TextWidth.columns(label), 0)
        let left = String(repeating: "─", count: free / 2)
        let right = String(repeating: "─", count: free - free / 2)
        return [Span(" \(left)\(label)\(right)", style)]
    }

    // MARK: Lines

    private func rows(of message: Message) -> [Row] {
        let isOwn = message.authorID == room.me?.id
        let isMention = !isOwn && room.me.map { Mention.of($0.name, in: message.text) } ?? false
        let style = isMention ? Theme.mention : isOwn ? Theme.own : Theme.text
        let mark: Character = isMention ? "@" : " "
        let name = Theme.name(message.author, isOwn: isOwn)
        switch message.kind {
        case .say:
            return rows(mark, message.time, Span(message.author, name), [Piece(text: message.text, style: style)])
        case .action:
            let author = Piece(text: message.author + " ", style: name)
            return rows(mark, message.time, Span("*", name), [author, Piece(text: message.text, style: style)])
        }
    }

    private func rows(of presence: Presence, at time: Timestamp) -> [Row] {
        let isArrival = presence.changes.last?.isArrival ?? true
        let text = Piece(text: presence.sentence, style: Theme.faint)
        return rows(" ", time, Span(isArrival ? "→" : "←", Theme.faint), [text])
    }

    private func rows(of notice: Notice, at time: Timestamp) -> [Row] {
        let (sign, style) =
            switch notice.kind {
            case .information: ("·", Theme.notice)
            case .trouble: ("!", Theme.trouble)
            case .moderation: ("×", Theme.moderation)
            }
        return rows(" ", time, Span(sign, style), [Piece(text: notice.text, style: style)])
    }

    // MARK: Wrapping

    private struct Piece {
        var text: String
        var style: Style
    }

    /// The rows of a text with a mark, a time and who says it before it.
    private func rows(_ mark: Character, _ time: Timestamp?, _ label: Span, _ pieces: [Piece]) -> [Row] {
        let clock = time.map(calendar.clock) ?? String(repeating: " ", count: Self.clockWidth)
        var head: Row = [Span(String(mark), Theme.mention), Span(clock, Theme.faint), Span(" ")]
        let alignment = isAligned ? nameWidth : min(TextWidth.columns(label.text), 12)
        head.append(Span(TextWidth.padded(label.text, to: alignment, alignment: .right), label.style))
        head.append(Span(isAligned ? "  " : " "))
        let headWidth = head.reduce(0) { $0 + TextWidth.columns($1.text) }
        let text = pieces.reduce(into: "") { $0 += $1.text }
        let lines = TextWidth.wrapped(text, to: max(width - indent - 1, 2), first: max(width - headWidth - 1, 2))
        let styled = StyledText(text, pieces: pieces.map { ($0.text, $0.style) })
        return lines.enumerated().map { number, line in
            (number == 0 ? head : [Span(String(repeating: " ", count: indent))]) + styled.spans(of: line)
        }
    }
}
