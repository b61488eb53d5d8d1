import ActorRuntime
import NIOCore
import Synchronization

/// One WebSocket, as the runtime knows it.
final class SocketLink: Link {
    let transport: any Transport
    let remoteAddress: String
    var encoding: WireEncoding { .json }
    private let eventLoop: any EventLoop
    private let measured = Mutex(Measured())
    /// Touched by `connection` alone, which insists on the event loop. A box of NIO's would do the same, and be one more
    /// object for each idle connection.
    private nonisolated(unsafe) var open: ClientConnection?

    /// What `LinkHealth` tells, in less memory.
    struct Measured {
        var queuedBytes = 0
        var dropped = 0
        /// In nanoseconds; negative before the first is known.
        var roundTrip: Int64 = -1
    }

    init(transport: any Transport, remoteAddress: String, eventLoop: any EventLoop) {
        self.transport = transport
        self.remoteAddress = remoteAddress
        self.eventLoop = eventLoop
    }

    /// The round trip is that of the newest ping.
    var health: LinkHealth {
        let now = measured.withLock { $0 }
        return LinkHealth(
            roundTrip: now.roundTrip < 0 ? nil : .nanoseconds(now.roundTrip), queuedBytes: now.queuedBytes,
            dropped: now.dropped)
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
