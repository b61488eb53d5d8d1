import ActorWire
import ParlorRooms

/// What of a chat has been told in lines, and so what is new in a later state of it. Nothing is told twice.
struct PlainLog {
    /// What has been told of one room.
    private struct Told {
        /// The newest message.
        var seq: UInt64 = 0
        /// The newest of the lines that came at the end.
        var line = -1
        var link = LinkState.connecting
        var isEntered = false
        var waiting = 0
        var isHeld = false
        var failed: [Outbox.Entry] = []
    }

    private struct Entry {
        var time: Timestamp
        var text: String
    }

    /// Messages that are told of a room when it is entered.
    static let history = 20

    private var told: [String: Told] = [:]
    private var room: String?
    private var day: Int?

    /// The lines that tell what has changed since the last call, free of anything that a terminal would obey.
    mutating func news(of state: AppState) -> [String] {
        var entries: [Entry] = []
        if let room, room != state.current.name {
            entries.append(Entry(time: state.now, text: "You are in #\(state.current.name) now"))
        }
        room = state.current.name
        told = told.filter { state.index(of: $0.key) != nil }
        for room in state.rooms {
            let prefix = room.name == state.current.name ? "" : "#\(room.name) "
            entries += news(of: room, state).map { Entry(time: $0.time, text: prefix + $0.text) }
        }
        return entries.flatMap { lines(of: $0, state) }
    }

    /// A line begins with its time; what belongs to it is indented, so that no message passes for another line.
    private mutating func lines(of entry: Entry, _ state: AppState) -> [String] {
        let today = state.calendar.dateTime(entry.time).day
        let date = day == today ? [] : ["Date: \(state.calendar.day(entry.time, now: state.now))"]
        day = today
        let text = PlainText.harmless("\(state.calendar.clock(entry.time)) \(entry.text)")
        return date + [text.replacing("\n", with: "\n    ")]
    }

    private mutating func news(of room: RoomState, _ state: AppState) -> [Entry] {
        var told = told[room.name] ?? Told()
        var sentences: [String] = []
        if let sentence = PlainText.sentence(of: room.link, after: told.link, in: room.name, state) {
            sentences.append(sentence)
        }
        if let me = room.me, !told.isEntered {
            sentences += PlainText.welcome(me, to: room)
            told.isEntered = true
        }
        var entries = sentences.map { Entry(time: state.now, text: $0) } + talk(of: room, &told)

        let (waiting, failed) = (room.outbox.waiting, room.outbox.entries.filter { $0.progress != .waiting })
        if waiting > told.waiting, !room.link.isConnected {
            let kept = "Kept until the connection is back: \(waiting.of("message", "messages"))"
            entries.append(Entry(time: state.now, text: kept))
        }
        let heldUntil = room.heldUntil(after: state.now)
        if let heldUntil, !told.isHeld {
            entries.append(Entry(time: state.now, text: PlainText.held(waiting, for: heldUntil - state.now)))
        }
        for entry in failed where !told.failed.contains(entry) {
            entries.append(Entry(time: state.now, text: PlainText.refusal(of: entry)))
        }
        (told.link, told.waiting, told.isHeld, told.failed) = (room.link, waiting, heldUntil != nil, failed)
        self.told[room.name] = told
        return entries
    }

    /// The messages and notices that are new. The first page of messages comes above what was told before it.
    private func talk(of room: RoomState, _ told: inout Told) -> [Entry] {
        // The room has let its lines go, and is filled anew.
        if room.lines.lastSeq < told.seq { told.seq = 0 }
        let lines = room.lines.lines
        let start = told.seq == 0 ? 0 : room.lines.index(of: told.line) ?? 0
        let new = lines[start...].filter { line in
            line.message.map { $0.seq > told.seq } ?? (line.id > told.line)
        }
        let older = told.seq == 0 ? max(new.count { $0.message != nil } - Self.history, 0) : 0
        told.seq = room.lines.lastSeq
        told.line = max(told.line, lines.last?.id ?? -1)
        let messages = new.filter { $0.message != nil }.dropFirst(older)
        let first = messages.first?.id ?? .min
        return new.filter { $0.message == nil || $0.id >= first }
            .map { Entry(time: $0.time, text: PlainText.sentence(of: $0)) }
    }
}
