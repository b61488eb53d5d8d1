import ActorTesting
import ActorWire
import NIOCore
import NIOEmbedded

/// Time and chance of one simulation, and everything that is about to happen in it.
///
/// It does one thing after the other: a task goes on, an event loop runs, or, when nothing can go on, time passes.
/// Which of several is drawn, so a seed is one order of events out of all that a machine with threads might bring.
// Sendable: see RunQueue.
final class World: @unchecked Sendable {
    /// Why a world does not go on.
    enum Standstill {
        /// Everybody waits, and nothing will come.
        case nobodyCanGoOn
        /// It goes on and on.
        case noEnd
    }

    let clock = VirtualClock()
    let trace: Trace
    private let queue = RunQueue()
    private var agenda = Agenda()
    private var order: Chance
    private var loops: [EmbeddedEventLoop] = []
    private var loopsMayRun = false
    private var tasks: [Task<Void, Never>] = []
    private var steps = 0
    private var isOver = false

    /// More than the longest story takes.
    private static let stepLimit = 1_000_000
    private static let timeLimit = Duration.seconds(3_600)

    init(order: Chance, trace: Trace) {
        self.order = order
        self.trace = trace
    }

    var now: Duration { clock.uptime }

    func note(_ who: String, _ what: @autoclosure () -> String) { trace.note(now, who, what()) }

    /// Begins with `story` and goes on until that has ended.
    ///
    /// - Returns: Why it did not end; nil if it did.
    func live(_ story: @escaping @Sendable () async -> Void) -> Standstill? {
        queue.capturing {
            let teller = Task {
                await story()
                isOver = true
            }
            defer { teller.cancel() }
            while !isOver {
                guard steps < Self.stepLimit, now < Self.timeLimit else { return .noEnd }
                guard step() else { return .nobodyCanGoOn }
            }
            return nil
        }
    }

    private func step() -> Bool {
        steps += 1
        if loopsMayRun, order.below(queue.count + 1) == 0 {
            loopsMayRun = false
            for loop in loops { loop.run() }
        } else if queue.count > 0 {
            loopsMayRun = true
            queue.run(order.below(queue.count))
        } else {
            loopsMayRun = true
            return goOn()
        }
        return true
    }

    /// What is due happens; else time passes until something is.
    private func goOn() -> Bool {
        if let action = agenda.takeDue(at: now) {
            action()
            return true
        }
        guard let next = [agenda.next, clock.nextWake].compactMap(\.self).min() else { return false }
        clock.advance(by: max(next - now, .zero))
        for loop in loops { loop.advanceTime(to: now.deadline) }
        return true
    }
}

// MARK: What is to happen

extension World {
    /// - Parameter rank: Orders what happens at one time.
    func at(_ time: Duration, rank: Int = 0, _ action: @escaping () -> Void) {
        agenda.add(at: time, rank: rank, action)
    }

    func after(_ delay: Duration, rank: Int = 0, _ action: @escaping () -> Void) { at(now + delay, rank: rank, action) }

    func sleep(_ duration: Duration) async { try? await clock.sleep(untilUptime: now + duration) }

    /// Starts a task of this world, which `untilDone` waits for.
    func start(_ body: @escaping @Sendable () async -> Void) { tasks.append(Task { await body() }) }

    /// Returns when every task that was started has ended.
    func untilDone() async {
        while let task = tasks.popLast() { await task.value }
    }

    /// Looks again and again whether something has come about.
    ///
    /// - Returns: Whether it has, within the time.
    func waits(for limit: Duration, until isSo: () -> Bool) async -> Bool {
        let end = now + limit
        while !isSo() {
            guard now < end else { return false }
            await sleep(.milliseconds(100))
        }
        return true
    }
}

// MARK: Event loops

extension World {
    func makeLoop() -> EmbeddedEventLoop {
        let loop = EmbeddedEventLoop()
        loop.advanceTime(to: now.deadline)
        loops.append(loop)
        return loop
    }

    /// Runs what the loop has left, and never again.
    func retire(_ loop: EmbeddedEventLoop) {
        loop.run()
        loops.removeAll { $0 === loop }
        try? loop.syncShutdownGracefully()
    }
}

extension Duration {
    fileprivate var deadline: NIODeadline { .uptimeNanoseconds(UInt64(self / .nanoseconds(1))) }
}
