import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

struct ConnectionHookTests {
    @Test func hooksRunInOrderAndTheConnectionIsListedFromOnConnectOn() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        _ = probe.log.take()
        let ann = try await room.connect(.init(name: "ann"))
        #expect(probe.log.take() == ["onBeforeConnect 0", "createConnState 0", "onConnect 1"])
        #expect(try await ann.names() == ["ann"])
    }

    @Test(arguments: ["onBeforeConnect", "createConnState"])
    func aThrowBeforeTheConnectionIsListedRefusesIt(hook: String) async throws {
        var probe = Probe()
        probe.hooks[hook] = { throw UserError("banned", "Not you") }
        let room = try await TestActor(probe)
        await #expect(throws: UserError("banned", "Not you")) { try await room.connect() }
        #expect(!probe.log.all.contains { $0.hasPrefix("onConnect") || $0.hasPrefix("onDisconnect") })
        await room.advance(by: .seconds(31))
        #expect(try await !room.isAwake, "a connection is left that keeps it awake")
    }

    @Test func aThrowInOnConnectDisconnectsAndOnDisconnectRunsOnce() async throws {
        var probe = Probe()
        probe.hooks["onConnect"] = { throw UserError("full", "Too many") }
        let room = try await TestActor(probe)
        await #expect(throws: UserError("full", "Too many")) { try await room.connect(.init(name: "ann")) }
        await room.settle()
        #expect(
            probe.log.all.filter { $0.hasPrefix("onDisconnect") }
                == ["onDisconnect ann new false clean: Too many"])
    }

    @Test func messagesWaitUntilOnConnectHasAgreed() async throws {
        var probe = Probe()
        let gate = probe.gate
        probe.hooks["onConnect"] = { [log = probe.log] in
            try await gate.wait()
            log.add("agreed")
        }
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        #expect(raw.ask(0, "add", [1]))
        await gate.reached()
        #expect(raw.frames.isEmpty)
        gate.open()
        await room.settle()
        #expect(raw.tags == ["Init", "Event", "ActionResponse"])
        #expect(probe.log.all.suffix(2) == ["agreed", "onStateChange 1"])
    }

    @Test func whatOnConnectSendsComesAfterTheGreeting() async throws {
        let room = try await TestActor(Greeter())
        let raw = RawClient(room.system, name: Greeter.name, parameters: nil)
        await room.settle()
        #expect(raw.tags == ["Init", "Event"])
    }

    @Test func parametersOfTheWrongShapeAreRefusedWithTheReason() async throws {
        let room = try await TestActor(Probe())
        let error = await #expect(throws: WireError.self) { try await room.connect(json: #"{"name": 3}"#) }
        #expect(error?.name == "actor.invalid_request")
        #expect(error?.message == "The connection parameters: name: expected a string, found a number")
    }

    @Test(arguments: ["null", "{}"]) func absentParametersAreAnEmptyObject(json: String) async throws {
        let room = try await TestActor(Probe())
        #expect(try await room.connect(json: json).names() == [""])
        #expect(try await room.connect().names() == ["", ""])
    }

    @Test func moreConnectionsThanTheLimitAreRefused() async throws {
        var probe = Probe()
        probe.options.connectionLimit = 1
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await room.connect() }
        #expect(error?.code == "too_many_connections")
        ann.disconnect()
        _ = try await room.connect()
    }

    @Test func onDisconnectRunsOnceWithTheReasonUnderEveryEnding() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        func endings() async -> [String] {
            await room.settle()
            return probe.log.take().filter { $0.hasPrefix("onDisconnect") }
        }
        let left = try await room.connect(.init(name: "left"))
        try await left.note("noted")
        left.disconnect()
        left.lose()
        #expect(await endings() == ["onDisconnect left noted false clean: left"])

        let lost = try await room.connect(.init(name: "lost"))
        lost.lose()
        #expect(await endings() == ["onDisconnect lost new false broken: connection lost: the test cut it"])

        let op = try await room.connect(.init(name: "op"))
        let kicked = try await room.connect(.init(name: "kicked"))
        kicked.delayClosing()
        try await op.kick("kicked", "spam")
        #expect(await endings() == ["onDisconnect kicked new false clean: spam"])
        kicked.finishClosing()
        #expect(await endings() == [])

        await room.shutdown()
        #expect(
            probe.log.take().filter { $0.hasPrefix("onDisconnect") }
                == ["onDisconnect op new false clean: the host is shutting down"])
        #expect(op.closeCode == 1001)
    }

    @Test func whoComesStraightBackIsNotAnnouncedAsGoneAfterwards() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let first = try await room.connect(.init(name: "ann"))
        _ = probe.log.take()
        first.disconnect()
        _ = try await room.connect(.init(name: "ann"))
        let events = probe.log.take().filter { $0.hasPrefix("onDisconnect") || $0.hasPrefix("onConnect") }
        #expect(events == ["onDisconnect ann new false clean: left", "onConnect 1"])
    }

    @Test func aThrowInOnDisconnectHarmsNobody() async throws {
        var probe = Probe()
        probe.hooks["onDisconnect"] = { throw Probe.Failure() }
        let room = try await TestActor(probe)
        let ann = try await room.connect(.init(name: "ann"))
        let bob = try await room.connect(.init(name: "bob"))
        ann.disconnect()
        #expect(try await bob.names() == ["bob"])
    }
}

private struct Greeter: DurableActor {
    let hello = Event<String>()
}

extension Greeter {
    func onConnect(_ c: Context, _ conn: Conn) { conn.send(\.hello, "welcome") }
}
