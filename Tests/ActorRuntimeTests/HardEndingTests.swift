import ActorDefinition
import ActorTesting
import ActorWire
import Logging
import Synchronization
import Testing

@testable import ActorRuntime

/// What a hook that does not end, and an actor that ends in the midst of something, owe to others.
struct HardEndingTests {
    /// The clock stands still, so that nobody could wait for anything.
    @Test(.timeLimit(.minutes(1))) func aShutdownDoesNotWaitForOneThatPausesBeforeItBeginsAgain() async throws {
        let room = try await TestActor(Probe())
        room.store.plan(.refuse("disk full"), .refuse("disk full"))
        // Once it begins again at once, and the second time after a pause.
        for _ in 0..<2 { await #expect(throws: WireError.restarting) { try await room.call("add", json: "[1]") } }
        for _ in 0..<1_000 { await Task.yield() }
        await room.shutdown()
        try await room.restart()
        #expect(try await room.call("count") == 0)
    }

    /// Nothing else ends it: neither does its clock go on, nor the system shut down.
    @Test(.timeLimit(.minutes(1))) func oneThatPausesBeforeItBeginsAgainEndsWithItsTask() async throws {
        let clock = VirtualClock()
        let store = MemoryStore(clock: clock)
        store.plan(.refuse("disk full"), .refuse("disk full"))
        let record = ActorRecord(
            id: ActorID("probe"), name: Probe.name, key: try ActorKey(["test"]), input: nil, createdAt: clock.now)
        try await store.create(record)
        let registration = Registration(Probe())
        let system = ActorSystem(
            [registration], store: store, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let resident = Resident(record: record, registration: registration, system: system, client: nil)
        let life = Task { await resident.live() }
        while clock.nextWake == nil { await Task.yield() }
        life.cancel()
        await life.value
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("onBeforeConnect", WireError.callbackTimedOut), ("createConnState", .callbackTimedOut),
            ("onConnect", .restarting),
        ])
    func whoWasJustComingIsToldWhenTheHookNeverEnds(hook: String, error: WireError) async throws {
        let gate = Gate()
        var probe = Probe()
        probe.hooks[hook] = { try await gate.wait(heedsCancellation: false) }
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        await gate.reached()
        while raw.closeReason == nil {
            room.clock.advance(by: .seconds(5))
            await Task.yield()
        }
        #expect(raw.closeReason == CloseReason(error))
        gate.open()
    }

    @Test(.timeLimit(.minutes(1))) func whoIsKickedIsClosedAlsoWhenTheHookNeverEnds() async throws {
        let gate = Gate()
        var probe = Probe()
        probe.hooks["onDisconnect"] = { try await gate.wait(heedsCancellation: false) }
        let room = try await TestActor(probe)
        let op = RawClient(room.system, parameters: ["name": "op"])
        let bob = RawClient(room.system, parameters: ["name": "bob"])
        op.ask(0, "kick", ["bob", "spam"])
        await gate.reached()
        while bob.closeReason == nil {
            room.clock.advance(by: .seconds(5))
            await Task.yield()
        }
        #expect(bob.closeReason == CloseReason(code: 1000, reason: "spam"))
        gate.open()
    }

    @Test(.timeLimit(.minutes(1))) func nobodyHearsOfAnEndThatDidNotCome() async throws {
        let gate = Gate()
        var probe = Probe()
        probe.hooks["onDestroy"] = { try await gate.wait(heedsCancellation: false) }
        let room = try await TestActor(probe)
        let id = try #require(try await room.description?.id)
        let end = Task { [system = room.system] in try await system.destroy(id) }
        await gate.reached()
        let isAnswered = Atomic(false)
        let answer = Task {
            defer { isAnswered.store(true, ordering: .relaxed) }
            return await end.result
        }
        while !isAnswered.load(ordering: .relaxed) {
            room.clock.advance(by: .seconds(5))
            await Task.yield()
        }
        let result = await answer.value
        #expect(throws: WireError.actionTimedOut) { try result.get() }
        #expect(try await room.description?.id == id)
        gate.open()
    }

    @Test(.timeLimit(.minutes(1))) func anActorWhoseCreationNeverEndsIsRefused() async throws {
        let gate = Gate()
        let isFirst = Switch()
        isFirst.isOn = true
        var probe = Probe()
        probe.hooks["createState"] = { if !isFirst.isOn { try await gate.wait(heedsCancellation: false) } }
        let room = try await TestActor(probe)
        isFirst.isOn = false
        let raw = RawClient(room.system, key: try ActorKey(["second"]), parameters: nil)
        await gate.reached()
        while raw.closeReason == nil {
            room.clock.advance(by: .seconds(5))
            await Task.yield()
        }
        #expect(raw.frames == [.error(.callbackTimedOut, actionID: nil)])
        gate.open()
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["createVars", "onCreate", "onWake"])
    func anActorWhoseBeginningNeverEndsIsRefusedAndBeginsAnewForTheNext(hook: String) async throws {
        let gate = Gate()
        let hangs = Switch()
        var probe = Probe()
        probe.hooks[hook] = { if hangs.isOn { try await gate.wait(heedsCancellation: false) } }
        let room = try await TestActor(probe)
        let key = try ActorKey(["second"])
        hangs.isOn = true
        let raw = RawClient(room.system, key: key, parameters: nil)
        await gate.reached()
        while raw.closeReason == nil {
            room.clock.advance(by: .seconds(5))
            await Task.yield()
        }
        #expect(raw.frames == [.error(.callbackTimedOut, actionID: nil)])
        hangs.isOn = false
        gate.open()
        _ = probe.log.take()
        #expect(try await room.system.getOrCreate(name: Probe.name, key: key, input: nil).created)
        let hooks = probe.log.all.filter { $0 != "onSleep" }
        #expect(hooks == ["createState", "createVars", "onCreate", "onWake"])
    }

    @Test(.timeLimit(.minutes(1))) func aGoodbyeThatTookTooLongDoesNotShortenTheOthers() async throws {
        let probe = Farewells()
        let room = try await TestActor(probe)
        for _ in 0..<3 { _ = RawClient(room.system, name: Farewells.name, parameters: nil) }
        await room.settle()
        async let shutdown: Void = room.shutdown()
        await probe.gate.reached()
        room.clock.advance(by: .seconds(5))
        await shutdown
        #expect(probe.log.all == ["cancelled", "whole", "whole", "asleep"])
    }

    @Test func anActorMayEndInsteadOfSleeping() async throws {
        let room = try await TestActor(Passing())
        let id = try #require(try await room.description?.id)
        await room.advance(by: .seconds(30))
        #expect(try await room.system.actors(ids: [id]).first?.destroyedAt != nil)
    }

    @Test func whatIsToldToANewcomerComesAfterTheGreeting() async throws {
        let room = try await TestActor(Hasty())
        let first = RawClient(room.system, name: Hasty.name, parameters: nil)
        await room.settle()
        let second = RawClient(room.system, name: Hasty.name, parameters: nil)
        while first.closeReason == nil { await Task.yield() }
        first.session.closed(.disconnected("replaced"))
        await room.settle()
        #expect(second.tags == ["Init", "Event"])
    }

    @Test func aStateThatCouldNotBeReadAgainIsNotKept() async throws {
        let room = try await TestActor(Meter())
        try await room.connect().divide(1, 2)
        let raw = RawClient(room.system, name: Meter.name, parameters: nil)
        raw.ask(0, "divide", [0, 0])
        await room.advance(by: .seconds(1))
        #expect(raw.frames.last == .error(.restarting, actionID: 0))
        try await room.restart()
        #expect(try await room.call("read") == 0.5)
    }
}

/// Says goodbye, at first too long.
private struct Farewells: DurableActor {
    let gate = Gate()
    let log = Log()
    private let first = Switch()

    func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) async throws {
        guard first.isOn else {
            first.isOn = true
            do { try await gate.wait() } catch { log.add("cancelled") }
            return
        }
        try Task.checkCancellation()
        log.add("whole")
    }

    func onSleep(_ c: Context) async throws {
        try Task.checkCancellation()
        log.add("asleep")
    }
}

/// Is not there any more when nobody wants it.
private struct Passing: DurableActor {
    func onSleep(_ c: Context) { c.destroy() }
}

/// Replaces who was there before, having greeted who comes.
private struct Hasty: DurableActor {
    let hello = Event<String>()

    func onConnect(_ c: Context, _ conn: Conn) async {
        conn.send(\.hello, "hello")
        for other in c.conns where other !== conn { await other.disconnect("replaced") }
    }
}

/// Keeps a number.
private struct Meter: DurableActor {
    struct State: Codable, Sendable, Initial { var value = 0.0 }

    let divide = Action { (c: Call, numerator: Double, denominator: Double) in c.state.value = numerator / denominator }
    let read = Action { (c: Call) in c.state.value }
}
