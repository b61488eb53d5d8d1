import ActorRuntime
import NIOCore

/// What the connections of an event loop have read in this round of it, in the order in which it was read.
///
/// The actors get it when all sockets of the round have been read. Given to them at once, the first message would start
/// a commit and a broadcast of its own, while those that came with it wait for the next.
final class Arrivals {
    private let eventLoop: any EventLoop
    private var waiting: [(connection: ClientConnection, frames: [IncomingFrame])] = []

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func add(_ frames: [IncomingFrame], from connection: ClientConnection) {
        if waiting.isEmpty { eventLoop.assumeIsolated().execute { self.handOver() } }
        waiting.append((connection, frames))
    }

    /// Gives the actors what has been read. A connection that ends calls it before it says so.
    func handOver() {
        let arrived = waiting
        waiting.removeAll(keepingCapacity: true)
        for (connection, frames) in arrived { connection.handOver(frames) }
    }
}
