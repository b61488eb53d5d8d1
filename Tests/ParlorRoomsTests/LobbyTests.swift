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
        try await lobby[job: \.open](RoomReport(name: "games"))
        try await lobby[job: \.update](RoomReport(name: "games", members: 3))
        let client = try await lobby.connect()
        #expect(try await client.rooms().map(\.members) == [3])
        await lobby.advance(by: .seconds(151))
        #expect(try await client.rooms().map(\.members) == [0])
    }

    /// The end of a room is told to the lobby before it is on disk, and the disk may refuse it.
    @Test func aRoomThatLivesOnAfterItHasLeftTheListIsListedAgain() async throws {
        let lobby = try await TestActor(Lobby(), key: [])
        let client = try await lobby.connect()
        try await lobby[job: \.open](RoomReport(name: "games"))
        try await lobby[job: \.close]("games")
        #expect(try await client.rooms().isEmpty)
        try await lobby[job: \.update](RoomReport(name: "games", members: 1))
        #expect(try await client.rooms().map(\.members) == [1])
    }

    @Test func clientsHearOfNewAndChangedRooms() async throws {
        let lobby = try await TestActor(Lobby(), key: [])
        let client = try await lobby.connect()
        let changes = client.roomsChanged
        try await lobby[job: \.open](RoomReport(name: "games"))
        #expect(try await changes.next()?.name == "games")
        try await lobby[job: \.update](RoomReport(name: "games", topic: "chess", members: 1))
        #expect(try await changes.next()?.topic == "chess")
        try await lobby[job: \.update](RoomReport(name: "games", topic: "chess", members: 1))
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

    @Test func aNameIsOneRoom() async throws {
        let lobby = try await TestActor(Lobby(), key: [])
        try await lobby[job: \.open](table("chess-1"))
        try await lobby[job: \.open](table("chess-1"))
        #expect(try await code { try await lobby[job: \.open](RoomReport(name: "chess-1")) } == "user.name_taken")
        try await lobby[job: \.open](RoomReport(name: "talk"))
        #expect(try await code { try await lobby[job: \.open](table("talk")) } == "user.name_taken")
        let client = try await lobby.connect()
        #expect(try await client.kind("chess-1") == .game)
        #expect(try await client.kind("talk") == .chat)
        #expect(try await client.kind("nothing") == nil)
    }

    @Test func whoWantsAChatRoomWhereAGameIsHearsWhy() async throws {
        let hall = try await TestActor(Hall(), key: ["hall"], with: .init(Lobby()), .init(ChatRoom()))
        let target = ConnectTarget(actor: .named("chatRoom", key: hall.key, method: .getOrCreate))
        do {
            _ = try await hall.system.call(
                target, action: "hello", arguments: [], parameters: ["name": "x"],
                client: ClientInfo(remoteAddress: "", encoding: "json"))
            Issue.record("a chat room has the name of a game room")
        } catch {
            #expect(error.name == "user.name_taken")
            #expect(error.message == "hall is a game room: take another name")
        }
    }

    @Test func aPrivateRoomIsListedForNobodyAndFoundByItsCode() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let invite = try await ann.invite().code
        await room.settle()
        #expect(try await rooms(room).isEmpty)
        try await ann.setPrivate(false)
        await room.settle()
        #expect(try await rooms(room).map(\.name) == ["lobby"])

        let lobby = try await TestActor(Lobby(), key: [])
        try await lobby[job: \.open](RoomReport(name: "cave", invite: invite))
        try await lobby[job: \.open](RoomReport(name: "hill"))
        let client = try await lobby.connect()
        #expect(try await client.rooms().map(\.name) == ["hill"])
        #expect(try await client.find(invite.description.lowercased()) == FoundRoom(name: "cave", kind: .chat))
        #expect(try await code { _ = try await client.find("222-222-222") } == "unknown_invite")
        #expect(try await code { _ = try await client.find("no code") } == "unknown_invite")
    }

    @Test func clientsHearThatARoomIsNotListedAnyMore() async throws {
        let lobby = try await TestActor(Lobby(), key: [])
        let client = try await lobby.connect()
        let (changed, removed) = (client.roomsChanged, client.roomRemoved)
        let code = try #require(InviteCode("7KD-M4X-PZ2"))
        try await lobby[job: \.open](RoomReport(name: "cave", invite: code))
        try await lobby[job: \.open](RoomReport(name: "hill"))
        #expect(try await changed.next()?.name == "hill")
        try await lobby[job: \.update](RoomReport(name: "hill", invite: code))
        #expect(try await removed.next() == "hill")
        try await lobby[job: \.update](RoomReport(name: "hill"))
        #expect(try await changed.next()?.name == "hill")
        try await lobby[job: \.close]("hill")
        #expect(try await removed.next() == "hill")
        // Nothing is heard of a room that was private all the time.
        try await lobby[job: \.update](RoomReport(name: "cave", topic: "bats", invite: code))
        try await lobby[job: \.close]("cave")
        await lobby.settle()
        #expect(try client.received(\.roomRemoved) == ["hill", "hill"])
        #expect(try client.received(\.roomsChanged).map(\.name) == ["hill", "hill"])
    }

    @Test func liveMatchesAreSortedByWatchersAndThenByIdleTime() async throws {
        let lobby = try await TestActor(Lobby(), key: [])
        let now = lobby.clock.now
        for (name, watchers, moved) in [("quiet", 1, 10), ("busy", 1, 60), ("watched", 5, 1), ("none", 0, 90)] {
            let last = now + .seconds(moved)
            var report = table(name, phase: .playing, watchers: watchers, lastMove: last)
            report.active = last
            try await lobby[job: \.open](report)
        }
        try await lobby[job: \.open](table("waiting", phase: .gathering, watchers: 9))
        let client = try await lobby.connect()
        #expect(try await client.live().map(\.name) == ["watched", "busy", "quiet", "none"])
        #expect(
            try await client.rooms().sorted(by: RoomSummary.isBetterToWatch).map(\.name)
                == ["watched", "busy", "quiet", "none", "waiting"])
    }

    @Test func whoAsksTheLobbyTooOftenIsSlowedDown() async throws {
        var limits = RoomLimits()
        limits.reads = .init(burst: 3, perSecond: 1)
        limits.lookups = .init(burst: 2, perSecond: 1)
        let lobby = try await TestActor(Lobby(limits: limits), key: [])
        let (ann, bob) = (try await lobby.connect(), try await lobby.connect())
        _ = try await (ann.rooms(), ann.live(), ann.kind("x"))
        #expect(try await code { _ = try await ann.rooms() } == "flood")
        // Reading is each connection's own; looking for codes is all connections' of an address.
        _ = try await bob.rooms()
        #expect(try await code { _ = try await ann.find("222-222-222") } == "unknown_invite")
        #expect(try await code { _ = try await bob.find("222-222-222") } == "unknown_invite")
        #expect(try await code { _ = try await bob.find("222-222-222") } == "flood")
        await lobby.advance(by: .seconds(1))
        _ = try await ann.rooms()
        #expect(try await code { _ = try await ann.find("222-222-222") } == "unknown_invite")
    }

    @Test func anAddressHasSoManyConnectionsToTheLobby() async throws {
        var limits = RoomLimits()
        limits.connectionsPerAddress = 1
        let lobby = try await TestActor(Lobby(limits: limits), key: [])
        let client = try await lobby.connect()
        #expect(try await code { _ = try await lobby.connect() } == "too_many_connections")
        _ = try await lobby.connect(Nothing(), from: "192.0.2.9")
        client.disconnect()
        await lobby.settle()
        #expect(try await code { _ = try await lobby.connect() } == nil)
    }

    private func table(
        _ name: String, phase: TableStatus.Phase = .gathering, watchers: Int = 0, lastMove: Timestamp? = nil
    ) -> RoomReport {
        RoomReport(
            name: name,
            game: GameSummary(
                game: "chess", phase: phase, players: [], freeSeats: 2, watchers: watchers, lastMove: lastMove))
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
