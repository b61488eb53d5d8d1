import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Synchronization
import Testing

struct LifecycleTests {
    @Test func anActorIsCreatedOnceAndWakesEachTime() async throws {
        let probe = Probe()
        let room = try await TestActor(probe, input: 7)
        #expect(probe.log.take() == ["createState", "createVars", "onCreate", "onWake"])
        #expect(try await room.call("count") == 7)
        _ = probe.log.take()
        try await room.restart()
        #expect(probe.log.take() == ["createVars", "onWake"])
        #expect(try await room.call("count") == 7)
    }

    @Test func whatWasAcknowledgedSurvivesAKill() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        try await ann.add(5)
        try await ann.write("kept")
        try await room.restart()
        #expect(ann.isClosed)
        let back = try await room.connect()
        #expect(try await back.count() == 5)
        #expect(try await back.page(nil, nil) == ["kept"])
        #expect(try await back.write("next") == 2)
    }

    @Test func aKillRunsNoHook() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        _ = try await room.connect()
        _ = probe.log.take()
        try await room.restart()
        #expect(probe.log.take() == ["createVars", "onWake"])
    }

    @Test func anIdleActorSleepsAndWakesOnDemandWithItsState() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        try await ann.add(5)
        ann.disconnect()
        await room.settle()
        await room.advance(by: .seconds(29))
        #expect(try await room.isAwake)
        await room.advance(by: .seconds(1))
        #expect(try await !room.isAwake)
        #expect(probe.log.all.last == "onSleep")
        #expect(try await room.connect().count() == 5)
        #expect(probe.log.all.filter { $0 == "onWake" }.count == 2)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [true, false])
    func whoCallsAnActorThatIsToSleepHearsWhetherItWasSaved(isSaved: Bool) async throws {
        let room = try await TestActor(Probe())
        room.store.hold()
        if !isSaved { room.store.plan(.refuse("disk full")) }
        let call = Task { try await room.call("add", json: "[1]") }
        while room.store.heldCount == 0 { await Task.yield() }
        room.clock.advance(by: .seconds(30))
        for _ in 0..<1_000 { await Task.yield() }
        #expect(try await room.isAwake)
        room.store.release()
        let result = await call.result
        if isSaved { #expect(try result.get() == 1) }
        if !isSaved { #expect(throws: WireError.restarting) { try result.get() } }
        #expect(try await room.call("count") == (isSaved ? 1 : 0))
    }

    @Test func aConnectionKeepsItAwake() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        await room.advance(by: .seconds(3_600))
        #expect(try await room.isAwake)
        #expect(!ann.isClosed)
    }

    @Test func whoComesWhileItFallsAsleepIsServedByTheNextInstance() async throws {
        var probe = Probe()
        probe.options.hookTimeout = .seconds(600)
        let gate = probe.gate
        probe.hooks["onSleep"] = { try await gate.wait() }
        let room = try await TestActor(probe)
        room.clock.advance(by: .seconds(30))
        await gate.reached()
        let raw = RawClient(room.system, parameters: ["name": "late"])
        raw.ask(0, "names", [])
        gate.open()
        await room.settle()
        #expect(raw.frames.last == .actionResponse(id: 0, output: ["late"]))
        #expect(probe.log.all.filter { $0 == "onWake" }.count == 2)
    }

    @Test func onStateChangeRunsAfterEachHandlerThatChangedTheState() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        _ = probe.log.take()
        try await ann.add(1)
        _ = try await ann.count()
        try await ann.note("x")
        await #expect(throws: (any Error).self) { try await ann.fail(false) }
        try await ann.add(1)
        #expect(probe.log.take() == ["onStateChange 1", "onStateChange 2"])
    }

    @Test(arguments: ["createState", "createVars", "onCreate", "onWake"])
    func anActorThatCannotBeginTellsWhoWantsItAndTriesAgainLater(hook: String) async throws {
        let switched = Switch()
        var probe = Probe()
        probe.hooks[hook] = { if switched.isOn { throw UserError("broken", "Not today") } }
        switched.isOn = false
        let room = try await TestActor(probe, key: ["first"])
        switched.isOn = true
        let key = try ActorKey(["second"])
        let raw = RawClient(room.system, key: key, parameters: nil)
        while raw.closeReason == nil { await Task.yield() }
        #expect(raw.frames == [.error(.user("broken", "Not today"), actionID: nil)])
        #expect(raw.closeReason == CloseReason(code: 1011, reason: "user.broken"))
        switched.isOn = false
        let again = RawClient(room.system, key: key, parameters: nil)
        while again.frames.isEmpty { await Task.yield() }
        #expect(again.tags == ["Init"])
    }

    @Test(arguments: ["createState", "createVars", "onCreate", "onWake"])
    func anActorThatCannotBeCreatedLeavesNothingBehind(hook: String) async throws {
        let switched = Switch()
        var probe = Probe()
        probe.hooks[hook] = { if switched.isOn { throw UserError("broken", "Not today") } }
        switched.isOn = false
        let room = try await TestActor(probe, key: ["first"])
        switched.isOn = true
        let key = try ActorKey(["second"])
        for _ in 0..<3 {
            let error = await #expect(throws: WireError.self) {
                try await room.system.getOrCreate(name: "probe", key: key, input: nil)
            }
            #expect(error == .user("broken", "Not today"))
        }
        let error = await #expect(throws: WireError.self) {
            try await room.system.create(name: "probe", key: key, input: nil)
        }
        #expect(error == .user("broken", "Not today"))
        #expect(try await room.system.actors(name: "probe", key: nil).map(\.key) == [room.key])
        #expect(try await room.store.actors(named: nil, limit: 10).count == 1)

        switched.isOn = false
        #expect(try await room.system.getOrCreate(name: "probe", key: key, input: nil).created)
        #expect(try await room.system.actors(name: "probe", key: nil).map(\.key) == [key, room.key])
    }

    @Test func whoeverWantsAnActorWhileItsCreationFailsHearsOfIt() async throws {
        let switched = Switch()
        var probe = Probe()
        let gate = probe.gate
        probe.hooks["onCreate"] = {
            guard switched.isOn else { return }
            try await gate.wait()
            throw UserError("broken", "Not today")
        }
        switched.isOn = false
        let room = try await TestActor(probe, key: ["first"])
        switched.isOn = true
        let key = try ActorKey(["second"])
        let attempts = [room.system, room.system].map { system in
            Task { try await system.getOrCreate(name: "probe", key: key, input: nil).created }
        }
        await gate.reached()
        gate.open()
        for attempt in attempts {
            let error = await #expect(throws: WireError.self) { try await attempt.value }
            #expect(error == .user("broken", "Not today"))
        }
    }

    @Test func anActorThatCannotWakeIsKept() async throws {
        let switched = Switch()
        var probe = Probe()
        probe.hooks["onWake"] = { if switched.isOn { throw UserError("broken", "Not today") } }
        switched.isOn = false
        let room = try await TestActor(probe)
        try await room.connect().add(5)
        switched.isOn = true
        await #expect(throws: WireError.user("broken", "Not today")) { try await room.restart() }
        await #expect(throws: UserError("broken", "Not today")) { try await room.connect() }
        switched.isOn = false
        #expect(try await room.connect().count() == 5)
    }

    @Test func aNewActorIsDurableWhenItsCreationIsAnswered() async throws {
        let probe = Probe()
        let room = try await TestActor(probe, key: ["first"])
        room.store.hold()
        let creation = Task { [system = room.system] in
            defer { probe.log.add("answered") }
            return try await system.create(name: "probe", key: try ActorKey(["second"]), input: 3).id
        }
        while room.store.heldCount == 0 { await Task.yield() }
        await room.settle()
        #expect(!probe.log.all.contains("answered"))
        room.store.release()
        let id = try await creation.value
        #expect(try await room.store.claim(id).state != nil)
    }

    @Test func destroyEndsAnActorForGood() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let first = try #require(try await room.description)
        let ann = try await room.connect(.init(name: "ann"))
        try await ann.add(5)
        _ = probe.log.take()
        try await ann.end()
        await room.settle()
        #expect(probe.log.take() == ["onDestroy", "onDisconnect ann new false clean: destroyed"])
        #expect(ann.isClosed)
        #expect(try await room.description == nil)
        #expect(try await room.system.actors(ids: [first.id]).first?.destroyedAt != nil)

        #expect(try await room.connect().count() == 0)
        #expect(try await room.description?.id != first.id)
    }

    @Test(.timeLimit(.minutes(1))) func whoCallsAnActorThatEndsBeforeHearsThatItIsGone() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        raw.ask(0, "wait", [])
        await probe.gate.reached()
        raw.ask(1, "end", [])
        let call = Task { try await room.call("count") }
        for _ in 0..<1_000 { await Task.yield() }
        probe.gate.open()
        await #expect(throws: WireError.actorNotFound) { try await call.value }
    }

    @Test(.timeLimit(.minutes(1))) func whoWantsAnActorThatIsDestroyedBeforeItHearsOfThatGetsTheNext() async throws {
        var probe = Probe()
        let gate = Gate()
        let isSlow = Switch()
        probe.hooks["onWake"] = { if isSlow.isOn { try await gate.wait() } }
        let room = try await TestActor(probe)
        let former = try #require(try await room.description).id
        try await room.call("add", json: "[5]")
        await room.advance(by: .seconds(30))
        isSlow.isOn = true
        let destruction = Task { try await room.system.destroy(former) }
        await gate.reached()
        let wish = Task { try await room.system.getOrCreate(name: Probe.name, key: room.key, input: nil) }
        for _ in 0..<1_000 { await Task.yield() }
        gate.open()
        try await destruction.value
        let (actor, created) = try await wish.value
        #expect(actor.id != former && created)
        #expect(try await room.call("count") == 0)
    }

    @Test func theControlPlaneDestroysToo() async throws {
        let room = try await TestActor(Probe())
        let id = try #require(try await room.description?.id)
        try await room.system.destroy(id)
        await room.settle()
        #expect(try await room.description == nil)
        let error = await #expect(throws: WireError.self) { try await room.system.destroy(id) }
        #expect(error == .actorNotFound)
    }

    @Test func keysAreMatchedExactlyAndCreateTakesANewOneOnly() async throws {
        let room = try await TestActor(Probe())
        let system = room.system
        let created = try await system.create(name: "probe", key: try ActorKey(["a", "b"]), input: 3)
        let (found, isNew) = try await system.getOrCreate(name: "probe", key: try ActorKey(["a", "b"]), input: 4)
        #expect(found.id == created.id && !isNew)
        let (other, isOtherNew) = try await system.getOrCreate(name: "probe", key: try ActorKey(["a"]), input: nil)
        #expect(other.id != created.id && isOtherNew)
        let error = await #expect(throws: WireError.self) {
            try await system.create(name: "probe", key: try ActorKey(["a", "b"]), input: nil)
        }
        #expect(error == .duplicateKey)
        let byID = ConnectTarget(actor: .id(created.id.rawValue))
        let client = ClientInfo(remoteAddress: "", encoding: "json")
        let count = try await system.call(byID, action: "count", arguments: [], parameters: nil, client: client)
        #expect(count.actor == created.id)
        #expect(try count.output.decode() == 3)
        #expect(try await system.actors(name: "probe", key: nil).count == 3)
    }

    @Test func whatDoesNotExistIsNotFound() async throws {
        let room = try await TestActor(Probe())
        let targets: [ConnectTarget.Actor] = [
            .id("nobody"), .named("probe", key: .empty, method: .get),
            .named("unknown", key: .empty, method: .getOrCreate),
        ]
        for target in targets {
            let error = await #expect(throws: WireError.self) {
                try await room.system.call(
                    ConnectTarget(actor: target), action: "count", arguments: [], parameters: nil,
                    client: ClientInfo(remoteAddress: "", encoding: "json"))
            }
            #expect(error == .actorNotFound)
        }
    }

    @Test func anInputThatDoesNotFitCreatesNothing() async throws {
        let room = try await TestActor(Probe())
        let error = await #expect(throws: WireError.self) {
            try await room.system.create(name: "probe", key: .empty, input: "seven")
        }
        #expect(error?.name == "actor.invalid_request")
        #expect(try await room.system.actors(name: "probe", key: .empty) == [])
    }

    @Test func aShutdownFinishesWhatWasAcceptedAndTellsClientsToComeBack() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: ["name": "raw"])
        raw.ask(0, "add", [4])
        await room.shutdown()
        #expect(raw.frames.contains(.actionResponse(id: 0, output: 4)))
        #expect(raw.closeReason == .goingAway)
        #expect(probe.log.all.suffix(2) == ["onDisconnect raw new false clean: the host is shutting down", "onSleep"])
        let late = RawClient(room.system, parameters: nil)
        #expect(late.closeReason?.isRetryable == true)
        try await room.restart()
        #expect(try await room.call("count") == 4)
    }

    @Test func aShutdownDoesNotWaitForEver() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        raw.ask(0, "wait", [])
        await probe.gate.reached()
        async let shutdown: Void = room.shutdown()
        while raw.closeReason == nil {
            room.clock.advance(by: .seconds(15))
            await Task.yield()
        }
        await shutdown
        #expect(raw.closeReason?.isRetryable == true)
        probe.gate.open()
    }
}

/// Something that a test turns on and off.
final class Switch: Sendable {
    private let state = Mutex(false)
    var isOn: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
