import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

typealias Chat = TestActor<ChatRoom>
typealias Guest = TestClient<ChatRoom>

/// A room named `lobby` beside the lobby that it reports to.
func makeRoom(_ limits: RoomLimits = RoomLimits(), store: MemoryStore? = nil) async throws -> Chat {
    try await TestActor(
        ChatRoom(limits: limits), key: ["lobby"], with: Registration(Lobby(limits: limits)), store: store)
}

/// The secret of a person in tests.
func token(_ name: String) -> String { "token-of-\(name)-0123456789" }

extension Chat {
    /// Somebody with a token, who is known again.
    func enter(_ name: String, from address: String = "192.0.2.1") async throws -> Guest {
        try await connect(.init(name: name, token: token(name)), from: address)
    }
}

/// The code of the error of the room with which something failed; nil when it did not.
func code(_ body: () async throws -> Void) async throws -> String? {
    do {
        try await body()
        return nil
    } catch let error as UserError {
        return error.code
    } catch let error as WireError {
        return error.name
    }
}
