import ActorDefinition
import ActorTesting
import Testing

/// A game room that knows a player by a token.
struct GameRoom {
    struct ConnParams: Codable, Sendable { var authToken: String }
    struct ConnState: Codable, Sendable {
        var userID: String
        var role: String
    }

    var validate: @Sendable (_ token: String) async throws -> String?

    let whoAmI = Action { (c: Call) in c.conn.state.userID }
}

extension GameRoom: DurableActor {
    func createConnState(_ c: Connecting, _ params: ConnParams) async throws -> ConnState {
        guard let user = try await validate(params.authToken) else { throw UserError("forbidden", "Invalid token") }
        return ConnState(userID: user, role: "player")
    }
}

struct GameRoomTests {
    let definition = GameRoom { $0 == "secret" ? "ann" : nil }

    @Test func aPlayerIsKnownByTheToken() async throws {
        let room = try await TestActor(definition)
        let ann = try await room.connect(.init(authToken: "secret"))
        #expect(try await ann.whoAmI() == "ann")
    }

    @Test func aWrongTokenIsRefused() async throws {
        let room = try await TestActor(definition)
        await #expect(throws: UserError("forbidden", "Invalid token")) {
            try await room.connect(.init(authToken: "guess"))
        }
    }
}
