import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct RetirementTests {
    private let day = Duration.seconds(86_400)

    private func listed<R: Room>(beside room: TestActor<R>) async throws -> [String] {
        try await room.system.call(
            ConnectTarget(actor: .named("lobby", key: .empty, method: .getOrCreate)), action: "rooms", arguments: [],
            parameters: nil, client: ClientInfo(remoteAddress: "", encoding: "json")
        ).output.decode([RoomSummary].self).map(\.name)
    }

    @Test func aChatRoomInWhichNothingWasEverSaidEndsADayAfterTheLastHasLeft() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        await room.advance(by: day)
        #expect(try await room.description != nil)
        ann.disconnect()
        await room.settle()
        await room.advance(by: day - .seconds(1))
        #expect(try await listed(beside: room) == ["lobby"])
        await room.advance(by: .seconds(1))
        #expect(try await listed(beside: room).isEmpty)
        #expect(try await room.description == nil)
        // The next who comes makes it anew.
        #expect(try await room.enter("bob").hello().you.role == .owner)
        #expect(try await listed(beside: room) == ["lobby"])
    }

    @Test func aRoomThatSomebodyComesBackToStays() async throws {
        let room = try await makeRoom()
        try await room.enter("ann").disconnect()
        await room.settle()
        await room.advance(by: day - .seconds(1))
        let ann = try await room.enter("ann")
        await room.advance(by: day)
        #expect(try await ann.hello().you.role == .owner)
    }

    @Test func aRoomInWhichSomethingWasSaidOrArrangedStays() async throws {
        for use in ["message", "topic", "ban", "privacy", "deposing"] {
            let room = try await TestActor(
                ChatRoom(hostToken: token("host")), key: ["lobby"], with: .init(Lobby()))
            let ann = try await room.enter("ann")
            switch use {
            case "message": try await ann.sendMessage("hi")
            case "topic": try await ann.setTopic("games")
            case "ban": try await ann.ban(.init(name: "bob"))
            case "deposing":
                _ = try await room.call(
                    "deop", json: #"["ann"]"#, params: .init(name: "host", token: token("host")))
            default: try await ann.setPrivate(true)
            }
            ann.disconnect()
            await room.settle()
            await room.advance(by: day * 2)
            #expect(try await room.description != nil, "\(use)")
        }
    }

    @Test func aRoomOfTheHostStays() async throws {
        let room = try await TestActor(ChatRoom(permanent: ["lobby"]), key: ["lobby"], with: .init(Lobby()))
        await room.advance(by: day * 2)
        #expect(try await room.description != nil)
    }

    @Test func aRoomWhosePeopleWentDownWithTheHostEndsToo() async throws {
        let room = try await makeRoom()
        _ = try await room.enter("ann")
        try await room.restart()
        await room.advance(by: day)
        #expect(try await room.description == nil)
    }

    @Test func aGameRoomEndsAnHourAfterTheLastHasLeftWhateverWasSaid() async throws {
        let hall = try await TestActor(Hall(), key: ["hall"], with: .init(Lobby()))
        let ann = try await hall.connect(.init(name: "ann"))
        try await ann.sendMessage("hi")
        ann.lose()
        await hall.settle()
        await hall.advance(by: .seconds(15))
        await hall.advance(by: .seconds(3_599))
        #expect(try await listed(beside: hall) == ["hall"])
        await hall.advance(by: .seconds(1))
        #expect(try await listed(beside: hall).isEmpty)
        #expect(try await hall.description == nil)
    }

    @Test func aMatchThatAllHaveLeftIsPlayedOutBeforeItsRoomEnds() async throws {
        let room = try await makeTable {
            $0.moveTime = 7_200
            $0.absence = .bot
        }
        let players = try await room.begin()
        players[0].lose()
        players[1].lose()
        await room.settle()
        await room.advance(by: .seconds(3_600))
        #expect(try await room.description != nil)
        for _ in 0..<20 { await room.botsMove() }
        await room.advance(by: .seconds(60))
        #expect(try await listed(beside: room) == ["table"])
        await room.advance(by: .seconds(3_600))
        #expect(try await room.description == nil)
    }
}
