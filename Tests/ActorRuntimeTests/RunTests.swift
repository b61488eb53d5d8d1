import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

/// What an actor does beside its turns.
@Suite(.timeLimit(.minutes(1))) struct RunTests {
    private let log = Log()

    private func start(
        logger: LogLines? = nil, _ body: @escaping Worker.Body
    ) async throws -> TestActor<Worker> {
        try await TestActor(Worker(log: log, body: body), logger: logger?.logger)
    }

    private func until(_ line: String, times: Int = 1) async {
        while log.all.count(where: { $0 == line }) < times { await Task.yield() }
    }

    /// Lets the run wait for some seconds, however soon it begins to.
    private func pass(_ seconds: Int, in room: TestActor<Worker>, until line: String, times: Int = 1) async {
        while log.all.count(where: { $0 == line }) < times {
            await room.advance(by: .seconds(seconds))
            for _ in 0..<100 { await Task.yield() }
        }
    }

    @Test func itBeginsAfterTheHooksAndAsksForJobs() async throws {
        let room = try await start { c in
            c.definition.log.add("run \(c.key)")
            c.definition.log.add("answer \(try await c.count(2))")
        }
        await until("answer 2")
        #expect(log.all == ["onCreate", "onWake", "run test", "count 2", "answer 2"])
        #expect(try await room.call("total") == 2)
        try await room.restart()
        await until("answer 4")
        #expect(log.all.suffix(4) == ["onWake", "run test", "count 2", "answer 4"])
    }

    @Test func whatItAskedForIsDurableBeforeItGoesOn() async throws {
        let gate = Gate()
        let room = try await start { c in
            try await gate.wait()
            c.definition.log.add("answer \(try await c.count(1))")
        }
        await gate.reached()
        room.store.hold()
        gate.open()
        await until("count 1")
        for _ in 0..<1_000 { await Task.yield() }
        #expect(!log.all.contains("answer 1"))
        room.store.release()
        await until("answer 1")
    }

    @Test func itHoldsUpNobody() async throws {
        let gate = Gate()
        let room = try await start { _ in try await gate.wait() }
        await gate.reached()
        #expect(try await room.call("total") == 0)
        gate.open()
    }

    @Test func oneThatFailsIsLoggedAndTheActorGoesOnAndSleeps() async throws {
        let lines = LogLines()
        let room = try await start(logger: lines) { c in
            do { try await c.refuse() } catch let error as WireError { c.definition.log.add(error.code) }
            throw Worker.Failure()
        }
        while !lines.all.contains(where: { $0.contains("run failed") && $0.contains("Failure") }) { await Task.yield() }
        #expect(log.all.contains("no"))
        #expect(try await room.call("total") == 0)
        while try await room.isAwake { await room.advance(by: .seconds(10)) }
    }

    @Test func oneThatEndsIsLoggedAndLetsTheActorSleepAWhileLater() async throws {
        let lines = LogLines()
        let gate = Gate()
        let room = try await start(logger: lines) { _ in try await gate.wait() }
        await gate.reached()
        await room.advance(by: .seconds(3_600))
        #expect(try await room.isAwake)
        gate.open()
        while !lines.all.contains(where: { $0.contains("run has ended") }) { await Task.yield() }
        await room.advance(by: .seconds(29))
        #expect(try await room.isAwake)
        while try await room.isAwake { await room.advance(by: .seconds(1)) }
        #expect(log.all == ["onCreate", "onWake", "onSleep"])
    }

    @Test func whileItPausesTheActorMaySleepAndItBeginsAnewWithIt() async throws {
        let room = try await start { c in
            c.definition.log.add("run")
            do { try await c.pause(for: .seconds(3_600)) } catch { c.definition.log.add("woken: \(error)") }
        }
        await pass(10, in: room, until: "onSleep")
        #expect(log.all == ["onCreate", "onWake", "run", "woken: CancellationError()", "onSleep"])
        _ = log.take()
        try await room.call("total")
        await until("run")
        #expect(log.all == ["onWake", "run"])
    }

    @Test func oneThatGoesOnInShortPausesKeepsItAwake() async throws {
        let room = try await start { c in
            while true {
                try await c.pause(for: .seconds(20))
                c.definition.log.add("beat")
            }
        }
        await pass(1, in: room, until: "beat", times: 10)
        #expect(try await room.isAwake)
        #expect(!log.all.contains("onSleep"))
    }

    @Test func itHasEndedBeforeAnEndOfTheActor() async throws {
        let room = try await start { c in
            while !Task.isCancelled { try? await c.pause(for: .seconds(1)) }
            c.definition.log.add("ended")
        }
        await until("onWake")
        await room.shutdown()
        #expect(log.take() == ["onCreate", "onWake", "ended", "onSleep"])
        try await room.restart()
        try await room.call("end")
        await room.settle()
        #expect(log.all.filter { $0 != "onWake" } == ["ended", "onDestroy"])
    }

    @Test func fromItsCancellationOnItGetsNothingDone() async throws {
        let room = try await start { c in
            try? await c.pause(for: .seconds(3_600))
            do { _ = try await c.count(1) } catch let error as WireError { c.definition.log.add(error.code) }
        }
        await until("onWake")
        await room.shutdown()
        #expect(log.all == ["onCreate", "onWake", "aborted", "onSleep"])
    }

    @Test func oneThatDoesNotHeedItsCancellationIsLeftBehind() async throws {
        let lines = LogLines()
        let gate = Gate()
        let room = try await start(logger: lines) { c in
            try? await c.pause(for: .seconds(3_600))
            try await gate.wait(heedsCancellation: false)
            c.definition.log.add("late")
            do { _ = try await c.count(1) } catch let error as WireError { c.definition.log.add(error.code) }
        }
        let stopping = Task { await room.shutdown() }
        await gate.reached()
        while !log.all.contains("onSleep") {
            room.clock.advance(by: .seconds(1))
            await Task.yield()
        }
        await stopping.value
        #expect(lines.all.contains { $0.contains("run does not end") })
        gate.open()
        await until("aborted")
        #expect(!log.all.contains("count 1"))
    }

    @Test func aKilledHostDoesNotWaitForIt() async throws {
        let gate = Gate()
        let room = try await start { _ in try await gate.wait(heedsCancellation: false) }
        await gate.reached()
        try await room.restart()
        #expect(try await room.call("total") == 0)
        gate.open()
    }

    @Test func anActorThatHasToStartAgainBeginsItAnew() async throws {
        let room = try await start { c in
            c.definition.log.add("run")
            do { try await c.pause(for: .seconds(3_600)) } catch { c.definition.log.add("ended") }
        }
        await until("run")
        room.store.plan(.refuse("disk full"))
        await #expect(throws: WireError.self) { try await room[job: \.count](1) }
        await until("run", times: 2)
        #expect(log.all == ["onCreate", "onWake", "run", "count 1", "ended", "onWake", "run"])
    }
}

/// Does what a test gives it.
private struct Worker {
    typealias Body = @Sendable (RunContext<Worker>) async throws -> Void

    struct State: Codable, Sendable, Initial { var total = 0 }
    struct Failure: Error {}

    let log: Log
    let body: Body

    init(log: Log, body: @escaping Body) {
        self.log = log
        self.body = body
    }

    let total = Action { (c: Call) in c.state.total }
    let end = Action { (c: Call) in c.destroy() }

    let count = Job { (c: Context, number: Int) in
        c.state.total += number
        c.definition.log.add("count \(number)")
        return c.state.total
    }
    let refuse = Job { (c: Context) in
        c.state.total += 1
        throw UserError("no", "I will not")
    }
}

extension Worker: DurableActor {
    func onCreate(_ c: Context, _ input: Nothing?) { log.add("onCreate") }
    func onWake(_ c: Context) { log.add("onWake") }
    func run(_ c: Running) async throws { try await body(c) }
    func onSleep(_ c: Context) { log.add("onSleep") }
    func onDestroy(_ c: Context) { log.add("onDestroy") }
}
