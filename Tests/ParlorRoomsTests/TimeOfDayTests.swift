import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

/// Somebody sets the machine's clock while people are in the rooms.
struct TimeOfDayTests {
    private static let hour = Duration.seconds(3_600)
    private static let steps = [hour, .zero - hour]

    @Test(arguments: steps)
    func aPlayersClockGoesOnWithWhatWasLeft(_ step: Duration) async throws {
        let room = try await makeTable { $0.moveTime = 30 }
        let players = try await room.begin()
        await room.advance(by: .seconds(10))
        room.clock.setTimeOfDay(to: room.clock.now + step)
        await room.settle()
        #expect(try await players[0].view()?.deadlines.map(\.time) == [room.clock.now + .seconds(20)])
        await room.advance(by: .seconds(19))
        #expect(try await players[1].phase == .playing)
        await room.advance(by: .seconds(1))
        #expect(try await players[1].phase == .finished)
    }

    @Test(arguments: steps)
    func aClockIsSettledInTimeAlsoWhenNobodyAsks(_ step: Duration) async throws {
        let room = try await makeTable { $0.moveTime = 30 }
        let players = try await room.begin()
        let finished = players[1].finished
        await room.settle()
        room.clock.setTimeOfDay(to: room.clock.now + step)
        await room.advance(by: .seconds(30))
        #expect(try await finished.next()?.outcome.winners == [1])
    }

    @Test(arguments: steps)
    func aSeatIsKeptAsLongAsBefore(_ step: Duration) async throws {
        let room = try await makeTable { $0.moveTime = 0 }
        let players = try await room.begin()
        players[0].lose()
        await room.settle()
        room.clock.setTimeOfDay(to: room.clock.now + step)
        await room.advance(by: .seconds(119))
        #expect(try await players[1].table().seats[0].bot == nil)
        await room.advance(by: .seconds(1))
        let table = try await players[1].table()
        #expect(table.phase == .finished || table.seats[0].bot != nil)
    }

    @Test(arguments: steps)
    func aBotIsHeardAfterItsMoment(_ step: Duration) async throws {
        let room = try await makeTable { $0.options = ["heap": 7] }
        let ann = try await room.enter("ann")
        try await ann.sit()
        try await ann.addBot("sharp")
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        try await ann.play("1")
        await room.advance(by: .milliseconds(50))
        room.clock.setTimeOfDay(to: room.clock.now + step)
        await room.advance(by: .milliseconds(300))
        #expect(try await ann.view()?.turn == [1])
        await room.botsMove()
        #expect(try await ann.view()?.last?.seat == 1)
    }

    @Test(arguments: steps)
    func whoIsAwayIsGoneWhenTheirTimeIsOver(_ step: Duration) async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let bob = try await room.enter("bob")
        bob.lose()
        await room.settle()
        room.clock.setTimeOfDay(to: room.clock.now + step)
        await room.advance(by: .seconds(14))
        #expect(try await ann.members().count == 2)
        await room.advance(by: .seconds(1))
        #expect(try await ann.members().count == 1)
    }

    @Test(arguments: steps)
    func floodControlNeitherOpensNorShuts(_ step: Duration) async throws {
        var limits = RoomLimits()
        limits.posts = .init(burst: 3, perSecond: 1)
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        for _ in 0..<2 { try await ann.sendMessage("x") }
        room.clock.setTimeOfDay(to: room.clock.now + step)
        #expect(try await code { try await ann.sendMessage("too fast") } == "flood")
        await room.advance(by: .seconds(2))
        #expect(try await code { try await ann.sendMessage("in time") } == nil)
    }

    @Test func aMuteEndsAtItsTimeOfDay() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let bob = try await room.enter("bob")
        try await ann.mute(.init(name: "bob", seconds: 7_200))
        room.clock.setTimeOfDay(to: room.clock.now + Self.hour)
        await room.settle()
        #expect(try await code { try await bob.sendMessage("hm") } == "muted")
        let unmuted = ann.memberUnmuted
        await room.settle()
        await room.advance(by: Self.hour)
        #expect(try await code { try await bob.sendMessage("ah") } == nil)
        #expect(try await unmuted.next() != nil)
    }
}
