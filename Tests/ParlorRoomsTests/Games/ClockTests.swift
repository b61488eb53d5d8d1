import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct ClockTests {
    @Test func deadlinesAreToldWithEveryView() async throws {
        let room = try await makeTable { $0.moveTime = 30 }
        let players = try await room.begin()
        let start = room.clock.now
        #expect(try await players[0].view()?.deadlines == [.init(seat: 0, time: start + .seconds(30))])
        await room.advance(by: .seconds(10))
        try await players[0].play("1")
        #expect(try await players[0].view()?.deadlines == [.init(seat: 1, time: start + .seconds(40))])
    }

    @Test func whoseTimeRunsOutForfeitsWhereTheGamePlaysNothing() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        let finished = players[1].finished
        await room.advance(by: .seconds(29))
        #expect(try await players[1].phase == .playing)
        await room.advance(by: .seconds(1))
        #expect(try #require(try await finished.next()).outcome == .win(by: 1, of: 2, "the other ran out of time"))
        #expect(try await players[1].view()?.deadlines == [])
    }

    @Test func theGameMovesForThoseWhoseTimeRunsOut() async throws {
        let room = try await makeTable("secrets")
        let players = try await room.begin()
        await room.advance(by: .seconds(5))
        try await players[0].play("high")
        await room.advance(by: .seconds(15))
        #expect(try await players[0].phase == .finished)
        guard case .results(let results) = try await players[0].record(nil) else { return #expect(Bool(false)) }
        let record = try await players[0].record(.init(id: results.first?.id))
        guard case .record(let match) = record else { return #expect(Bool(false)) }
        #expect(match.record["events"] == [["move": [0, ["isHigh": true]]], ["move": [1, ["isHigh": false]]]])
    }

    @Test func aLateMoveIsRefusedAlsoBeforeTheScheduleHasNoticed() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        // The clock alone: nothing that it causes is waited for.
        room.clock.advance(by: .seconds(30))
        #expect(try await code { try await players[0].move(.init(id: "late", text: "1")) } == "over")
        await room.settle()
        #expect(try await players[1].view()?.outcome?.winners == [1])
    }

    @Test func aBankRunsOutOverSeveralMoves() async throws {
        let room = try await makeTable {
            $0.bank = 30
            $0.increment = 1
        }
        let players = try await room.begin()
        await room.advance(by: .seconds(10))
        try await players[0].play("1")
        #expect(try await players[0].view()?.banks == [21_000, 30_000])
        try await players[1].play("1")
        await room.advance(by: .seconds(20))
        #expect(try await players[0].phase == .playing)
        await room.advance(by: .seconds(1))
        #expect(try await players[0].view()?.outcome?.winners == [1])
    }

    @Test func placingShipsAgainAndAgainWinsNoTime() async throws {
        let room = try await makeTable("battleship", catalog: .standard) { $0.moveTime = 30 }
        let players = try await room.begin()
        let deadlines = try await players[0].view()?.deadlines
        #expect(deadlines?.map(\.seat) == [0, 1])
        await room.advance(by: .seconds(20))
        for (number, text) in ["carrier a1", "lift carrier", "carrier b1"].enumerated() {
            try await players[0].play(text, id: "\(number)")
        }
        #expect(try await players[0].view()?.deadlines == deadlines)
        await room.advance(by: .seconds(10))
        // The game has placed what was missing, and the shooting has its own time.
        #expect(try await players[0].view()?.deadlines.map(\.time) == [room.clock.now + .seconds(30)])
    }

    @Test func noClockRunsWhereNoneIsWanted() async throws {
        let room = try await makeTable { $0.moveTime = 0 }
        let players = try await room.begin()
        await room.advance(by: .seconds(100_000))
        try await players[0].play("1")
        #expect(try await players[0].view()?.deadlines == [])
    }
}
