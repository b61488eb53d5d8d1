import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct AbsenceTests {
    @Test func aSeatIsKeptWhileTheClockGoesOn() async throws {
        let room = try await makeTable { $0.moveTime = 600 }
        let players = try await room.begin()
        let deadline = try await players[0].view()?.deadlines
        players[0].lose()
        await room.settle()
        let status = try await players[1].table()
        #expect(status.seats[0].awayUntil == room.clock.now + .seconds(120) && !status.seats[0].isConnected)
        await room.advance(by: .seconds(119))
        let ann = try await room.enter("ann")
        #expect(try await ann.table().seats[0].isConnected)
        #expect(try await ann.view()?.deadlines == deadline)
        try await ann.play("1")
        await room.advance(by: .seconds(300))
        #expect(try await ann.table().seats[0].bot == nil)
    }

    @Test func aBotTakesTheSeatAndTheOwnerEvictsIt() async throws {
        let room = try await makeTable { $0.moveTime = 600 }
        let players = try await room.begin()
        players[0].lose()
        await room.settle()
        await room.advance(by: .seconds(120))
        let status = try await players[1].table()
        #expect(status.seats[0].bot == "random" && status.seats[0].member != nil && status.seats[0].name == "ann")
        await room.botsMove()
        #expect(try await players[1].view()?.turn == [1])
        let ann = try await room.enter("ann")
        #expect(try await ann.table().seats[0].bot == nil)
        try await players[1].play("1")
        await room.botsMove()
        #expect(try await ann.view()?.turn == [0])
        try await ann.play("1")
    }

    @Test func whoDoesNotComeBackForfeitsWhereTheRoomSaysSo() async throws {
        let room = try await makeTable {
            $0.moveTime = 600
            $0.absence = .forfeit
        }
        let players = try await room.begin()
        players[0].lose()
        await room.settle()
        await room.advance(by: .seconds(119))
        #expect(try await players[1].phase == .playing)
        await room.advance(by: .seconds(1))
        #expect(try await players[1].view()?.outcome == .win(by: 1, of: 2, "the other left"))
    }

    @Test func closingTheTerminalInAMatchIsNotGivingUp() async throws {
        let room = try await makeTable { $0.moveTime = 600 }
        let players = try await room.begin()
        players[0].disconnect()
        await room.settle()
        #expect(try await players[1].phase == .playing)
        #expect(try await players[1].table().seats[0].awayUntil == room.clock.now + .seconds(120))
        #expect(try await room.enter("ann").view()?.seat == 0)
    }

    @Test func inAGameWithTicksTheSeatIsKeptForAMoment() async throws {
        let room = try await makeTable("dash")
        let players = try await room.begin()
        players[0].lose()
        await room.settle()
        #expect(try await players[1].table().seats[0].awayUntil == room.clock.now + .seconds(15))
        await room.advance(by: .seconds(15))
        #expect(try await players[1].table().seats[0].bot == "runner")
    }

    @Test func whoComesBackAsAGuestIsAnother() async throws {
        let room = try await makeTable { $0.moveTime = 600 }
        let (ann, bob) = (try await room.connect(.init(name: "ann")), try await room.enter("bob"))
        try await ann.sit()
        try await bob.sit()
        try await ann.ready(true)
        try await bob.ready(true)
        await room.advance(by: .seconds(3))
        ann.lose()
        await room.settle()
        let other = try await room.connect(.init(name: "ann"))
        #expect(try await other.view()?.seat == nil)
        #expect(try await bob.table().seats[0].isConnected == false)
    }

    @Test func standingUpInAMatchIsGivingItUp() async throws {
        let room = try await makeTable("secrets")
        let players = try await room.begin("ann", "bob", "cyd")
        let status = try await players[0].stand()
        #expect(status.phase == .playing && status.seats.count == 3 && status.host == status.seats[1].member)
        #expect(status.seats.map(\.hasLeft) == [true, nil, nil])
        #expect(try await players[0].view()?.seat == nil)
        #expect(try await code { try await players[0].play("high") } == "not_seated")
        for player in players.dropFirst() { try await player.play("high") }
        #expect(try await players[1].phase == .finished)
        #expect(try await players[0].sit().seats.map(\.hasLeft) == [nil, nil, nil])
    }

    @Test func whoGaveUpIsStillAtTheTable() async throws {
        let room = try await makeTable("secrets")
        let players = try await room.begin("ann", "bob", "cyd")
        try await players[0].resign()
        #expect(try await code { try await players[0].play("high") } == "over")
        #expect(try await players[0].view()?.turn == [1, 2])
        for player in players.dropFirst() { try await player.play("high") }
        for player in players { try await player.rematch() }
        #expect(try await players[0].table().seats.map(\.name) == ["bob", "cyd", "ann"])
        await room.advance(by: .seconds(3))
        #expect(try await players[0].view()?.seat == 2)
    }
}
