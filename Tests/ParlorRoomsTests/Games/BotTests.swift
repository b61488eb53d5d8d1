import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Synchronization
import Testing

@testable import ParlorRooms

struct BotTests {
    @Test func aBotTakesAMomentAndPlaysByItsView() async throws {
        let room = try await makeTable { $0.options = ["heap": 7] }
        let ann = try await room.enter("ann")
        try await ann.sit()
        try await ann.addBot("sharp")
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        try await ann.play("1")
        await room.advance(by: .milliseconds(300))
        #expect(try await ann.view()?.turn == [1])
        await room.botsMove()
        #expect(try await ann.view()?.last == .init(seat: 1, move: ["take": 2], text: "2"))
        #expect(try await ann.shown(Nim.View.self).heap == 4)
    }

    @Test func twoBotsPlayOneAfterTheOther() async throws {
        let room = try await makeTable("secrets")
        let ann = try await room.enter("ann")
        try await ann.sit()
        try await ann.addBot(nil)
        try await ann.addBot(nil)
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        await room.botsMove()
        await room.botsMove()
        #expect(try await ann.view()?.turn == [0])
    }

    @Test func aBotThatThinksLongHoldsNothingUp() async throws {
        let thinking = Mutex<[@Sendable () -> Void]>([])
        let room = try await makeTable(bots: .thinking { work in thinking.withLock { $0.append(work) } })
        let ann = try await room.enter("ann")
        try await ann.sit()
        try await ann.addBot("sharp")
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        try await ann.play("1")
        await room.botsMove()
        #expect(try await ann.sendMessage("take your time").text == "take your time")
        // What it thinks of is undone meanwhile, and played again otherwise.
        try await ann.undo()
        try await ann.play("3")
        await room.botsMove()
        // One thinks at a time.
        let first = thinking.withLock { $0 }
        #expect(first.count == 1)
        first[0]()
        await room.botsMove()
        #expect(try await ann.shown(Nim.View.self).heap == 7)
        let second = thinking.withLock { $0 }
        #expect(second.count == 2)
        second[1]()
        await room.botsMove()
        #expect(try await ann.shown(Nim.View.self).heap == 4)
    }

    @Test func nothingIsHeardOfABotWhoseMatchIsOver() async throws {
        let thinking = Mutex<[@Sendable () -> Void]>([])
        let room = try await makeTable(bots: .thinking { work in thinking.withLock { $0.append(work) } })
        let ann = try await room.enter("ann")
        try await ann.sit()
        try await ann.addBot("random")
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        try await ann.play("1")
        await room.botsMove()
        try await ann.resign()
        for work in thinking.withLock({ $0 }) { work() }
        await room.botsMove()
        #expect(try await ann.view()?.outcome?.winners == [1])
        #expect(try await ann.shown(Nim.View.self).heap == 9)
    }
}
