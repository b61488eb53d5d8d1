import ActorDefinition
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct QuickMatchTests {
    private func table(
        _ name: String, _ game: String = "connect4", free: Int, of seats: Int = 2, members: Int = 1,
        phase: TableStatus.Phase = .gathering, invite: String? = nil
    ) -> RoomReport {
        let players = (0..<(seats - free)).map { "player\($0)" }
        return RoomReport(
            name: name, members: members,
            game: GameSummary(game: game, phase: phase, players: players, freeSeats: free, watchers: 0),
            invite: invite.flatMap { InviteCode($0) })
    }

    private func makeLobby(_ tables: [RoomReport], limits: RoomLimits = RoomLimits()) async throws -> TestActor<Lobby> {
        let lobby = try await TestActor(Lobby(limits: limits), key: [])
        for table in tables { try await lobby[job: \.open](table) }
        return lobby
    }

    @Test func itLeadsToTheFullestRoomThatStillHasASeat() async throws {
        let lobby = try await makeLobby([
            table("empty", free: 6, of: 6), table("nearly", free: 1, of: 6), table("half", free: 3, of: 6),
            table("full", free: 0), table("other", "chess", free: 1), table("begun", free: 1, phase: .playing),
            table("hidden", free: 1, invite: "7KD-M4X-PZ2"), RoomReport(name: "chat", members: 9),
        ])
        let client = try await lobby.connect()
        #expect(try await client.quickMatch("connect4") == QuickMatch(room: "nearly", isNew: false))
    }

    @Test func theSameLastSeatIsNotGivenTwice() async throws {
        let lobby = try await makeLobby([table("a", free: 1), table("b", free: 1)])
        let client = try await lobby.connect()
        #expect(try await client.quickMatch("connect4").room == "a")
        #expect(try await client.quickMatch("connect4").room == "b")
        #expect(try await client.quickMatch("connect4") == QuickMatch(room: "connect4-1", isNew: true))
        // Who was sent and did not come gives the seat free.
        await lobby.advance(by: .seconds(30))
        #expect(try await client.quickMatch("connect4").room == "a")
    }

    @Test func twoWhoAskAtOnceMeetInTheSameNewRoom() async throws {
        let lobby = try await makeLobby([RoomReport(name: "connect4-1")])
        let client = try await lobby.connect()
        #expect(try await client.quickMatch("connect4") == QuickMatch(room: "connect4-2", isNew: true))
        #expect(try await client.quickMatch("connect4") == QuickMatch(room: "connect4-2", isNew: true))
        #expect(try await client.quickMatch("connect4") == QuickMatch(room: "connect4-3", isNew: true))
    }

    @Test func aSeatThatWasTakenIsNotKeptAnyLonger() async throws {
        let lobby = try await makeLobby([table("a", free: 3, of: 4)])
        let client = try await lobby.connect()
        for _ in 0..<2 { #expect(try await client.quickMatch("connect4").room == "a") }
        try await lobby[job: \.update](table("a", free: 1, of: 4, members: 3))
        #expect(try await client.quickMatch("connect4").room == "a")
        #expect(try await client.quickMatch("connect4").isNew)
    }

    @Test func aRoomWithPeopleComesBeforeAnEmptyOne() async throws {
        let lobby = try await makeLobby([table("a", free: 1, members: 0), table("b", free: 2)])
        let client = try await lobby.connect()
        #expect(try await client.quickMatch("connect4").room == "b")
    }

    @Test func aFullHostSaysSo() async throws {
        var limits = RoomLimits()
        limits.rooms = 1
        let lobby = try await makeLobby([RoomReport(name: "chat")], limits: limits)
        let client = try await lobby.connect()
        #expect(try await code { _ = try await client.quickMatch("connect4") } == "too_many_rooms")
    }

    @Test(arguments: ["", "Chess", "a b", "../x", String(repeating: "x", count: 25)])
    func whatIsNoGameIsRefused(game: String) async throws {
        let lobby = try await makeLobby([])
        let client = try await lobby.connect()
        #expect(try await code { _ = try await client.quickMatch(game) } == "invalid_game")
    }
}
