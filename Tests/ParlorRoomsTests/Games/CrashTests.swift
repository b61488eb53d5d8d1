import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

/// The process ends without a word, and another begins from the store.
struct CrashTests {
    @Test func theBoardIsWhatWasLastAcknowledgedAfterEveryMove() async throws {
        let room = try await makeTable { $0.moveTime = 600 }
        var players = try await room.begin()
        let match = try #require(try await players[0].view()).match
        for (index, take) in [3, 1, 2, 3].enumerated() {
            let receipt = try await players[index % 2].play("\(take)")
            let before = try #require(try await players[0].view())
            try await room.restart()
            players = [try await room.enter("ann"), try await room.enter("bob")]
            let after = try #require(try await players[0].view())
            #expect(after == before && after.match == match && after.revision == receipt.revision)
            let seats = try await players[0].table().seats
            #expect(seats.map(\.name) == ["ann", "bob"] && seats.allSatisfy { $0.isConnected && $0.bot == nil })
        }
        try await players[0].play("1")
        #expect(try await players[0].phase == .finished)
    }

    @Test func whatWasNotAcknowledgedHasNotHappened() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        try await players[0].play("3")
        await room.settle()
        room.store.plan(.refuse("the disk is full"))
        #expect(try await code { try await players[1].play("3", id: "lost") } != nil)
        await room.settle()
        let bob = try await room.enter("bob")
        #expect(try await bob.shown(Nim.View.self).heap == 7)
        try await bob.play("1", id: "lost")
        #expect(try await bob.shown(Nim.View.self).heap == 6)
    }

    @Test func aCountdownWaitsForThoseWhoWereThere() async throws {
        let room = try await makeTable()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        try await ann.sit()
        try await bob.sit()
        try await ann.ready(true)
        try await bob.ready(true)
        room.clock.advance(by: .seconds(1))
        try await room.restart()
        let again = try await room.enter("ann")
        await room.advance(by: .seconds(5))
        #expect(try await again.phase == .gathering)
        _ = try await room.enter("bob")
        #expect(try await again.phase == .countdown)
        await room.advance(by: .seconds(3))
        #expect(try await again.phase == .playing)
    }

    @Test func whoDoesNotComeBackAfterItLosesTheSeatAtTheTable() async throws {
        let room = try await makeTable()
        for name in ["ann", "bob"] { try await room.enter(name).sit() }
        try await room.restart()
        let bob = try await room.enter("bob")
        #expect(try await bob.table().seats.map(\.isConnected) == [false, true])
        await room.advance(by: .seconds(15))
        #expect(try await bob.table().seats.map(\.name) == ["bob"])
        #expect(try await bob.table().host == bob.table().seats.first?.member)
    }

    @Test func nobodyLosesByADeadlineThatPassedMeanwhile() async throws {
        let before = try await makeTable { $0.moveTime = 30 }
        let players = try await before.begin()
        await before.advance(by: .seconds(20))
        try await players[0].play("1")
        await before.advance(by: .seconds(10))
        // Down for ten minutes.
        await before.system.kill()
        let room = try await makeTable(
            store: before.store, clock: VirtualClock(now: before.clock.now + .seconds(600)))
        let bob = try await room.enter("bob")
        #expect(try await bob.view()?.deadlines == [.init(seat: 1, time: room.clock.now + .seconds(30))])
        await room.advance(by: .seconds(29))
        try await bob.play("1")
        #expect(try await bob.table().seats[0].awayUntil == room.clock.now + .seconds(91))
    }

    @Test func aMatchOfRulesThatTheHostNoLongerHasIsAbandoned() async throws {
        let before = try await makeTable { $0.moveTime = 600 }
        let players = try await before.begin()
        try await players[0].play("1")
        await before.system.kill()
        let room = try await makeTable(store: before.store, clock: before.clock, catalog: GameCatalog([NewNim.self]))
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        let status = try await ann.table()
        #expect(status.phase == .gathering && status.seats.map(\.name) == ["ann", "bob"] && status.match == nil)
        #expect(try await ann.view() == nil)
        try await ann.ready(true)
        try await bob.ready(true)
        await room.advance(by: .seconds(3))
        try await ann.play("1")
    }

    @Test func aBotThatWasToMoveMovesAfterwards() async throws {
        let room = try await makeTable()
        let ann = try await room.enter("ann")
        try await ann.sit()
        try await ann.addBot("sharp")
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        try await ann.play("1")
        try await room.restart()
        let again = try await room.enter("ann")
        #expect(try await again.view()?.turn == [1])
        await room.botsMove()
        #expect(try await again.shown(Nim.View.self).heap == 8)
    }

    @Test func aMatchThatEndedIsRatedAndKeptOnce() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        try await players[0].resign()
        for _ in 0..<3 { try await room.restart() }
        let ann = try await room.enter("ann")
        guard case .results(let results) = try await ann.record(nil) else { return #expect(Bool(false)) }
        #expect(results.count == 1)
        #expect(results.first?.players.map(\.ratingAfter) == [1_184, 1_216])
    }
}
