import ActorRuntime
import NIOCore
import Synchronization

// The outgoing hot path: ActorFanOut → LoopFanOut → Audience.write → SocketGate.send. Its rules:
// - Threads are crossed once a batch and event loop, never once a message: what arrives while a loop is busy waits in
//   the loop's inbox and is taken whole.
// - A broadcast is encoded once per encoding in use, and framed once per audience, into the audience's joined buffer;
//   members share its memory.
// - A member gets one write a tick, of whole frames. Who was sent something alone gets a buffer of its own, with that
//   frame at its place among the broadcasts.
// - Per member and tick nothing is allocated, locked or scheduled.

/// The outgoing side of one actor: the same batches for each event loop, which picks out its own clients.
final class ActorFanOut: FanOut {
    private let shards: [Shard]

    init(loops: [(eventLoop: any EventLoop, services: NIOLoopBoundBox<LoopServices>)], frameLimit: Int) {
        shards = loops.map { Shard($0.eventLoop, $0.services, frameLimit: frameLimit) }
    }

    func deliver(_ batch: [Delivery]) {
        guard !batch.isEmpty else { return }
        for shard in shards { shard.deliver(batch) }
    }

    /// The part of one event loop: an inbox for all threads, and the members that live on the loop.
    private final class Shard: Sendable {
        private let eventLoop: any EventLoop
        private let inbox = Mutex<[Delivery]>([])
        private let members: NIOLoopBoundBox<LoopFanOut>

        init(_ eventLoop: any EventLoop, _ services: NIOLoopBoundBox<LoopServices>, frameLimit: Int) {
            self.eventLoop = eventLoop
            members = .makeBoxSendingValue(
                LoopFanOut(eventLoop: eventLoop, services: services, frameLimit: frameLimit), eventLoop: eventLoop)
        }

        func deliver(_ batch: [Delivery]) {
            let isFirst = inbox.withLock { inbox in
                defer { inbox += batch }
                return inbox.isEmpty
            }
            if isFirst { eventLoop.execute { self.drain() } }
        }

        /// Takes what waits, unless an earlier tick is still being written: then its end brings us here again.
        private func drain() {
            let members = members.value
            guard !members.isWriting else { return }
            let batch = inbox.withLock { inbox in
                defer { inbox = [] }
                return inbox
            }
            guard !batch.isEmpty else { return }
            members.write(batch) { self.drainLater() }
        }

        /// For those who came while a long tick was being written.
        private func drainLater() {
            if inbox.withLock({ !$0.isEmpty }) { eventLoop.execute { self.drain() } }
        }
    }
}
