import ActorWire
import ParlorRooms

/// What the person at this screen has said and the room has not confirmed, in order.
///
/// One post is on its way at a time, so that none overtakes another. A post goes out again, with the same id, until the
/// room has confirmed or refused it: the room says it once.
struct Outbox: Sendable {
    struct Entry: Sendable, Equatable {
        enum Progress: Sendable, Equatable {
            case waiting
            case failed(why: String, at: Timestamp)
        }

        let id: String
        let text: String
        let kind: Message.Kind
        var progress = Progress.waiting

        var post: Post { Post(id: id, text: text, kind: kind) }
    }

    /// Posts that wait at most: enough for a pasted file, and a bound to what a broken line gathers.
    static let limit = 500

    /// Posts that wait and are shown at most. More, as of a pasted file, would hide what the room says meanwhile.
    static let mostShown = 5

    private(set) var entries: [Entry] = []
    /// The id of the post that is on its way.
    private(set) var sending: String?
    /// Until when the room wants no more, or the line is not worth another try.
    var pausedUntil: Timestamp?

    var waiting: Int { entries.count { $0.progress == .waiting } }
    /// What is shown of it: all that the room refused, and the last that wait.
    var shown: [Entry] {
        var hidden = waiting - Self.mostShown
        guard hidden > 0 else { return entries }
        return entries.filter { entry in
            guard entry.progress == .waiting, hidden > 0 else { return true }
            hidden -= 1
            return false
        }
    }
    var failed: Int { entries.count - waiting }
    /// The id of the last post that the room refused.
    var lastFailed: String? { entries.last { $0.progress != .waiting }?.id }
    var room: Int { Self.limit - entries.count }

    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// The post to send now, if none is on its way.
    mutating func next(at now: Timestamp) -> Post? {
        if let pausedUntil, pausedUntil > now { return nil }
        pausedUntil = nil
        guard sending == nil, let entry = entries.first(where: { $0.progress == .waiting }) else { return nil }
        sending = entry.id
        return entry.post
    }

    /// The room has said the post.
    mutating func confirm(_ id: String) {
        entries.removeAll { $0.id == id }
        if sending == id { sending = nil }
    }

    /// The room does not want it: it stays to be seen, and to be sent again by hand.
    mutating func fail(_ id: String, _ why: String, at now: Timestamp) {
        if let index = entries.firstIndex(where: { $0.id == id }) {
            entries[index].progress = .failed(why: why, at: now)
        }
        if sending == id { sending = nil }
    }

    /// Nobody knows whether the post on its way was said, or the room wants it later: it goes out again.
    mutating func requeue(_ id: String?, notBefore time: Timestamp? = nil) {
        guard sending == id else { return }
        sending = nil
        pausedUntil = time
    }

    /// Lets everything that failed go out again.
    mutating func retryFailed() {
        for index in entries.indices { entries[index].progress = .waiting }
    }

    /// Throws away what failed, and tells how many there were.
    mutating func discardFailed() -> Int {
        let before = entries.count
        entries.removeAll { $0.progress != .waiting }
        return before - entries.count
    }
}
