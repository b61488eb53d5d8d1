import NIOCore

/// The members that subscribed to exactly the same events, and what the current tick broadcasts to them.
final class Audience {
    let events: Set<String>
    private(set) var members: [Member] = []
    /// The frames of the tick, one after the other.
    var joined = ByteBuffer()

    init(events: Set<String>) {
        self.events = events
    }

    func insert(_ member: Member) {
        member.position = members.count
        members.append(member)
    }

    func remove(_ member: Member) {
        let last = members.removeLast()
        guard last !== member else { return }
        members[member.position] = last
        last.position = member.position
    }
}
