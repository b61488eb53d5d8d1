import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct CodedMatchTests {
    private let nim = AnyGame(Nim.self)

    @Test func theRecordIsCodedAsTheRulesCodeIt() throws {
        var typed = try Match<Nim>(seed: 0xFEDC_BA98_7654_3210, seats: 2)
        var coded = try nim.start(seats: 2, seed: 0xFEDC_BA98_7654_3210)
        for (index, take) in [3, 1, 2].enumerated() {
            try typed.play(.init(take: take), by: index % 2)
            _ = try coded.play(["take": .int(Int64(take))], by: index % 2)
            #expect(try coded.record == Value(encoding: typed.record))
        }
        try typed.forfeit(1)
        try coded.forfeit(1, for: .gaveUp)
        #expect(try coded.record == Value(encoding: typed.record))
    }

    @Test func ticksAreCodedAsTheRulesCodeThem() throws {
        var typed = try Match<Dash>(seed: 1, seats: 2)
        var coded = try AnyGame(Dash.self).start(seats: 2, seed: 1)
        for step in 0..<20 {
            if step % 7 == 3 {
                try typed.play(.init(speed: 1), by: 1)
                _ = try coded.play(text: "1", by: 1)
            }
            typed.tick()
            #expect(try coded.tick(telling: [.spectator]) == [["steps": [0, step < 3 ? 0 : 1]]])
            #expect(try coded.record == Value(encoding: typed.record))
        }
        #expect(coded.revision == 20)
        #expect(try AnyGame(Dash.self).restore(coded.record).revision == 20)
    }

    @Test func whatIsRestoredFromTheRecordIsTheSame() throws {
        var match = try nim.start(["heap": 7], seats: 2, seed: 5)
        _ = try match.play(text: "2", by: 0)
        let again = try nim.restore(Value(json: match.record.json()))
        #expect(try again.record == match.record)
        #expect(try again.view(for: .spectator) == match.view(for: .spectator))
        #expect(again.revision == 1 && again.turn == .seats([1]))
    }

    @Test(arguments: [["take": 4], ["take": "x"], [:], "take", .null, [1, 2]] as [Value])
    func whatIsNoMoveIsRefusedAndChangesNothing(_ move: Value) throws {
        var match = try nim.start(seats: 2, seed: 1)
        #expect(throws: Rejection.self) { try match.play(move, by: 0) }
        #expect(throws: Rejection.self) { try match.play(["take": 1], by: 1) }
        #expect(throws: Rejection.self) { try match.play(["take": 1], by: .max) }
        #expect(match.revision == 0)
        #expect(try match.record == nim.start(seats: 2, seed: 1).record)
    }

    @Test(arguments: [["heap": "many"], ["heap": 0], 3] as [Value])
    func optionsThatMakeNoGameAreRefused(_ options: Value) {
        #expect(throws: Rejection.self) { try nim.start(options, seats: 2, seed: 1) }
    }

    @Test func whatIsCalledAnOptionIsReadAndNothingElseIs() throws {
        for game in GameCatalog.standard.games {
            for name in game.options {
                let options = Value.object([.init(name: name, value: [])])
                #expect(throws: Rejection.self) { try game.start(options, seats: 2, seed: 1) }
                try game.requireKnown(options)
            }
            let written = try game.start(seats: 2, seed: 1).record["options"]?.object ?? []
            #expect(Set(written.map(\.name)).isSubset(of: game.options))
            #expect(throws: Rejection.self) { try game.requireKnown(["bnak": 1]) }
        }
    }

    @Test func anUndoGoesBackToBeforeTheLastMoveOfWhoAsked() throws {
        var match = try nim.start(seats: 2, seed: 1)
        #expect(throws: Rejection("nothing_to_undo", "you have not moved yet")) { try match.undo(by: 0) }
        for (seat, text) in [(0, "1"), (1, "2"), (0, "3")] { _ = try match.play(text: text, by: seat) }
        let record = try match.record
        let taken = try match.undo(by: 1)
        #expect(taken.map(\.seat) == [1, 0] && taken.map(\.text) == ["2", "3"])
        #expect(match.revision == 1 && match.turn == .seats([1]))
        _ = try match.play(text: "2", by: 1)
        _ = try match.play(text: "3", by: 0)
        #expect(try match.record == record)
    }

    @Test func aBotsThoughtHoldsItsViewAlone() throws {
        let match = try nim.start(["heap": 6], seats: 2, seed: 1)
        #expect(match.thought(ofBot: "none", for: 0, effort: nil, seed: 1) == nil)
        let think = try #require(match.thought(ofBot: "sharp", for: 0, effort: nil, seed: 1))
        #expect(think() == ["take": 2])
        let other = try #require(match.thought(ofBot: "sharp", for: 1, effort: nil, seed: 1))
        #expect(other() == nil)
    }

    @Test func aReplayShowsEveryRevision() throws {
        var match = try nim.start(seats: 2, seed: 1)
        for (index, text) in ["3", "3", "3", "1"].enumerated() { _ = try match.play(text: text, by: index % 2) }
        var replay = try Replay(finished("nim", try match.record), from: tinyGames)
        #expect(replay.end == 4)
        let heaps = try (0...4).map { try replay.view(at: $0).view.decode(Nim.View.self).heap }
        #expect(heaps == [10, 7, 4, 1, 0])
        let view = try replay.view(at: 2)
        #expect(view.revision == 2 && view.turn == [0] && view.outcome == nil)
        #expect(view.last == .init(seat: 1, move: ["take": 3], text: "3"))
        #expect(try replay.view(at: 0).last == nil)
        #expect(try replay.view(at: .max).outcome?.winners == [1])
        #expect(try replay.view(at: .min).revision == 0)
    }

    @Test func aReplayOfAGameWithTicksGoesByTicks() throws {
        let dash = AnyGame(Dash.self)
        var match = try dash.start(seats: 2, seed: 1)
        _ = try match.play(text: "3", by: 0)
        for tick in 0..<30 {
            if tick == 10 { _ = try match.play(text: "1", by: 1) }
            _ = try match.tick(telling: [])
        }
        try match.forfeit(0, for: .gaveUp)
        try match.forfeit(1, for: .gaveUp)
        var replay = try Replay(finished("dash", try match.record), from: tinyGames)
        #expect(replay.end == 30)
        for (tick, places) in [(10, [30, 0]), (12, [36, 2]), (4, [12, 0])] {
            let view = try replay.view(at: tick)
            #expect(view.revision == tick && view.outcome == nil)
            #expect(try view.view.decode(Dash.View.self).places == places)
        }
        // What happened after the last tick is seen with it.
        #expect(try replay.view(at: 30).outcome != nil)
    }

    @Test func aRecordOfOtherRulesIsRefused() throws {
        let match = try nim.start(seats: 2, seed: 1)
        let record = try match.record
        #expect(throws: Rejection.self) { try Replay(finished("chess", record), from: tinyGames) }
        #expect(throws: Rejection.self) { try Replay(finished("dash", record), from: tinyGames) }
        #expect(throws: Rejection.self) { try Replay(finished("nim", ["game": "nim"]), from: tinyGames) }
    }

    private func finished(_ game: String, _ record: Value) -> MatchRecord {
        let now = Timestamp(milliseconds: 0)
        return MatchRecord(
            result: MatchResult(
                id: "1", game: game, players: [], outcome: .draw(of: 2, ""), seed: "", seedHash: "", revision: 0,
                started: now, ended: now),
            record: record)
    }
}
