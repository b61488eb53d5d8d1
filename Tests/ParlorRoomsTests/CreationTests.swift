import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct CreationTests {
    private var limits: RoomLimits {
        var limits = RoomLimits()
        limits.creations = .init(burst: 2, perSecond: 1.0 / 60)
        return limits
    }

    private func make(_ name: String, from address: String?, beside room: Chat) async throws -> String? {
        let client = address.map { ClientInfo(remoteAddress: $0, encoding: "json") }
        return try await code {
            _ = try await room.system.getOrCreate(
                name: "chatRoom", key: try ActorKey([name]), input: nil, client: client)
        }
    }

    @Test func anAddressMakesSoManyRoomsAndThenOneInAWhile() async throws {
        let room = try await makeRoom(limits)
        #expect(try await make("a", from: "192.0.2.7:1", beside: room) == nil)
        #expect(try await make("b", from: "192.0.2.7:2", beside: room) == nil)
        #expect(try await make("c", from: "192.0.2.7:3", beside: room) == "user.too_many_creations")
        #expect(try await make("c", from: "192.0.2.8:1", beside: room) == nil)
        // To come to a room that is there costs nothing.
        #expect(try await make("a", from: "192.0.2.7:4", beside: room) == nil)
        await room.advance(by: .seconds(60))
        #expect(try await make("d", from: "192.0.2.7:5", beside: room) == nil)
        #expect(try await make("e", from: "192.0.2.7:6", beside: room) == "user.too_many_creations")
    }

    @Test func aNetworkOfIPv6IsOneAddress() async throws {
        let room = try await makeRoom(limits)
        #expect(try await make("a", from: "[2001:db8::1]:1", beside: room) == nil)
        #expect(try await make("b", from: "[2001:db8::2]:1", beside: room) == nil)
        #expect(try await make("c", from: "[2001:db8::3]:1", beside: room) == "user.too_many_creations")
    }

    @Test func theHostItselfMakesAsManyAsItWants() async throws {
        let room = try await makeRoom(limits)
        for name in ["a", "b", "c", "d"] { #expect(try await make(name, from: nil, beside: room) == nil) }
    }

    @Test func whoConnectsToMakeARoomIsCountedAndHearsWhenToTryAgain() async throws {
        let room = try await makeRoom(limits)
        _ = try await make("a", from: "192.0.2.1:1", beside: room)
        _ = try await make("b", from: "192.0.2.1:1", beside: room)
        let target = ConnectTarget(actor: .named("chatRoom", key: try ActorKey(["c"]), method: .getOrCreate))
        do {
            _ = try await room.system.call(
                target, action: "hello", arguments: [], parameters: ["name": "x"],
                client: ClientInfo(remoteAddress: "192.0.2.1:9", encoding: "json"))
            Issue.record("a third room was made")
        } catch {
            #expect(error.name == "user.too_many_creations")
            #expect(error.message == "too many rooms were made from your address: make another in 2 min")
            #expect(error.metadata?["retryAfter"] == 60_001)
        }
    }

    @Test func neitherTheEndOfTheHostNorOfARoomForgivesAnybody() async throws {
        let room = try await makeRoom(limits)
        _ = try await make("a", from: "192.0.2.7:1", beside: room)
        _ = try await make("b", from: "192.0.2.7:1", beside: room)
        try await room.restart()
        #expect(try await make("c", from: "192.0.2.7:1", beside: room) == "user.too_many_creations")
    }

    @Test func aClockThatWasYearsAheadIsForgiven() throws {
        let rate = RoomLimits.Rate(burst: 1, perSecond: 1.0 / 3_600)
        let home = try #require(AddressRange("192.0.2.7"))
        var creations = Creations()
        try creations.add(from: home, rate, at: .seconds(1_000_000_000))
        try creations.add(from: home, rate, at: .seconds(1_000))
        #expect(throws: UserError.self) { try creations.add(from: home, rate, at: .seconds(990)) }
    }

    @Test func aListOfAnEarlierVersionIsRead() throws {
        #expect(try Value(json: Array(#"{"rooms":[]}"#.utf8)).decode(Lobby.State.self).rooms.isEmpty)
    }

    @Test func soManyAddressesAreRememberedAndTheBusiestAmongThem() throws {
        let rate = RoomLimits.Rate(burst: 2, perSecond: 1.0 / 3_600)
        let now = Duration.zero
        let busy = try #require(AddressRange("192.0.2.7"))
        var creations = Creations()
        for _ in 0..<2 { try creations.add(from: busy, rate, at: now) }
        for number in 0..<5_000 {
            try creations.add(from: #require(AddressRange("10.0.\(number / 256).\(number % 256)")), rate, at: now)
        }
        #expect(throws: UserError.self) { try creations.add(from: busy, rate, at: now) }
        #expect(try Value(encoding: creations).json().count < 60_000)
        // Who made nothing for long is as good as new.
        try creations.add(from: busy, rate, at: .seconds(86_400))
        #expect(try Value(encoding: creations).json().count < 100)
    }
}
