internal import ActorWire

/// Somebody who is in a room, over all their connections.
struct Person: Hashable {
    /// One of their connections.
    struct Line: Hashable {
        var address: IPAddress?
        var active: Timestamp
        var posts = MinuteCount()

        mutating func countPost(at now: Timestamp) {
            active = now
            posts.add(at: now)
        }
    }

    let id: MemberID
    var name: String
    var role: Role
    let joined: Timestamp
    /// By the connection's id.
    var lines: [String: Line] = [:]
    /// Until when they may come back as if nothing had been, after the last of their lines broke.
    var awayUntil: Timestamp?
    /// Where they came from last.
    var address: IPAddress?

    var isAway: Bool { awayUntil != nil }

    /// By what a kick or a ban holds when they come back.
    var subject: Subject {
        role == .guest
            ? Subject(name: FoldedName(name), guestsFrom: address.map { AddressRange(householdOf: $0) })
            : Subject(member: id, name: FoldedName(name))
    }

    var visitor: Visitor { visitor(from: address) }

    /// The person as they come in from somewhere.
    func visitor(from address: IPAddress?) -> Visitor {
        Visitor(id: id, name: FoldedName(name), address: address, role: role, isKnown: !id.isGuest)
    }

    func member(mutedBy mute: Sentence?) -> Member {
        Member(
            id: id, name: name, role: role, connections: lines.count, away: isAway, joined: joined,
            muted: mute != nil, mutedUntil: mute?.until)
    }
}

/// How often something happened within the last minute, give or take the evenness of the minute before.
struct MinuteCount: Hashable {
    private var minute: Int64 = 0
    private var current = 0
    private var previous = 0

    mutating func add(at now: Timestamp) {
        turn(to: now)
        current += 1
    }

    /// All of this minute, and as much of the minute before as still lies within sixty seconds.
    func value(at now: Timestamp) -> Int {
        var count = self
        count.turn(to: now)
        let elapsed = Double(now.milliseconds - count.minute * 60_000) / 60_000
        return count.current + Int((Double(count.previous) * (1 - min(max(elapsed, 0), 1))).rounded())
    }

    private mutating func turn(to now: Timestamp) {
        let next = now.milliseconds / 60_000
        guard next > minute else { return }
        previous = next == minute + 1 ? current : 0
        current = 0
        minute = next
    }
}
