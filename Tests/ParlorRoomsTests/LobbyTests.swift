import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct LobbyTests {
    /// The list of the rooms as a client of the lobby gets it.
    private func rooms(_ room: Chat) async throws -> [RoomSummary] {
        try await room.system.call(
            ConnectTarget(actor: .named("lobby", key: .empty, method: .getOrCreate)), action: "rooms", arguments: [],
            parameters: nil, client: ClientInfo(remoteAddress: "", encoding: "json")
        ).output.decode([RoomSummary].self)
    }

    /// Asks another room of the same host who is there.
    private func hello(_ room: Chat, _ key: [String]) async throws {
        let target = ConnectTarget(actor: .named("chatRoom", key: try ActorKey(key), method: .getOrCreate))
        _ = try await room.system.call(
            target, action: "hello", arguments: [], parameters: ["name": "x"],
            client: ClientInfo(remoteAddress: "", encoding: "json"))
    }

    @Test func aNewRoomIsListedAndItsPeopleAreCounted() async throws {
        let room = try await makeRoom()
        #expect(try await rooms(room).map(\.name) == ["lobby"])
        let ann = try await room.enter("ann")
        _ = try await room.enter("bob")
        try await ann.setTopic("games")
        await room.advance(by: .seconds(1))
        let listed = try #require(try await rooms(room).first)
        #expect(listed.members == 2)
        #expect(listed.topic == "games")
        ann.disconnect()
        await room.settle()
        await room.advance(by: .seconds(1))
        #expect(try await rooms(room).first?.members == 1)
    }

    @Test func aRoomSaysEachMinuteThatItsPeopleAreStillThere() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        for _ in 0..<10 { await room.advance(by: .seconds(60)) }
        #expect(try await rooms(room).first?.members == 1)
        let message = try await ann.sendMessage("hi")
        await room.advance(by: .seconds(60))
        #expect(try await rooms(room).first?.active == message.time)
    }

    @Test func aRoomWhosePeopleWentDownWithTheHostIsEmptyAfterAWhile() async throws {
        let lobby = try await TestActor(Lobby(), key: [])
        try await lobby[job: \.open]("games")
        try await lobby[job: \.update]("games", "", 3, nil)
        let client = try await lobby.connect()
        #expect(try await client.rooms().map(\.members) == [3])
        await lobby.advance(by: .seconds(151))
        #expect(try await client.rooms().map(\.members) == [0])
    }

    @Test func clientsHearOfNewAndChangedRooms() async throws {
        let lobby = try await TestActor(Lobby(), key: [])
        let client = try await lobby.connect()
        let changes = client.roomsChanged
        try await lobby[job: \.open]("games")
        #expect(try await changes.next()?.name == "games")
        try await lobby[job: \.update]("games", "chess", 1, nil)
        #expect(try await changes.next()?.topic == "chess")
        try await lobby[job: \.update]("games", "chess", 1, nil)
        try await lobby[job: \.update]("unknown", "", 1, nil)
        await lobby.settle()
        #expect(try client.received(\.roomsChanged).count == 2)
    }

    @Test func aHostHasSoManyRooms() async throws {
        var limits = RoomLimits()
        limits.rooms = 1
        let room = try await makeRoom(limits)
        #expect(
            try await code { try await hello(room, ["more"]) } == "user.too_many_rooms")
    }

    @Test func aRoomWithABadNameIsNotMade() async throws {
        let room = try await makeRoom()
        for key in [[], ["a b"], ["a", "b"], [String(repeating: "x", count: 33)]] {
            #expect(
                try await code { try await hello(room, key) } == "user.invalid_room_name")
            #expect(try await code { try await create("chatRoom", key, beside: room) } == "user.invalid_room_name")
        }
        #expect(try await rooms(room).map(\.name) == ["lobby"])
        #expect(try await room.system.actors(name: "chatRoom", key: nil).map(\.key) == [room.key])
    }

    @Test func thereIsOneLobby() async throws {
        let room = try await makeRoom()
        #expect(try await code { try await create("lobby", ["another"], beside: room) } == "user.one_lobby")
        #expect(try await room.system.actors(name: "lobby", key: nil).map(\.key) == [.empty])
    }

    private func create(_ name: String, _ key: [String], beside room: Chat) async throws {
        _ = try await room.system.getOrCreate(name: name, key: try ActorKey(key), input: nil)
    }
}
