import ActorWire
import NIOCore

/// The members that subscribed to exactly the same events in the same encoding, and what the current tick broadcasts to
/// them.
///
/// With thousands of members most of a broadcast is the kernel's work, and most of the rest is to fetch what is known of
/// each member from memory. So the sockets lie side by side, and a member itself is looked at only when there is
/// something special about it.
final class Audience {
    /// What its members have in common.
    struct Interest: Hashable {
        var events: Set<String> = []
        let encoding: WireEncoding
    }

    let interest: Interest
    private(set) var members: [Member] = []
    /// For each member the socket to which the tick's frames go straight, or `SocketGate.noSocket`.
    private var sockets: [CInt] = []
    /// Those who left while they keep their place, since the tick is being written.
    private var left: [Member] = []
    /// Whether a tick is under way that is written in parts.
    private(set) var isWritten = false
    /// The frames of the tick, one after the other.
    var joined = ByteBuffer()
    /// How much was broadcast to all of it. Some may have been spared a part.
    private(set) var traffic = Traffic()

    init(_ interest: Interest) {
        self.interest = interest
    }

    func insert(_ member: Member) {
        member.position = members.count
        members.append(member)
        sockets.append(member.straightSocket)
    }

    func remove(_ member: Member) {
        sockets[member.position] = SocketGate.noSocket
        if isWritten { left.append(member) } else { free(member.position) }
    }

    private func free(_ position: Int) {
        let (member, socket) = (members.removeLast(), sockets.removeLast())
        guard position < members.count else { return }
        members[position] = member
        sockets[position] = socket
        member.position = position
    }

    /// Something has changed in how the member is to be reached.
    func update(_ member: Member) { sockets[member.position] = member.straightSocket }

    // MARK: Writing

    /// The members keep their places from here to `endTick`.
    ///
    /// - Parameter turn: That of the roster's clock.
    func beginWriting(in turn: UInt32) {
        isWritten = true
        traffic.add(joined.readableBytes, in: turn)
    }

    /// Writes the tick's frames to some of the members. Those who have a buffer of their own have got them with it.
    func write(to range: Range<Int>) {
        var rest = range
        while !rest.isEmpty {
            let (reached, sent) = SocketGate.send(joined, to: sockets, at: rest)
            guard reached < rest.upperBound else { return }
            let member = members[reached]
            if member.audience === self, member.splice == nil {
                var frames = joined
                frames.moveReaderIndex(forwardBy: sent)
                member.connection.send(frames)
            }
            rest = (reached + 1)..<rest.upperBound
        }
    }

    func endTick() {
        isWritten = false
        joined.clear()
        for member in left { free(member.position) }
        left.removeAll()
    }
}
