import ActorClient
import ActorDefinition
import ActorGateway
import ActorRuntime
import ActorTesting
import ActorWire
import Logging
import NIOCore
import Testing

/// The client against the real gateway and the real runtime.
@Suite(.timeLimit(.minutes(1)))
struct GatewayTests {
    @Test func peopleTalkAndOneIsKickedForGood() async throws {
        try await hosting { server in
            try await entering(server, as: "ann") { ann in
                try await entering(server, as: "bob") { bob in
                    var heard = bob.said.makeAsyncIterator()
                    // Its reply proves that the subscription before it has arrived.
                    #expect(try await bob.say("hello") == 1)
                    #expect(try await ann.say("hi") == 2)
                    #expect(try await heard.next() == "bob: hello")
                    #expect(try await heard.next() == "ann: hi")
                    try await ann.kick("bob", "spam")
                    #expect(await bob.run() == .disconnected(reason: "spam"))
                    await #expect(throws: UserError("not_found", "bob is not here")) {
                        try await ann.kick("bob", "again")
                    }
                }
            }
        }
    }

    @Test func anActorThatAsksForNoParametersIsGivenNone() async throws {
        try await hosting { server in
            let bell = try ActorClient(
                Bell(), key: .empty, server: server, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            async let ended = bell.run()
            #expect(try await bell.ring() == "ding")
            bell.close()
            #expect(await ended == .byCaller)
        }
    }

    @Test func whoIsRefusedStaysOut() async throws {
        try await hosting { server in
            try await entering(server, as: "") { nobody in
                #expect(await nobody.run() == .refused(.user("no_name", "Say who you are")))
            }
        }
    }

    @Test func aJobIsNoActionForAClient() async throws {
        try await hosting { server in
            try await entering(server, as: "ann") { ann in
                let unknown = await #expect(throws: WireError.self) { try await ann.call("clear") }
                #expect(unknown?.name == "actor.action_not_found")
            }
        }
    }

    @Test func commandsAskWithoutEntering() async throws {
        try await hosting { server in
            try await entering(server, as: "ann") { ann in
                #expect(try await ann.present() == ["ann"])
                let control = ControlClient(server: server)
                #expect(await control.isHealthy())
                #expect(try await control.actors(named: Stage.name).map(\.key.parts) == [["hall"]])
                let present = try await control.call(
                    "present", of: Stage.name, key: ActorKey(["hall"]), parameters: ["name": "eve"])
                #expect(present == ["ann"])
            }
        }
    }

    @Test func anActorIsCreatedWithItsInputOnce() async throws {
        try await hosting { server in
            let control = ControlClient(server: server)
            let key = try ActorKey(["green room"])
            let (made, isNew) = try await control.getOrCreate(Stage(), key: key, input: .init(spoken: 7))
            #expect(isNew && made.name == "stage" && made.key == key)
            let (found, isFoundNew) = try await control.getOrCreate(Stage(), key: key, input: .init(spoken: 9))
            #expect(found == made && !isFoundNew)
            #expect(try await control.call("spoken", of: Stage.name, key: key, parameters: ["name": "eve"]) == 7)
            let duplicate = await #expect(throws: WireError.self) { try await control.create(Stage(), key: key) }
            #expect(duplicate?.code == "duplicate_key")
            let other = try await control.create(Stage(), key: ActorKey(["cellar"]), input: .init(spoken: -2))
            #expect(other.id != made.id)
        }
    }

    @Test func anActorThatRefusesItsInputIsNotCreated() async throws {
        try await hosting { server in
            let control = ControlClient(server: server)
            await #expect(throws: UserError("too_many", "Nobody has spoken so much")) {
                try await control.getOrCreate(Stage(), key: ActorKey(["attic"]), input: .init(spoken: 1_000))
            }
            let actors = try await control.actors(named: Stage.name)
            #expect(actors == [])
        }
    }

    private func hosting(_ body: (ServerAddress) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let system = ActorSystem([Registration(Stage()), Registration(Bell())], store: MemoryStore(), logger: logger)
        var configuration = GatewayConfiguration()
        configuration.port = 0
        let gateway = Gateway(system: system, configuration: configuration, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await system.run() }
            let address = try await gateway.start()
            try await body(ServerAddress(host: "127.0.0.1", port: try #require(address.port)))
            await gateway.shutdown()
            await system.shutdown()
        }
    }

    private func entering(
        _ server: ServerAddress, as name: String, _ body: (ActorClient<Stage>) async throws -> Void
    ) async throws {
        let client = try ActorClient(
            Stage(), key: ActorKey(["hall"]), server: server,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { .init(name: name) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await client.run() }
            defer { client.close() }
            try await body(client)
        }
    }
}

private struct Bell: DurableActor {
    let ring = Action { (_: Call) in "ding" }
}

private struct Stage: DurableActor {
    struct State: Codable, Sendable, Initial { var spoken = 0 }
    struct Input: Codable, Sendable { var spoken: Int }
    struct ConnParams: Codable, Sendable { var name: String }
    struct ConnState: Codable, Sendable { var name: String }

    let said = Event<String>()
    let say = Action { (c: Call, text: String) in
        c.state.spoken += 1
        c.broadcast(\.said, "\(c.conn.state.name): \(text)")
        return c.state.spoken
    }
    let present = Action { (c: Call) in c.conns.map(\.state.name) }
    let kick = Action { (c: Call, name: String, reason: String) in
        guard let conn = c.conns.first(where: { $0.state.name == name }) else {
            throw UserError("not_found", "\(name) is not here")
        }
        conn.disconnect(reason)
    }
    let spoken = Action { (c: Call) in c.state.spoken }
    let clear = Job { (c: Context) in c.state.spoken = 0 }

    func createState(_ input: Input?) throws -> State {
        guard input?.spoken ?? 0 < 1_000 else { throw UserError("too_many", "Nobody has spoken so much") }
        return State(spoken: input?.spoken ?? 0)
    }

    func createConnState(_ c: Connecting, _ params: ConnParams) throws -> ConnState {
        guard !params.name.isEmpty else { throw UserError("no_name", "Say who you are") }
        return ConnState(name: params.name)
    }
}
