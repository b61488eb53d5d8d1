import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct MatchTests {
    @Test func twoPlayersPlayToTheEnd() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        let finished = players[0].finished
        #expect(try await players[0].phase == .playing)
        for (index, take) in [3, 3, 3, 1].enumerated() {
            let receipt = try await players[index % 2].play("\(take)")
            #expect(receipt.ok && receipt.revision == index + 1)
        }
        let result = try #require(try await finished.next())
        #expect(result.outcome.winners == [1])
        #expect(result.players.map(\.name) == ["ann", "bob"])
        #expect(try await players[1].phase == .finished)
        #expect(try await players[1].view()?.outcome?.places == [2, 1])
    }

    @Test func everyMoveIsToldToAllWithTheTextOfIt() async throws {
        let room = try await makeTable()
        let watcher = try await room.enter("cyd")
        let views = watcher.viewChanged
        let players = try await room.begin()
        #expect(try #require(try await views.next()).revision == 0)
        try await players[0].move(MoveRequest(id: "a", move: ["take": 2]))
        let view = try #require(try await views.next())
        #expect(view.revision == 1 && view.seat == nil && view.turn == [1])
        #expect(view.last == .init(seat: 0, move: ["take": 2], text: "2"))
        #expect(try view.view.decode(Nim.View.self).heap == 8)
        #expect(try await players[1].view()?.seat == 1)
        #expect(try watcher.received(\.viewChanged).count == 2)
    }

    @Test(arguments: [
        (#"{"id":"x","move":{"take":4}}"#, "take"), (#"{"id":"x","text":"many"}"#, "take"),
        (#"{"id":"x","move":{"drop":4}}"#, "illegal"), (#"{"id":"x","move":[[[]]]}"#, "illegal"),
        (#"{"id":"x"}"#, "invalid_move"), (#"{"id":"x","text":"1","move":{"take":1}}"#, "invalid_move"),
        (#"{"id":"","text":"1"}"#, "invalid_id"), (#"{"id":"a b","text":"1"}"#, "invalid_id"),
        (#"{"id":"x","text":"1","match":"other"}"#, "wrong_match"), (#"{"text":"1"}"#, "actor.invalid_request"),
        (#""1""#, "actor.invalid_request"),
    ])
    func whatCannotBePlayedIsAnsweredWithItsReason(_ move: String, _ reason: String) async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        #expect(try await code { try await players[0].call("move", json: "[\(move)]") } == reason)
        #expect(try await players[0].view()?.revision == 0)
    }

    @Test func aMoveOutOfTurnOrOutOfTheMatchIsRefused() async throws {
        let room = try await makeTable()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        try await ann.sit()
        #expect(try await code { try await ann.play("1") } == "no_match")
        try await bob.sit()
        try await ann.ready(true)
        try await bob.ready(true)
        await room.advance(by: .seconds(3))
        #expect(try await code { try await bob.play("1") } == "not_your_turn")
        try await ann.resign()
        #expect(try await code { try await ann.play("1") } == "over")
    }

    @Test func aMoveThatIsSentAgainIsPlayedOnce() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        let first = try await players[0].play("3", id: "same")
        #expect(try await players[0].play("3", id: "same") == first)
        // Ids are those of a player.
        try await players[1].play("3", id: "same")
        #expect(try await players[0].play("1", id: "same") == first)
        #expect(try await players[0].shown(Nim.View.self).heap == 4)
        try await room.restart()
        let ann = try await room.enter("ann")
        #expect(try await ann.play("3", id: "same") == first)
        #expect(try await ann.shown(Nim.View.self).heap == 4)
    }

    @Test func theLastMoveCanBeSentAgainAfterTheEnd() async throws {
        let room = try await makeTable { $0.options = ["heap": 2] }
        let players = try await room.begin()
        let receipt = try await players[0].play("2", id: "won")
        #expect(try await players[0].phase == .finished)
        #expect(try await players[0].play("2", id: "won") == receipt)
        for player in players { try await player.rematch() }
        await room.advance(by: .seconds(3))
        let match = try #require(try await players[1].view()).match
        #expect(
            try await code { try await players[0].move(.init(id: "won", text: "2", match: "old")) } == "wrong_match")
        #expect(try await players[1].move(.init(id: "won", text: "1", match: match)).revision == 1)
    }

    @Test func tooManyMovesAtOnceAreRefused() async throws {
        let room = try await makeTable("dash")
        let players = try await room.begin()
        for number in 0..<40 { try await players[0].move(.init(id: "\(number)", text: "\(number % 4)")) }
        #expect(try await code { try await players[0].move(.init(id: "more", text: "1")) } == "flood")
        // What was played is answered all the same.
        #expect(try await code { try await players[0].move(.init(id: "39", text: "3")) } == nil)
        await room.advance(by: .milliseconds(100))
        #expect(try await code { try await players[0].move(.init(id: "more", text: "1")) } == nil)
    }

    // MARK: Votes

    @Test func anUndoNeedsTheConsentOfAll() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        #expect(try await code { try await players[0].undo() } == nil)
        #expect(try await code { try await players[1].undo() } == "nothing_to_undo")
        try await players[0].play("3")
        // Forgotten, since the match went on.
        #expect(try await players[0].table().undoVotes == [])
        try await players[1].play("2")
        #expect(try await players[1].undo().undoVotes == [1])
        #expect(try await players[1].shown(Nim.View.self).heap == 5)
        #expect(try await players[0].undo().undoVotes == [])
        let view = try #require(try await players[1].view())
        #expect(try view.view.decode(Nim.View.self).heap == 7 && view.turn == [1])
        // To who sees the match an undo is one more change.
        #expect(view.revision == 3)
        #expect(try await players[1].play("3").revision == 4)
    }

    @Test func whatWasTakenBackIsToldToEverybodyUntilTheNextMove() async throws {
        let room = try await makeTable()
        let watcher = try await room.enter("cyd")
        watcher.subscribe("seats")
        let players = try await room.begin()
        try await players[0].play("3")
        try await players[1].play("2")
        try await players[0].undo()
        #expect(try await players[0].table().undone == nil)
        try await players[1].undo()
        let undone = TableStatus.Undo(
            seats: [0, 1], count: 2,
            moves: [.init(seat: 0, move: ["take": 3], text: "3"), .init(seat: 1, move: ["take": 2], text: "2")],
            revision: 3)
        #expect(try watcher.received(\.seats).last?.undone == undone)
        #expect(try await players[0].table().undone == undone)
        try await players[0].play("1")
        #expect(try await players[0].table().undone == nil)
    }

    @Test func anUndoAgainstABotTakesItsAnswerBackToo() async throws {
        let room = try await makeTable()
        let ann = try await room.enter("ann")
        ann.subscribe("seats")
        try await ann.sit()
        try await ann.addBot("random")
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        try await ann.play("1")
        await room.botsMove()
        #expect(try await ann.view()?.turn == [0])
        try await ann.undo()
        #expect(try await ann.shown(Nim.View.self).heap == 10)
        #expect(try await ann.view()?.turn == [0])
        // Nobody had to agree, and it is told all the same.
        let undone = try #require(try ann.received(\.seats).last?.undone)
        #expect(undone.seats == [0] && undone.count == 2)
    }

    @Test func aDrawNeedsTheConsentOfAll() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        #expect(try await players[0].draw().phase == .playing)
        #expect(try await players[1].draw().phase == .finished)
        #expect(try await players[0].view()?.outcome == .draw(of: 2, "agreed"))
        #expect(try await code { try await players[0].draw() } == "over")
    }

    @Test(arguments: [true, false])
    func whereABotPlaysForSomebodyOneAloneAgreesToNothingThatIsRated(isRated: Bool) async throws {
        let room = try await makeTable {
            $0.moveTime = 600
            $0.rated = isRated
        }
        let players = try await room.begin()
        try await players[0].play("1")
        players[1].lose()
        await room.settle()
        await room.advance(by: .seconds(120))
        await room.botsMove()
        #expect(try await code { try await players[0].undo() } == (isRated ? "no_undo" : nil))
        #expect(try await code { try await players[0].draw() } == (isRated ? "no_draw" : nil))
        guard isRated else { return }
        let bob = try await room.enter("bob")
        try await players[0].draw()
        #expect(try await bob.draw().phase == .finished)
    }

    @Test func aGameWithTicksKnowsNoWayBackAndNoDraw() async throws {
        let room = try await makeTable("dash")
        let players = try await room.begin()
        #expect(try await code { try await players[0].undo() } == "no_undo")
        #expect(try await code { try await players[0].draw() } == "no_draw")
        #expect(try await code { try await players[0].rematch() } == "playing")
    }

    @Test func aRematchBeginsWhenAllWantIt() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        let first = try #require(try await players[0].view()).match
        try await players[0].resign()
        #expect(try await players[0].rematch().rematchVotes == [0])
        // To be ready after a match is to want another.
        #expect(try await players[1].ready(true).phase == .countdown)
        await room.advance(by: .seconds(3))
        let view = try #require(try await players[0].view())
        #expect(view.match != first && view.revision == 0 && view.seat == 1)
        #expect(try await players[0].table().rematchVotes == [])
        try await players[1].play("1")
    }
}
