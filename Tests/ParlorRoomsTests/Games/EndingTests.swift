import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct EndingTests {
    @Test func theSeedIsToldAtTheEndAndProvedByItsHash() async throws {
        let room = try await makeTable(seed: 0xABCDEF)
        let players = try await room.begin()
        let finished = players[0].finished
        let hash = try await players[0].table().seedHash
        // `printf %s 0000000000abcdef | sha256sum`
        #expect(hash == "435221d5bd8c6f752316f14def99841e98791f54e3d386436abf99c303b2a45a")
        try await players[0].resign()
        let result = try #require(try await finished.next())
        #expect(result.seed == "0000000000abcdef" && result.seedHash == hash)
    }

    @Test func matchesOfPeopleWhomTheHostKnowsAreRated() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        let finished = players[0].finished
        #expect(try await players[0].table().seats.map(\.rating) == [1_200, 1_200])
        try await players[0].resign()
        let result = try #require(try await finished.next())
        #expect(result.players.map(\.ratingBefore) == [1_200, 1_200])
        // K = 32 at even chances.
        #expect(result.players.map(\.ratingAfter) == [1_184, 1_216])
        await room.settle()
        #expect(try await players[0].table().seats.map(\.rating) == [1_184, 1_216])
    }

    @Test func aBotThatTookASeatDoesNotSaveItsOwner() async throws {
        let room = try await makeTable { $0.moveTime = 600 }
        let players = try await room.begin()
        let finished = players[1].finished
        players[0].lose()
        await room.settle()
        await room.advance(by: .seconds(120))
        try await players[1].resign()
        let result = try #require(try await finished.next())
        #expect(result.players.map(\.bot) == ["random", nil])
        #expect(result.players.map(\.ratingAfter) == [1_216, 1_184])
    }

    @Test(arguments: ["bot", "guest", "unrated"])
    func matchesWithOthersAreNotRated(_ other: String) async throws {
        let room = try await makeTable { $0.rated = other == "unrated" ? false : nil }
        let ann = try await room.enter("ann")
        try await ann.sit()
        switch other {
        case "bot": try await ann.addBot(nil)
        case "guest":
            let guest = try await room.connect(.init(name: "bob"))
            try await guest.sit()
            try await guest.ready(true)
        default:
            let bob = try await room.enter("bob")
            try await bob.sit()
            try await bob.ready(true)
        }
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        let finished = ann.finished
        try await ann.resign()
        let result = try #require(try await finished.next())
        #expect(result.players.allSatisfy { $0.ratingAfter == nil })
    }

    @Test func finishedMatchesCanBeSeenAgainAlsoAfterARestart() async throws {
        let room = try await makeTable { $0.options = ["heap": 4] }
        let players = try await room.begin()
        try await players[0].play("3")
        try await players[1].play("1")
        await room.settle()
        try await room.restart()
        let cyd = try await room.enter("cyd")
        guard case .results(let results) = try await cyd.record(nil) else { return #expect(Bool(false)) }
        let result = try #require(results.first)
        #expect(result.players.map(\.name) == ["ann", "bob"])
        guard case .record(let match) = try await cyd.record(.init(id: result.id)) else {
            return #expect(Bool(false))
        }
        var replay = try Replay(match, from: tinyGames)
        #expect(replay.end == 2)
        #expect(try replay.view(at: 1).view.decode(Nim.View.self).heap == 1)
        #expect(try await code { try await cyd.record(.init(id: "none")) } == "no_record")
    }

    @Test func whoSitsDownAfterwardsDoesNotSeeWithAnothersEyes() async throws {
        let room = try await makeTable("secrets")
        let players = try await room.begin("ann", "bob", "cyd")
        for player in players { try await player.play("high") }
        let seen = try await players[1].view()
        try await players[0].stand()
        let dan = try await room.enter("dan")
        let status = try await dan.sit()
        #expect(status.seats.map(\.name) == ["bob", "cyd", "dan"])
        #expect(try await dan.view()?.seat == nil)
        #expect(try await players[1].view() == seen)
    }

    @Test func theNewestFiftyMatchesAreKept() async throws {
        let room = try await makeTable { $0.options = ["heap": 1] }
        let players = try await room.begin()
        var matches: [String] = []
        for number in 0..<52 {
            matches.append(try #require(try await players[0].view()).match)
            try await players[number % 2].play("1")
            for player in players { try await player.rematch() }
            await room.advance(by: .seconds(3))
        }
        guard case .results(let results) = try await players[0].record(nil) else { return #expect(Bool(false)) }
        #expect(results.map(\.id) == matches.suffix(50).reversed())
        guard case .results(let few) = try await players[0].record(.init(limit: 2)) else { return #expect(Bool(false)) }
        #expect(few.map(\.id) == matches.suffix(2).reversed())
        #expect(try await code { try await players[0].record(.init(limit: .min)) } == nil)
        #expect(try await code { try await players[0].record(.init(id: matches[0])) } == "no_record")
    }

    @Test func aRoomTellsTheLobbyOfItsGame() async throws {
        let room = try await makeTable()
        let players = try await room.begin()
        _ = try await room.enter("cyd")
        try await players[0].play("1")
        await room.advance(by: .seconds(1))
        let target = ConnectTarget(actor: .named("lobby", key: .empty, method: .getOrCreate))
        let answer = try await room.system.call(
            target, action: "rooms", arguments: [], parameters: nil,
            client: ClientInfo(remoteAddress: "192.0.2.9:1", encoding: "json"))
        let game = try #require(try answer.output.decode([RoomSummary].self).first?.game)
        #expect(game.game == "nim" && game.phase == .playing && game.players == ["ann", "bob"])
        #expect(game.freeSeats == 0 && game.watchers == 1 && game.lastMove == room.clock.now - .seconds(1))
    }
}
