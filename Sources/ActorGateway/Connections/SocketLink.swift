import ActorRuntime
import ActorWire
import NIOCore
import Synchronization

/// One WebSocket, as the runtime knows it.
final class SocketLink: Link {
    let transport: any Transport
    let remoteAddress: String
    private let eventLoop: any EventLoop
    private let measured = Mutex(Measured())
    /// There are thousands of links. It is here because there a byte is free.
    let encoding: WireEncoding
    /// Touched by `connection` alone, which insists on the event loop. A box of NIO's would do the same, and be one more
    /// object for each idle connection.
    private nonisolated(unsafe) var open: ClientConnection?

    /// What `LinkHealth` tells, in less memory.
    struct Measured {
        var queuedBytes = 0
        /// In nanoseconds; negative before the first is known.
        var roundTrip: Int64 = -1
        private(set) var dropped: UInt32 = 0

        mutating func countDropped() {
            if dropped < .max { dropped += 1 }
        }
    }

    init(transport: any Transport, remoteAddress: String, eventLoop: any EventLoop, encoding: WireEncoding) {
        self.transport = transport
        self.remoteAddress = remoteAddress
        self.eventLoop = eventLoop
        self.encoding = encoding
    }

    /// The round trip is that of the newest ping.
    var health: LinkHealth {
        let now = measured.withLock { $0 }
        return LinkHealth(
            roundTrip: now.roundTrip < 0 ? nil : .nanoseconds(now.roundTrip), queuedBytes: now.queuedBytes,
            dropped: Int(now.dropped))
    }

    func update(_ change: (inout Measured) -> Void) {
        measured.withLock { change(&$0) }
    }

    /// An actor that is woken on the event loop runs there at the end of the round. One that is woken elsewhere, since
    /// it had to be found first, runs by itself.
    func wake(_ actor: WokenActor) {
        if eventLoop.inEventLoop, let connection { connection.wake(actor) } else { actor.run() }
    }

    /// Whether the connection lives on the event loop.
    func isOn(_ eventLoop: any EventLoop) -> Bool { self.eventLoop === eventLoop }

    /// The connection while it is open. Only for its event loop.
    var connection: ClientConnection? {
        get {
            eventLoop.preconditionInEventLoop()
            return open
        }
        set {
            eventLoop.preconditionInEventLoop()
            open = newValue
        }
    }
}
