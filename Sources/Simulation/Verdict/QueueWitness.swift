import ActorDefinition
import ActorWire
import CoreMetrics

/// Watches the mailbox of one kind of actor from outside: what it refuses, it must have been too full for, and it must
/// not hold more than it may.
// Sendable: see RunQueue.
final class QueueWitness: @unchecked Sendable {
    /// What one line has sent and not seen an answer to.
    struct Waiting {
        var messages: Int
        var bytes: Int
    }

    private let judge: Judge
    private let world: World
    fileprivate let name: String
    private let limits: MailboxLimits
    private var arrivals: [(time: Duration, bytes: Int)] = []

    /// Longer than a message waits for an actor whose disk fails.
    private static let memory = Duration.seconds(60)

    init(_ judge: Judge, _ world: World, of name: String, _ limits: MailboxLimits) {
        self.judge = judge
        self.world = world
        self.name = name
        self.limits = limits
    }

    /// Somebody sends a message.
    func sent(_ bytes: Int) { arrivals.append((world.now, bytes)) }

    /// Somebody was told that the mailbox is full.
    ///
    /// - Parameter waiting: What the same line sent before and has no answer to.
    func refused(_ bytes: Int, behind waiting: Waiting) {
        arrivals.removeAll { $0.time < world.now - Self.memory }
        let total = arrivals.reduce(0) { $0 + $1.bytes }
        judge.check(
            waiting.messages >= limits.messagesPerConnection
                || waiting.bytes + bytes > limits.bytesPerConnection
                || arrivals.count > limits.messages || total > limits.bytes
        ) {
            "\(name) refused a message though only \(waiting.messages) of \(waiting.bytes) bytes were before it"
        }
    }

    /// The actor found so many messages when it looked.
    fileprivate func found(_ count: Int) {
        // An instance that ends puts back what it had taken. The ends of connections are always taken.
        judge.check(count <= 2 * limits.messages + 20) {
            "\(count) messages waited for \(name), which may keep \(limits.messages)"
        }
    }
}

/// Tells witnesses what the runtime measures of its mailboxes.
struct QueueMeter: MetricsFactory {
    let witness: QueueWitness

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let isDepth = label == "actor_mailbox_depth" && dimensions.contains { $0.0 == "actor" && $0.1 == witness.name }
        return isDepth ? Depth(witness: witness) : NOOPMetricsHandler.instance
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        NOOPMetricsHandler.instance
    }
    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { NOOPMetricsHandler.instance }
    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { NOOPMetricsHandler.instance }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    private final class Depth: RecorderHandler {
        private let witness: QueueWitness

        init(witness: QueueWitness) { self.witness = witness }

        func record(_ value: Int64) { witness.found(Int(value)) }
        func record(_ value: Double) {}
    }
}
