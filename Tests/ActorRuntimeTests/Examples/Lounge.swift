import ActorDefinition
import ActorTesting
import ActorWire
import Testing

/// A chat room where every connection begins as the same.
struct Lounge {
    struct ConnState: Codable, Sendable, Hashable, Initial {
        var role = "guest"
        var joinedAt: Timestamp?
    }

    let me = Action { (c: Call) in c.conn.state }
}

extension Lounge: DurableActor {
    func onConnect(_ c: Context, _ conn: Conn) { conn.state.joinedAt = c.now }
}

@Test func aGuestOfTheLoungeKnowsWhenItCame() async throws {
    let room = try await TestActor(Lounge())
    await room.advance(by: .seconds(5))
    let guest = try await room.connect()
    #expect(try await guest.me() == Lounge.ConnState(role: "guest", joinedAt: room.clock.now))
}
