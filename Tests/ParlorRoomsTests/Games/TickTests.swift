import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct TickTests {
    @Test func eachTickIsToldAsADeltaOfTheViewBefore() async throws {
        let room = try await makeTable("dash")
        let watcher = try await room.enter("cyd")
        let (views, frames) = (watcher.viewChanged, watcher.frame)
        let players = try await room.begin()
        let whole = try #require(try await views.next())
        #expect(whole.revision == 0 && whole.turn == [])
        var view = try whole.view.decode(Dash.View.self)
        try await players[1].play("3")
        await room.ticks(5)
        for revision in 1...5 {
            let frame = try #require(try await frames.next())
            #expect(frame.revision == revision && frame.match == whole.match)
            Dash.apply(try frame.delta.decode(Dash.Delta.self), to: &view)
        }
        #expect(view.places == [0, 15])
        #expect(try await watcher.view()?.view == Value(encoding: view))
        #expect(try await watcher.view()?.revision == 5)
        // Nothing but ticks happened.
        #expect(try watcher.received(\.viewChanged).count == 1)
        #expect(try players[0].received(\.frame).count == 5)
    }

    @Test func itEndsByItselfAndIsTold() async throws {
        let room = try await makeTable("dash")
        let players = try await room.begin()
        let finished = players[0].finished
        try await players[0].play("3")
        await room.ticks(34)
        let result = try #require(try await finished.next())
        #expect(result.outcome.winners == [0] && result.revision == 34)
        #expect(try await players[1].view()?.outcome?.places == [1, 2])
        let frames = try players[0].received(\.frame).count
        await room.ticks(5)
        #expect(try players[0].received(\.frame).count == frames)
    }

    @Test func ticksWithoutMovesAreKeptOnceASecondAndMovesAtOnce() async throws {
        let room = try await makeTable("dash")
        let players = try await room.begin()
        await room.advance(by: .milliseconds(950))
        await room.settle()
        let before = room.store.commits.count
        for _ in 0..<20 { await room.advance(by: .milliseconds(100)) }
        #expect((1...4).contains(room.store.commits.count - before))
        let quiet = room.store.commits.count
        try await players[0].play("1")
        #expect(room.store.commits.count > quiet)
    }

    @Test func afterACrashItGoesOnWithTheLastMoveInAMoment() async throws {
        let room = try await makeTable("dash")
        var players = try await room.begin()
        try await players[0].play("1")
        await room.ticks(5)
        let receipt = try await players[1].play("2")
        #expect(receipt.revision == 5)
        await room.ticks(3)
        try await room.restart()
        players = [try await room.enter("ann"), try await room.enter("bob")]
        let view = try #require(try await players[0].view())
        // The three ticks since then were not kept yet.
        #expect(view.revision == 5)
        #expect(try view.view.decode(Dash.View.self).places == [5, 0])
        #expect(try await players[0].table().countdownEnds == room.clock.now + .seconds(3))
        #expect(try await code { try await players[0].play("3") } == "not_yet")
        let frames = players[0].frame
        await room.advance(by: .seconds(3))
        await room.ticks(1)
        let frame = try #require(try await frames.next())
        #expect(frame.revision == 6)
        #expect(try frame.delta.decode(Dash.Delta.self).steps == [1, 2])
    }

    @Test func aCrashTakesItBackByASecondAtMost() async throws {
        let room = try await makeTable("dash")
        let players = try await room.begin()
        try await players[0].play("1")
        await room.ticks(19)
        #expect(try await players[0].view()?.revision == 19)
        try await room.restart()
        #expect(try await room.enter("ann").view()?.revision == 10)
    }

    @Test func botsRunInTheTickInWhichTheyDecide() async throws {
        let room = try await makeTable("dash")
        let ann = try await room.enter("ann")
        try await ann.sit()
        try await ann.addBot("runner")
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        await room.ticks(10)
        #expect(try await ann.shown(Dash.View.self).places == [0, 20])
        let finished = ann.finished
        await room.ticks(40)
        let result = try #require(try await finished.next())
        guard case .record(let match) = try await ann.record(.init(id: result.id)) else { return #expect(Bool(false)) }
        #expect(match.record["events"]?.array?.count == 2)
    }

    @Test func aWatcherWhoStallsDelaysNobodyAndMissesFrames() async throws {
        let room = try await makeTable("dash")
        let watcher = try await room.enter("cyd")
        let frames = watcher.frame
        let players = try await room.begin()
        _ = frames
        watcher.readSlowly()
        try await players[0].play("1")
        await room.ticks(10)
        #expect(try players[0].received(\.frame).count == 10)
        #expect(try watcher.received(\.frame).isEmpty)
        watcher.readSlowly(false)
        await room.ticks(1)
        // The revisions that are missing tell that the whole view is to be asked for.
        #expect(try #require(try watcher.received(\.frame).first).revision > 1)
        #expect(try await watcher.shown(Dash.View.self).places == [11, 0])
    }

    @Test func whoGivesUpRunsNoMore() async throws {
        let room = try await makeTable("dash")
        let players = try await room.begin("ann", "bob", "cyd")
        for player in players { try await player.play("1") }
        await room.ticks(2)
        try await players[0].stand()
        await room.ticks(2)
        #expect(try await players[1].shown(Dash.View.self).places == [2, 4, 4])
        #expect(try await players[1].table().host == players[1].table().seats[1].member)
    }
}

extension GameTable {
    /// Lets so many ticks of a tenth of a second pass, one after the other.
    func ticks(_ count: Int) async {
        for _ in 0..<count { await advance(by: .milliseconds(100)) }
    }
}
