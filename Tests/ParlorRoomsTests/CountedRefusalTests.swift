import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import PrometheusMetrics
import Testing

@testable import ParlorRooms

/// That whoever runs a host sees which limit of its rooms is met, and how often.
struct CountedRefusalTests {
    private let registry = MetricRegistry()

    private var options: SystemOptions {
        var options = SystemOptions()
        options.metrics = registry
        return options
    }

    private func makeRoom(_ limits: RoomLimits) async throws -> Chat {
        try await TestActor(
            ChatRoom(limits: limits), key: ["lobby"], with: Registration(Lobby(limits: limits)), options: options)
    }

    private func make(_ name: String, beside room: Chat) async throws {
        _ = try await code {
            _ = try await room.system.getOrCreate(
                name: "chatRoom", key: try ActorKey([name]), input: nil,
                client: ClientInfo(remoteAddress: "192.0.2.7:1", encoding: "json"))
        }
    }

    private func creations(refusedFor reason: String) -> Double {
        registry.value("actor_refused_creations_total", [("actor", "chatRoom"), ("reason", reason)])
    }

    private func connections(to actor: String) -> Double {
        registry.value(
            "actor_refused_connections_total", [("actor", actor), ("reason", "too_many_connections")])
    }

    @Test func roomsBeyondThoseOfTheHostAndOfAnAddressAreCountedApart() async throws {
        var limits = RoomLimits()
        limits.rooms = 3
        limits.creations = .init(burst: 1, perSecond: 1.0 / 3_600)
        let room = try await makeRoom(limits)
        for name in ["a", "b", "c"] { try await make(name, beside: room) }
        #expect(creations(refusedFor: "too_many_creations") == 2)
        #expect(creations(refusedFor: "too_many_rooms") == 0)
        await room.advance(by: .seconds(3_600))
        for name in ["b", "c"] { try await make(name, beside: room) }
        #expect(creations(refusedFor: "too_many_creations") == 2)
        #expect(creations(refusedFor: "too_many_rooms") == 1)
        try await make("a b", beside: room)
        #expect(creations(refusedFor: "invalid_room_name") == 1)
    }

    @Test func connectionsBeyondThoseOfAnAddressAreCountedForTheRoomAndForTheLobby() async throws {
        var limits = RoomLimits()
        limits.connectionsPerAddress = 1
        let room = try await makeRoom(limits)
        _ = try await room.enter("ann")
        for name in ["bob", "cyd"] { _ = try await code { _ = try await room.enter(name) } }
        #expect(connections(to: "chatRoom") == 2)
        let lobby = try await TestActor(Lobby(limits: limits), key: [], options: options)
        _ = try await lobby.connect()
        _ = try await code { _ = try await lobby.connect() }
        #expect(connections(to: "lobby") == 1)
    }
}
