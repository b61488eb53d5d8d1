import ActorDefinition
import ActorWire
import NIOCore

/// One client among those who hear an actor's broadcasts.
final class Member {
    let connection: ClientConnection
    /// Nil once it has left.
    private(set) var audience: Audience?
    /// Its index in the audience.
    var position = 0
    private(set) var splice: Splice?

    /// What a member gets instead of its audience's joined buffer.
    struct Splice {
        var frames = ByteBuffer()
        /// How much of the joined buffer is copied, or not meant for this member.
        var copied: Int
        /// The close that follows the frames.
        var close: CloseReason?
    }

    /// A new member hears what is broadcast from now on.
    init(_ connection: ClientConnection, in audience: Audience) {
        self.connection = connection
        self.audience = audience
        splice = Splice(copied: audience.joined.writerIndex)
        audience.insert(self)
    }

    /// Gives the member a buffer of its own for this tick, with all that its audience has got so far.
    ///
    /// - Returns: whether it had none.
    func divert() -> Bool {
        let isFirst = splice == nil
        if isFirst {
            splice = Splice(copied: 0)
            audience?.update(self)
        }
        guard let audience, let copied = splice?.copied else { return isFirst }
        var fresh = audience.joined
        fresh.moveReaderIndex(to: copied)
        splice?.frames.writeBuffer(&fresh)
        splice?.copied = audience.joined.writerIndex
        return isFirst
    }

    /// Appends what is for this member alone; nothing comes after a close. It must be diverted.
    func append(_ write: (inout ByteBuffer) -> Void) {
        guard var splice, splice.close == nil else { return }
        self.splice = nil
        write(&splice.frames)
        self.splice = splice
    }

    /// Leaves out what the audience has got since the member was diverted.
    func skip() {
        if let audience { splice?.copied = audience.joined.writerIndex }
    }

    /// Changes its subscriptions. It must be diverted.
    func move(to other: Audience) {
        audience?.remove(self)
        audience = other
        other.insert(self)
        skip()
    }

    /// Takes no further part. What it has in its own buffer is still written.
    func leave() {
        audience?.remove(self)
        audience = nil
    }

    /// The connection ends behind what was sent. It must be diverted.
    func close(_ reason: CloseReason) {
        leave()
        if splice?.close == nil { splice?.close = reason }
    }

    /// Writes the own buffer. The splice itself stays as a mark until the tick is over.
    func writeOwn() {
        _ = divert()
        guard let splice else { return }
        if splice.frames.readableBytes > 0 { connection.send(splice.frames) }
        if let reason = splice.close { connection.close(reason, as: .disconnected(reason.reason)) }
    }

    func endTick() {
        splice = nil
        audience?.update(self)
    }

    /// The socket to which its audience's buffer goes straight. Tell `socketChanged` when the connection's changes.
    var straightSocket: CInt { splice == nil ? connection.freeSocket : SocketGate.noSocket }

    func socketChanged() { audience?.update(self) }
}
