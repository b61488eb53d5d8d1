import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

/// Remembers who asked for it.
private struct Founded: DurableActor {
    struct State: Codable, Sendable, Initial { var creator: String? }

    let creator = Action { (c: Call) in c.state.creator }
    let creatorNow = Action { (c: Call) in c.creator?.remoteAddress }
    let touch = Job { (_: Context) in }

    func onCreate(_ c: Context, _ input: Nothing?) { c.state.creator = c.creator?.remoteAddress }
}

/// Asks another actor for something.
private struct Founder: DurableActor {
    let found = Job { (c: Context, key: String) in
        try await c.peer(Founded(), key).touch()
    }
}

struct CreatorTests {
    private let client = ClientInfo(remoteAddress: "192.0.2.7:40", encoding: "json")

    private func creator(
        _ key: String, beside actor: TestActor<Founded>, action: String = "creator"
    ) async throws -> String? {
        try await actor.system.call(
            ConnectTarget(actor: .named("founded", key: try ActorKey([key]), method: .getOrCreate)), action: action,
            arguments: [], parameters: nil, client: client
        ).output.decode(String?.self)
    }

    @Test func anActorLearnsWhichClientItIsCreatedFor() async throws {
        let host = try await TestActor(Founded())
        #expect(try await creator("a", beside: host) == "192.0.2.7:40")
        _ = try await host.system.getOrCreate(
            name: "founded", key: try ActorKey(["b"]), input: nil,
            client: ClientInfo(remoteAddress: "192.0.2.8:1", encoding: "json"))
        #expect(try await creator("b", beside: host) == "192.0.2.8:1")
        _ = try await host.system.create(name: "founded", key: try ActorKey(["c"]), input: nil, client: client)
        #expect(try await creator("c", beside: host) == "192.0.2.7:40")
    }

    @Test func anActorThatTheServerOrAnotherActorWantsHasNoClientBehindIt() async throws {
        let host = try await TestActor(Founded(), with: .init(Founder()))
        #expect(try await creator("test", beside: host) == nil)
        try await host.system.peer(Founder(), .empty).found("d")
        #expect(try await creator("d", beside: host) == nil)
    }

    @Test func afterItsCreationAnActorHasNoCreator() async throws {
        let host = try await TestActor(Founded())
        #expect(try await creator("a", beside: host, action: "creatorNow") == nil)
    }
}
