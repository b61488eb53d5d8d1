import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

struct PeerTests {
    @Test func anActorAsksAJobOfAnother() async throws {
        let room = try await TestActor(Caller(), with: Registration(Probe()))
        let ann = try await room.connect()
        #expect(try await ann.double(21) == 42)
        #expect(try await ann.double(1) == 2)
        let peer = ConnectTarget(actor: .named("probe", key: try ActorKey(["peer"]), method: .get))
        let client = ClientInfo(remoteAddress: "", encoding: "json")
        let count = try await room.system.call(peer, action: "count", arguments: [], parameters: nil, client: client)
        #expect(try count.output.decode() == 22)
    }

    @Test func theServerAsksAJobToo() async throws {
        let room = try await TestActor(Probe())
        #expect(try await room[job: \.double](4) == 8)
        #expect(try await room.call("count") == 4)
    }

    @Test func anActorThatIsNotForClientsIsForOtherActorsAlone() async throws {
        let room = try await TestActor(Archivist(), with: Registration(Archive()))
        let ann = try await room.connect()
        #expect(try await ann.keep(21) == 21)
        let key = try ActorKey(["papers"])
        let raw = RawClient(room.system, name: Archive.name, key: key, parameters: nil)
        while raw.closeReason == nil { await Task.yield() }
        #expect(raw.closeReason == CloseReason(code: 1011, reason: "actor.not_found"))
        await #expect(throws: WireError.actorNotFound) {
            _ = try await room.system.getOrCreate(name: Archive.name, key: key, input: nil)
        }
        await #expect(throws: WireError.actorNotFound) {
            _ = try await room.system.create(name: Archive.name, key: try ActorKey(["more"]), input: nil)
        }
        let hidden = try #require(try await room.store.actor(named: Archive.name, key: key))
        #expect(try await room.system.actors(ids: [hidden.id]) == [])
        #expect(try await room.system.actors(name: Archive.name, key: key) == [])
        #expect(try await room.system.actors(name: Archive.name, key: nil) == [])
        let target = ConnectTarget(actor: .named(Archive.name, key: key, method: .get))
        let client = ClientInfo(remoteAddress: "", encoding: "json")
        await #expect(throws: WireError.actorNotFound) {
            _ = try await room.system.call(target, action: "look", arguments: [], parameters: nil, client: client)
        }
    }

    @Test func whatTheOtherThrowsReachesTheCaller() async throws {
        let room = try await TestActor(Caller(), with: Registration(Probe()))
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await ann.callBad() }
        #expect(error?.message == "An internal error occurred")
    }

    @Test(arguments: ["itself", "around"]) func aCircleOfCallsIsRefused(action: String) async throws {
        let room = try await TestActor(Caller(), with: Registration(Probe()))
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await ann.call(action) }
        #expect(error?.name == "actor.call_cycle")
        #expect(try await ann.double(1) == 2)
    }

    @Test func whatAnActorDidBeforeIsDurableWhenItAsksAnother() async throws {
        let (caller, probe) = (Caller(), Probe())
        let room = try await TestActor(caller, with: Registration(probe))
        let raw = RawClient(room.system, name: Caller.name, parameters: nil)
        await room.settle()
        room.store.hold()
        await raw.ask("add", "double", of: caller)
        while room.store.heldCount == 0 { await Task.yield() }
        for _ in 0..<1_000 { await Task.yield() }
        #expect(probe.log.all.isEmpty)
        room.store.plan(.refuse("disk full"))
        room.store.release()
        await room.settle()
        #expect(probe.log.all.isEmpty)
        #expect(raw.frames.suffix(2) == (1...2).map { .error(.restarting, actionID: $0) })
    }

    @Test func whatAHandlerChangedBeforeItAsksAnotherIsTakenBackWhenItThrows() async throws {
        let caller = Caller()
        let room = try await TestActor(caller, with: Registration(Probe()))
        let raw = RawClient(room.system, name: Caller.name, parameters: nil)
        await raw.ask("add", "addAndAskInVain", of: caller)
        await room.settle()
        #expect(try await room.call("count") == 1)
        try await room.restart()
        #expect(try await room.call("count") == 1)
    }

    @Test func anActionThatWouldAskAnotherEndsInTimeThoughNothingBecomesDurable() async throws {
        let (caller, probe) = (Caller(), Probe())
        let room = try await TestActor(caller, with: Registration(probe))
        let raw = RawClient(room.system, name: Caller.name, parameters: nil)
        await room.settle()
        room.store.hold()
        await raw.ask("add", "double", of: caller)
        while room.store.heldCount == 0 { await Task.yield() }
        for _ in 0..<2 {
            room.clock.advance(by: .seconds(60))
            await room.system.runDueAlarms()
        }
        room.store.release()
        await room.settle()
        #expect(raw.frames.last == .error(.actionTimedOut, actionID: 2))
        #expect(raw.closeReason == nil)
        #expect(probe.log.all.isEmpty)
    }

    @Test func whoWasCalledMayCallBackWhenThatIsOver() async throws {
        let caller = Caller()
        caller.gate.open()
        let room = try await TestActor(caller)
        let first = RawClient(room.system, name: Caller.name, parameters: nil)
        let second = RawClient(room.system, name: Caller.name, key: try ActorKey(["other"]), parameters: nil)
        first.ask(0, "meet", ["other"])
        await room.settle()
        second.ask(0, "meet", ["test"])
        await room.settle()
        #expect(first.tags == ["Init", "ActionResponse"] && second.tags == ["Init", "ActionResponse"])
    }

    @Test func twoActorsThatCallEachOtherDoNotWaitForEver() async throws {
        let caller = Caller()
        let room = try await TestActor(caller)
        let first = RawClient(room.system, name: Caller.name, parameters: nil)
        let second = RawClient(room.system, name: Caller.name, key: try ActorKey(["other"]), parameters: nil)
        first.ask(0, "meet", ["other"])
        second.ask(0, "meet", ["test"])
        await caller.gate.reached(by: 2)
        caller.gate.open()
        await room.settle()
        let names = [first, second].map { raw -> String in
            switch raw.frames.last {
            case .error(let error, _): error.name
            case .actionResponse: "done"
            default: "nothing"
            }
        }
        #expect(names.sorted() == ["actor.call_cycle", "done"])
    }
}

extension RawClient {
    /// Asks for two actions that become one batch, for both come while one before them waits.
    fileprivate func ask(_ first: String, _ second: String, of caller: Caller) async {
        ask(0, "rest", [])
        ask(1, first, [1])
        ask(2, second, [1])
        await caller.gate.reached()
        caller.gate.open()
    }
}

/// Asks other actors.
private struct Caller: DurableActor {
    struct State: Codable, Sendable, Initial { var count = 0 }

    let gate = Gate()

    let rest = Action { (c: Call) in try await c.definition.gate.wait() }
    let add = Action { (c: Call, amount: Int) in c.state.count += amount }
    let count = Action { (c: Call) in c.state.count }
    let addAndAskInVain = Action { (c: Call, amount: Int) in
        c.state.count += amount
        try await c.peer(Probe(), "peer").bad()
    }

    let double = Action { (c: Call, number: Int) in try await c.peer(Probe(), "peer").double(number) }
    let callBad = Action { (c: Call) in try await c.peer(Probe(), "peer").bad() }
    let itself = Action { (c: Call) in try await c.peer(c.definition, c.key).answer() }
    let around = Action { (c: Call) in try await c.peer(c.definition, "between").askBack(c.key.parts[0]) }
    let meet = Action { (c: Call, other: String) in
        try await c.definition.gate.wait()
        try await c.peer(c.definition, other).answer()
    }

    let answer = Job { (c: Context) in }
    let askBack = Job { (c: Context, key: String) in try await c.peer(c.definition, key).answer() }
}

/// Keeps things for other actors.
private struct Archive: DurableActor {
    var options: ActorOptions {
        var options = ActorOptions()
        options.acceptsClients = false
        return options
    }

    let look = Action { (c: Call) in 1 }
    let keep = Job { (c: Context, number: Int) in number }
}

private struct Archivist: DurableActor {
    let keep = Action { (c: Call, number: Int) in try await c.peer(Archive(), "papers").keep(number) }
}
