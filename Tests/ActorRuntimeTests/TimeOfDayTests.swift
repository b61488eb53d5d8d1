import ActorDefinition
import ActorTesting
import ActorWire
import Logging
import Synchronization
import Testing

@testable import ActorRuntime

/// Somebody sets the machine's clock. What takes a while takes as long as before; what has a time of day keeps it.
struct TimeOfDayTests {
    private static let hour = Duration.seconds(3_600)

    @Test(arguments: [hour, .zero - hour])
    func anActionKeepsItsTimeLimit(_ step: Duration) async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let waiting = Task { try await ann.wait() }
        await probe.gate.reached()
        room.set(by: step)
        room.clock.advance(by: .seconds(30))
        probe.gate.open()
        #expect(try await waiting.value == 1)
    }

    @Test(arguments: [hour, .zero - hour])
    func anActionThatTakesTooLongEndsInTime(_ step: Duration) async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let waiting = Task { try await ann.wait() }
        await probe.gate.reached()
        room.set(by: step)
        room.clock.advance(by: .seconds(60))
        await #expect(throws: WireError.actionTimedOut) { try await waiting.value }
    }

    @Test(arguments: [hour, .zero - hour])
    func anIdleActorSleepsWhenItHasBeenIdleForLong(_ step: Duration) async throws {
        let room = try await TestActor(Probe())
        room.set(by: step)
        await room.settle()
        await room.advance(by: .seconds(29))
        #expect(try await room.isAwake)
        await room.advance(by: .seconds(1))
        #expect(try await !room.isAwake)
    }

    @Test func aCommitThatMayBeDoneIsRepeatedSoonAlsoWhenTheClockWasSetBack() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        room.store.plan(.unknown(isApplied: true))
        let adding = Task { try await ann.add(1) }
        while room.store.commits.count < 2 { await Task.yield() }
        room.set(by: .zero - Self.hour)
        await room.advance(by: .seconds(1))
        #expect(try await adding.value == 1)
    }

    @Test func aJobKeepsItsTimeOfDay() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        try await ann.plan(7_200, "evening")
        room.set(by: Self.hour)
        await room.settle()
        #expect(!probe.log.all.contains("job evening"))
        await room.advance(by: Self.hour)
        #expect(probe.log.all.contains("job evening"))
    }

    @Test(arguments: [hour, .zero - hour])
    func theActorIsToldOnceAndBeforeWhatIsDueByTheNewTime(_ step: Duration) async throws {
        let steps = Mutex<[Duration]>([])
        let room = try await TestActor(Heedful { step in steps.withLock { $0.append(step) } })
        let ann = try await room.connect()
        try await ann.plan(60)
        room.set(by: step)
        await room.settle()
        await room.advance(by: .seconds(59))
        #expect(try await ann.runs() == 0)
        await room.advance(by: .seconds(1))
        #expect(try await ann.runs() == 1)
        #expect(steps.withLock { $0 } == [step])
    }

    @Test func anActorIsToldOfAClockThatWasSetBackThoughNobodyAsksItAnything() async throws {
        let steps = Mutex<[Duration]>([])
        let room = try await TestActor(Heedful { step in steps.withLock { $0.append(step) } })
        let ann = try await room.connect()
        // Hooks and actions have timers too: those of the connection are over now, and that of the plan rings later.
        await room.advance(by: .seconds(60))
        try await ann.plan(20)
        await room.settle()
        room.set(by: .zero - Self.hour)
        await room.advance(by: .seconds(20))
        #expect(steps.withLock { $0 } == [.zero - Self.hour])
        #expect(try await ann.runs() == 1)
    }

    @Test func anActorIsToldOfAClockThatWasSetBackWhileItDidSomething() async throws {
        let steps = Mutex<[Duration]>([])
        let heedful = Heedful { step in steps.withLock { $0.append(step) } }
        let room = try await TestActor(heedful)
        let ann = try await room.connect()
        await room.advance(by: .seconds(60))
        let planning = Task { try await ann.planAndWait(20) }
        await heedful.gate.reached()
        room.set(by: .zero - Self.hour)
        heedful.gate.open()
        _ = try await planning.value
        await room.settle()
        await room.advance(by: .seconds(20))
        #expect(steps.withLock { $0 } == [.zero - Self.hour])
        #expect(try await ann.runs() == 1)
    }

    @Test func aJobWhoseAlarmRangBeforeTheClockWasSetBackIsDoneAtItsTime() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        try await ann.plan(5, "late")
        await room.settle()
        let waiting = Task { try await ann.wait() }
        await probe.gate.reached()
        room.clock.advance(by: .seconds(5))
        await room.system.runDueAlarms()
        room.set(by: .zero - Self.hour)
        probe.gate.open()
        _ = try await waiting.value
        await room.settle()
        #expect(!probe.log.all.contains("job late"))
        room.set(by: Self.hour)
        await room.settle()
        #expect(probe.log.all.contains("job late"))
    }

    @Test func anActorThatSleepsLeavesNoAlarmsBehind() async throws {
        let room = try await TestActor(Probe())
        try await room.call("plan", json: #"[1000000, "far"]"#)
        for _ in 0..<10 {
            try await room.call("count")
            await room.advance(by: .seconds(30))
            #expect(try await !room.isAwake)
        }
        // The system's own, which is to wake it.
        #expect(room.system.alarms.count == 1)
        #expect(room.system.timers.count == 0)
    }

    /// What is overdue cannot be done while a handler waits. Its alarm must not ring meanwhile without end.
    @Test func aJobThatIsDueWhileAHandlerWaitsRingsOnce() async throws {
        let probe = Probe()
        let clock = SleepCounter()
        let system = ActorSystem(
            [Registration(probe)], store: MemoryStore(clock: clock), clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { await system.run() }
        let ann = RawClient(system, parameters: nil)
        ann.ask(0, "plan", [.int(5), .string("late")])
        ann.ask(1, "wait", [])
        await probe.gate.reached()
        let before = clock.sleeps
        clock.virtual.advance(by: .seconds(6))
        // The idle time is over too, and the handler's is not.
        for _ in 0..<3_000 { await Task.yield() }
        #expect(clock.sleeps - before < 20)
        probe.gate.open()
        while !probe.log.all.contains("job late") { await Task.yield() }
        await system.shutdown()
        await running.value
        #expect(probe.log.all.filter { $0 == "job late" }.count == 1)
    }

    @Test(.timeLimit(.minutes(1))) func anActorThatCannotWakeForItsJobIsTriedLessAndLessOften() async throws {
        let isBroken = Atomic(false)
        var probe = Probe()
        probe.hooks["onWake"] = { if isBroken.load(ordering: .relaxed) { throw Probe.Failure() } }
        let room = try await TestActor(probe)
        // After the first time, and again after it was well for a while.
        for _ in 0..<2 {
            try await room.call("plan", json: #"[60, "late"]"#)
            await room.advance(by: .seconds(30))
            isBroken.store(true, ordering: .relaxed)
            _ = probe.log.take()
            await room.advance(by: .seconds(30))
            for _ in 0..<3 { await room.advance(by: .seconds(1)) }
            #expect(probe.log.all.filter { $0 == "onWake" }.count == 3)
            for _ in 0..<117 { await room.advance(by: .seconds(1)) }
            #expect((7...9).contains(probe.log.all.filter { $0 == "onWake" }.count))
            isBroken.store(false, ordering: .relaxed)
            await room.advance(by: .seconds(30))
            #expect(probe.log.all.contains("job late"))
        }
    }

    /// Alarms of jobs far away must not gather while near ones come and go.
    @Test func onlyTheAlarmOfTheNextJobIsSet() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        try await ann.plan(1_000_000, "far")
        for _ in 0..<50 {
            try await ann.plan(1, "near")
            await room.advance(by: .seconds(1))
        }
        #expect(room.system.alarms.count == 1)
        #expect(room.system.timers.count <= 2)
    }
}

extension TestActor {
    fileprivate func set(by step: Duration) { clock.setTimeOfDay(to: clock.now + step) }
}

/// Counts how often anybody goes to sleep.
private final class SleepCounter: ActorClock {
    let virtual = VirtualClock()
    private let count = Atomic<Int>(0)

    var sleeps: Int { count.load(ordering: .relaxed) }
    var now: Timestamp { virtual.now }
    var uptime: Duration { virtual.uptime }
    var epoch: Timestamp { virtual.epoch }

    func sleep(until time: Timestamp) async throws {
        count.wrappingAdd(1, ordering: .relaxed)
        try await virtual.sleep(until: time)
    }

    func sleep(untilUptime uptime: Duration) async throws {
        count.wrappingAdd(1, ordering: .relaxed)
        try await virtual.sleep(untilUptime: uptime)
    }
}

/// Moves its jobs with the clock.
private struct Heedful: DurableActor {
    struct State: Codable, Sendable, Initial { var runs = 0 }

    let gate = Gate()
    let note: @Sendable (Duration) -> Void

    init(note: @escaping @Sendable (Duration) -> Void) { self.note = note }

    let planAndWait = Action { (c: Call, seconds: Int) in
        try c.schedule.after(.seconds(seconds), \.count)
        try await c.definition.gate.wait()
    }
    let plan = Action { (c: Call, seconds: Int) in try c.schedule.after(.seconds(seconds), \.count) }
    let runs = Action { (c: Call) in c.state.runs }
    let count = Job { (c: Context) in c.state.runs += 1 }

    func onTimeOfDaySet(_ c: Context, by step: Duration) {
        note(step)
        c.schedule.move(by: step)
    }
}
