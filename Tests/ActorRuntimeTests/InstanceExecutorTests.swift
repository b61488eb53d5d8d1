import ActorTesting
import Glibc
import Synchronization
import Testing

@testable import ActorRuntime

/// Which thread an actor runs on, and that it is one at a time.
@Suite(.timeLimit(.minutes(1))) struct InstanceExecutorTests {
    private let clock = VirtualClock()
    private let executor: InstanceExecutor

    init() { executor = InstanceExecutor(clock: clock) }

    @Test func aTurnThatIsWokenHereIsOverWhenTheCallerGoesOn() async {
        let worker = Worker(executor)
        for turn in 1...3 {
            await worker.rest { _ in }
            #expect(wakesHere(worker))
            #expect(worker.turns == turn)
        }
    }

    @Test func aTurnThatIsWokenByItselfRunsOnAnotherThread() async {
        let worker = Worker(executor)
        await worker.rest { _ in }
        executor.wake()
        #expect(!worker.hasRunHere)
        await worker.untilRun()
    }

    @Test func aTurnIsHeldUntilItIsWoken() async {
        let worker = Worker(executor)
        await worker.rest { _ in }
        await worker.touch()
        #expect(worker.turns == 0)
        executor.wake()
        await worker.untilRun()
        // Nothing is held any more.
        executor.wake()
        executor.wakeHere()
        #expect(worker.turns == 1)
    }

    @Test func whoRunsAlreadyIsNotRunTwice() async {
        let worker = Worker(executor)
        await worker.rest { [executor] worker in
            worker.hold { _ in }
            executor.wakeHere()
            #expect(worker.turns == 1)
        }
        executor.wakeHere()
        await worker.untilRun()
        #expect(worker.turns == 2)
    }

    @Test func whatATurnLeavesUndoneRunsOnThePool() async {
        let worker = Worker(executor)
        let isOver = Mutex(false)
        await worker.rest { _ in
            for _ in 0..<100 { await Task.yield() }
            isOver.withLock { $0 = true }
        }
        #expect(wakesHere(worker))
        #expect(!isOver.withLock { $0 })
        await worker.untilRun()
        #expect(isOver.withLock { $0 })
    }

    @Test func whoHasTakenLongRunsOnThePoolForTenTimesAsLong() async {
        let worker = Worker(executor)
        await worker.rest { [clock] _ in clock.advance(by: .milliseconds(3)) }
        #expect(wakesHere(worker))
        for (pause, isHere) in [(0, false), (29, false), (1, true)] {
            await worker.untilRun()
            await worker.rest { _ in }
            clock.advance(by: .milliseconds(pause))
            #expect(wakesHere(worker) == isHere)
        }
    }

    /// Wakes it, and says whether the calling thread has run it.
    private func wakesHere(_ worker: Worker) -> Bool {
        executor.wakeHere()
        return worker.hasRunHere
    }
}

/// Does one thing a turn.
private actor Worker {
    typealias Work = @Sendable (isolated Worker) async -> Void

    private let executor: InstanceExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private nonisolated let seen = Mutex<(thread: pthread_t?, turns: Int)>((nil, 0))
    private nonisolated let turn = Mutex<Task<Void, Never>?>(nil)

    init(_ executor: InstanceExecutor) { self.executor = executor }

    nonisolated var turns: Int { seen.withLock { $0.turns } }
    /// Whether the calling thread has run the last turn. Ask before the next suspension.
    nonisolated var hasRunHere: Bool { seen.withLock { $0.thread } == pthread_self() }

    func touch() {}

    /// Leaves the next turn with the executor. When it returns, nothing runs.
    nonisolated func rest(_ work: @escaping Work) async {
        await hold(work)
        while !executor.isAtRest { await Task.yield() }
    }

    func hold(_ work: @escaping Work) {
        seen.withLock { $0.thread = nil }
        let next = executor.hold { Task { await run(work) } }
        turn.withLock { $0 = next }
    }

    private func run(_ work: Work) async {
        seen.withLock { $0 = (pthread_self(), $0.turns + 1) }
        await work(self)
    }

    nonisolated func untilRun() async { await turn.withLock { $0 }?.value }
}
