import ActorWire
import ParlorRooms

/// The lines of a room that are held here. The room itself keeps all messages.
struct Scrollback: Sendable {
    /// Lines held at most. Further ones push out the oldest, or the newest where a reader is far above them.
    static let limit = 2_000
    /// Lines are let go in portions, so that doing so costs little a line.
    private static let portion = 200

    private(set) var lines: [Line] = []
    /// The sequence number of the newest message held; 0 without any.
    private(set) var lastSeq: UInt64 = 0
    /// Whether the room has nothing above the lines held.
    private(set) var isFromBeginning = false
    private var nextID = 0
    private var previousID = -1

    /// The sequence number of the oldest message held.
    var firstSeq: UInt64? { lines.lazy.compactMap { $0.message?.seq }.first }
    var isFull: Bool { lines.count >= Self.limit }

    func index(of id: Int) -> Int? {
        var range = 0..<lines.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if lines[middle].id == id { return middle }
            range = lines[middle].id < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// Adds a message at the end, unless it is there already.
    mutating func append(_ message: Message) {
        guard message.seq > lastSeq else { return }
        lastSeq = message.seq
        append(.message(message), at: message.time)
    }

    /// Adds what somebody's coming or going is to the line that tells of the others, if it is the last one.
    ///
    /// - Parameter isApart: Whether it becomes a line of its own.
    mutating func append(_ change: Presence.Change, at time: Timestamp, isApart: Bool) {
        if !isApart, let last = lines.last, case .presence(var presence) = last.content {
            presence.add(change)
            lines[lines.count - 1].content = .presence(presence)
        } else {
            append(.presence(Presence(change)), at: time)
        }
    }

    mutating func append(_ notice: Notice, at time: Timestamp) {
        append(.notice(notice), at: time)
    }

    private mutating func append(_ content: Line.Content, at time: Timestamp) {
        lines.append(Line(id: nextID, time: time, content: content))
        nextID += 1
        guard lines.count >= Self.limit + Self.portion else { return }
        lines.removeFirst(Self.portion)
        isFromBeginning = false
    }

    /// Adds an older page above, or the first page above what was told before it. Past the limit the newest lines are let
    /// go.
    ///
    /// - Returns: Whether newer messages were let go, which a reader on the way down gets from the room again.
    mutating func prepend(_ page: [Message]) -> Bool {
        isFromBeginning = page.first.map { $0.seq <= 1 } ?? true
        let older = below(firstSeq ?? (lastSeq == 0 ? .max : lastSeq &+ 1), in: page)
        let ids = previousID - older.count + 1..<previousID + 1
        lines.insert(
            contentsOf: zip(ids, older).map { Line(id: $0, time: $1.time, content: .message($1)) }, at: 0)
        previousID -= older.count
        if lastSeq == 0 { lastSeq = older.last?.seq ?? 0 }
        guard lines.count > Self.limit + Self.portion else { return false }
        lines.removeLast(lines.count - Self.limit)
        lastSeq = lines.lazy.reversed().compactMap { $0.message?.seq }.first ?? 0
        return true
    }

    /// The messages of a page before `end`, each of them once and in order.
    private func below(_ end: UInt64, in page: [Message]) -> [Message] {
        page.reduce(into: []) { kept, message in
            if message.seq < end, message.seq > kept.last?.seq ?? 0 { kept.append(message) }
        }
    }

    /// Forgets all lines; what follows goes on from the last message.
    mutating func clear() {
        lines = []
        isFromBeginning = false
    }

    /// Forgets all lines, to be filled anew from the room.
    mutating func reset() {
        lines = []
        isFromBeginning = false
        lastSeq = 0
    }
}
