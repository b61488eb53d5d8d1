import ActorDefinition
import ActorTesting
import ActorWire
import Logging
import Synchronization
import Testing

@testable import ActorRuntime

/// When the schedules are looked at in the store.
@Suite struct WakingTests {
    private let clock = VirtualClock()
    private let store: ScriptedStore
    private let alarms: Alarms<Timestamp>
    private let timers: Alarms<Duration>
    private let schedules: Schedules
    private let woken = Log()

    init() {
        store = ScriptedStore(clock)
        alarms = Alarms(timeOfDay: clock)
        timers = Alarms(uptime: clock)
        schedules = Schedules(
            store: store, alarms: alarms, timers: timers, clock: clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        schedules.wake.withLock { [woken] in $0 = { woken.add($0.rawValue) } }
    }

    /// Tells what is due as a test has planned it, and when it was asked.
    private final class ScriptedStore: PartialStore {
        private let clock: VirtualClock
        private let state = Mutex((answers: [Result<[ActorID], StoreError>](), looks: [Int]()))

        init(_ clock: VirtualClock) { self.clock = clock }

        /// In seconds of the uptime.
        var looks: [Int] { state.withLock { $0.looks } }

        /// What the next looks find; nothing afterwards.
        func plan(_ answers: Result<[ActorID], StoreError>...) { state.withLock { $0.answers += answers } }

        func due(at time: Timestamp, limit: Int, skipping skipped: Int) async throws(StoreError) -> [ActorID] {
            let answer = state.withLock { state in
                state.looks.append(Int(clock.uptime / .seconds(1)))
                return state.answers.isEmpty ? .success([]) : state.answers.removeFirst()
            }
            return try answer.get()
        }

        func nextDue(after time: Timestamp) async throws(StoreError) -> Timestamp? { nil }
    }

    /// Lets time pass, second after second, and everything happen that is due then.
    private func pass(_ seconds: Int) async {
        for _ in 0..<seconds {
            await settle()
            clock.advance(by: .seconds(1))
            await settle()
        }
    }

    private func settle() async {
        var isSettled = false
        while !isSettled {
            let (jobs, ticks) = (await alarms.settle(), await timers.settle())
            isSettled = !jobs && !ticks
        }
    }

    private let error = Result<[ActorID], StoreError>.failure(.failed("the disk is gone"))
    private let someone = Result<[ActorID], StoreError>.success([ActorID("a")])

    @Test func whatCannotBeReadIsLookedAtAgainLessAndLessOften() async {
        store.plan(error, error, error, someone)
        schedules.watch(at: clock.now)
        await pass(6)
        #expect(store.looks == [0, 1, 3])
        #expect(woken.all.isEmpty)
        await pass(1)
        #expect(store.looks == [0, 1, 3, 7])
        #expect(woken.all == ["a"])
    }

    @Test func whatIsDueWhenNothingWasIsLookedAtAgainAsSoonAsTheFirst() async {
        store.plan(someone, someone, someone)
        schedules.watch(at: clock.now)
        await pass(20)
        // The last of them found that nothing is due any more.
        #expect(store.looks == [0, 1, 3, 7])
        store.plan(someone, error)
        schedules.watch(at: clock.now)
        await pass(20)
        #expect(store.looks == [0, 1, 3, 7, 20, 21, 23])
        #expect(woken.all.count == 4)
    }

    @Test func aStoreThatIsClosedIsNotLookedAtAgain() async {
        store.plan(.failure(.closed))
        schedules.watch(at: clock.now)
        await pass(100)
        #expect(store.looks == [0])
    }

    /// An earlier time is looked at, and the later one then follows from the store alone.
    @Test func ofTwoTimesTheEarlierIsLookedAt() async {
        schedules.watch(at: clock.now + .seconds(8))
        schedules.watch(at: clock.now + .seconds(3))
        schedules.watch(at: clock.now + .seconds(5))
        await pass(20)
        #expect(store.looks == [3])
    }
}
