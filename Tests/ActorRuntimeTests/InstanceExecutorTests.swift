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

    @Test func whatIsWokenHereHasRunWhenTheCallerGoesOn() async {
        let sleeper = Sleeper(executor)
        let life = Task { await sleeper.live(rounds: 3) }
        for _ in 1...3 { #expect(await sleeper.wakesHere()) }
        await life.value
    }

    @Test func whoIsWokenByItselfRunsOnAnotherThread() async {
        let sleeper = Sleeper(executor)
        let life = Task { await sleeper.live(rounds: 1) }
        let sleep = await sleeper.nextSleep()
        sleep.resume()
        #expect(!sleeper.hasWokenHere)
        await life.value
    }

    @Test func whoRunsAlreadyIsNotRunTwice() async {
        let (first, second) = (Sleeper(executor), Sleeper(executor))
        let lives = [first, second].map { sleeper in Task { await sleeper.live(rounds: 1) } }
        let sleep = await second.nextSleep()
        let wasRun = Mutex(true)
        await first.onWaking { [executor] in
            executor.runHere { sleep.resume() }
            wasRun.withLock { $0 = second.hasWokenHere }
        }
        #expect(await first.wakesHere())
        #expect(wasRun.withLock { !$0 })
        for life in lives { await life.value }
    }

    @Test func whatIsLeftAfterARoundRunsOnThePool() async {
        let sleeper = Sleeper(executor)
        let life = Task { await sleeper.live(rounds: 1, yields: 100) }
        #expect(await sleeper.wakesHere())
        await life.value
    }

    @Test func whoHasTakenLongRunsOnThePoolForAWhile() async {
        let sleeper = Sleeper(executor)
        let life = Task { await sleeper.live(rounds: 4) }
        await sleeper.onWaking { [clock] in clock.advance(by: .milliseconds(3)) }
        #expect(await sleeper.wakesHere())
        await sleeper.onWaking {}
        #expect(await !sleeper.wakesHere())
        clock.advance(by: .milliseconds(999))
        #expect(await !sleeper.wakesHere())
        clock.advance(by: .milliseconds(1))
        #expect(await sleeper.wakesHere())
        await life.value
    }
}

/// Waits to be woken, again and again.
private actor Sleeper {
    private let executor: InstanceExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private nonisolated let sleep = Mutex<CheckedContinuation<Void, Never>?>(nil)
    private nonisolated let thread = Mutex<pthread_t?>(nil)
    private var wakingWork: @Sendable () -> Void = {}

    init(_ executor: InstanceExecutor) { self.executor = executor }

    func onWaking(_ work: @escaping @Sendable () -> Void) { wakingWork = work }

    func live(rounds: Int, yields: Int = 0) async {
        for _ in 0..<rounds {
            await withCheckedContinuation { continuation in sleep.withLock { $0 = continuation } }
            thread.withLock { $0 = pthread_self() }
            wakingWork()
        }
        for _ in 0..<yields { await Task.yield() }
    }

    /// What wakes it, when it sleeps and nothing else is to be run.
    nonisolated func nextSleep() async -> CheckedContinuation<Void, Never> {
        while true {
            if sleep.withLock({ $0 != nil }), executor.isAtRest, let next = sleep.withLock({ $0.take() }) {
                thread.withLock { $0 = nil }
                return next
            }
            await Task.yield()
        }
    }

    /// Whether the calling thread has run it since it slept. Ask before the next suspension.
    nonisolated var hasWokenHere: Bool { thread.withLock { $0 } == pthread_self() }

    nonisolated func wakesHere() async -> Bool {
        let sleep = await nextSleep()
        return run(sleep)
    }

    private nonisolated func run(_ sleep: CheckedContinuation<Void, Never>) -> Bool {
        executor.runHere { sleep.resume() }
        return hasWokenHere
    }
}
