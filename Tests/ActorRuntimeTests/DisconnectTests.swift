import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

struct DisconnectTests {
    @Test func theReasonReachesTheClientAfterWhatWasSentBefore() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect(.init(name: "ann"))
        let raw = RawClient(room.system, parameters: ["name": "bob"])
        raw.subscribe("noted", true)
        try await ann.kick("bob", "spam")
        #expect(raw.tags == ["Init", "Event"])
        #expect(raw.closeReason == CloseReason(code: 1000, reason: "spam"))
        guard case .close? = raw.deliveries.last else {
            Issue.record("the close is not the last")
            return
        }
    }

    @Test func theConnectionIsGoneBeforeTheNextMessage() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let op = RawClient(room.system, parameters: ["name": "op"])
        let bob = try await room.connect(.init(name: "bob"))
        bob.delayClosing()
        op.ask(0, "kick", ["bob", "spam"])
        op.ask(1, "names", [])
        await room.settle()
        #expect(op.frames.last == .actionResponse(id: 1, output: ["op"]))
        #expect(probe.log.all.last == "onDisconnect bob new false clean: spam")
    }

    @Test func whatAClosingClientSentIsNotProcessed() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let op = try await room.connect(.init(name: "op"))
        let bob = RawClient(room.system, parameters: ["name": "bob"])
        try await op.kick("bob", "spam")
        bob.ask(0, "add", [1])
        await room.settle()
        #expect(try await op.count() == 0)
        #expect(!bob.tags.contains("ActionResponse"))
    }

    @Test func theWaitingFormReturnsWhenTheTransportIsClosedAndTheHookHasRun() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let op = try await room.connect(.init(name: "op"))
        let bob = RawClient(room.system, parameters: ["name": "bob"])
        await room.settle()
        async let left = op.kickAndWait("bob", "spam")
        while bob.closeReason == nil { await Task.yield() }
        #expect(probe.log.all.last == "onDisconnect bob new false clean: spam")
        bob.session.closed(.disconnected("spam"))
        #expect(try await left == 1)
        #expect(probe.log.all.suffix(2) == ["onDisconnect bob new false clean: spam", "kicked"])
    }

    @Test(.timeLimit(.minutes(1))) func theWaitIsBounded() async throws {
        let room = try await TestActor(Probe())
        let op = try await room.connect(.init(name: "op"))
        let bob = try await room.connect(.init(name: "bob"))
        bob.delayClosing()
        async let left = op.kickAndWait("bob", "spam")
        while bob.closeReason == nil { await Task.yield() }
        room.clock.advance(by: .seconds(5))
        #expect(try await left == 1)
    }

    @Test func anActionCanAwaitTheEndOfItsOwnConnection() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect(.init(name: "ann"))
        await #expect(throws: (any Error).self) { try await ann.kickAndWait("ann", "Too many requests") }
        await room.settle()
        #expect(ann.closeReason == "Too many requests")
        #expect(
            probe.log.all.suffix(2) == ["onDisconnect ann new false clean: Too many requests", "kicked"])
    }

    @Test func aHookCanAwaitTheEndOfAConnection() async throws {
        let room = try await TestActor(OneAtATime())
        let first = try await room.connect()
        let second = try await room.connect()
        #expect(first.closeReason == "replaced")
        #expect(try await second.count() == 1)
        #expect(try await second.ended() == 1)
    }

    @Test func aThrowAfterTheWaitingFormKeepsWhatWasDoneBefore() async throws {
        let room = try await TestActor(OneAtATime())
        let ann = try await room.connect()
        await #expect(throws: (any Error).self) { try await ann.countAndLeave() }
        await room.settle()
        #expect(try await room.call("ended") == 11)
    }
}

/// The newest connection ends the older ones.
private struct OneAtATime: DurableActor {
    struct State: Codable, Sendable, Initial { var ended = 0 }

    let count = Action { (c: Call) in c.conns.count }
    let ended = Action { (c: Call) in c.state.ended }
    let countAndLeave = Action { (c: Call) in
        c.state.ended += 10
        await c.conn.disconnect("bye")
        c.state.ended += 100
        throw UserError("late", "Too late")
    }
}

extension OneAtATime {
    func onConnect(_ c: Context, _ conn: Conn) async {
        for other in c.conns where other.id != conn.id { await other.disconnect("replaced") }
    }
    func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) { c.state.ended += 1 }
}
