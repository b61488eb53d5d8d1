import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

/// The games of the program, each in a room of its own.
struct StandardGamesTests {
    private static let games = GameCatalog.standard.games.map(\.info.id)

    @Test func theyHaveDifferentNamesThatNameThem() {
        #expect(Set(Self.games).count == Self.games.count && Self.games.count >= 6)
        for id in Self.games { #expect(GameCatalog.standard[id]?.info.id == id && GameID.isValid(id)) }
        #expect(GameCatalog.standard["none"] == nil)
    }

    @Test(arguments: games)
    func theRulesNameEveryOptionAsItIsTyped(_ id: String) throws {
        let game = try #require(GameCatalog.standard[id])
        let words = game.info.help.split { " :\n".contains($0) }.map(String.init)
        let typed = game.options.compactMap { name in words.first { $0.hasPrefix("\(name)=") } }
        #expect(typed.count == game.options.count)
        let setup = try GameSetup(game: id, words: typed)
        _ = try game.start(setup.options, seats: 2, seed: 1)
    }

    @Test(arguments: games)
    func botsPlayItToTheEndAndItCanBeSeenAgain(_ id: String) async throws {
        let room = try await makeTable(id, catalog: .standard)
        let ann = try await room.enter("ann")
        let watcher = try await room.enter("cyd")
        let finished = watcher.finished
        try await ann.sit()
        try await ann.addBot(nil)
        try await ann.ready(true)
        await room.advance(by: .seconds(3))
        // A bot takes the seat of who leaves.
        ann.disconnect()
        await room.settle()
        let step: Duration = GameCatalog.standard[id]?.info.tickRate == nil ? .milliseconds(500) : .milliseconds(100)
        var steps = 0
        while try watcher.received(\.finished).isEmpty, steps < 6_000 {
            await room.advance(by: step)
            steps += 1
        }
        let result = try #require(try await finished.next())
        #expect(result.players.map(\.name).first == "ann" && result.outcome.places.count == 2)
        await room.advance(by: .seconds(10))
        guard case .record(let match) = try await watcher.record(.init(id: result.id)) else {
            return #expect(Bool(false))
        }
        var replay = try Replay(try Value(json: Value(encoding: match).json()).decode(MatchRecord.self))
        #expect(try replay.view(at: .max).outcome == result.outcome)
        #expect(try replay.view(at: 0).outcome == nil)
        let last = try #require(try await watcher.view())
        #expect(try replay.view(at: .max, for: .spectator).view == last.view)
    }

    @Test(
        arguments: GameCatalog.standard.games.filter { $0.info.tickRate == nil }.map(\.info.id), ["ann", "cyd"])
    func nothingThatIsToldDependsOnWhatIsHidden(_ id: String, from observer: String) async throws {
        let game = try #require(GameCatalog.standard[id])
        let pair = try Twins(game, observer: observer == "ann" ? .seat(0) : .spectator)
        let first = try await told(id, seed: pair.seeds.0, to: observer, pair.moves)
        let second = try await told(id, seed: pair.seeds.1, to: observer, pair.moves)
        #expect(first == second)
        let hasSecrets = ["battleship", "liarsdice", "wordrace"].contains(id)
        #expect(pair.differ == hasSecrets && (!hasSecrets || !pair.moves.isEmpty))
    }

    /// All that is told of a match in which these moves are played.
    private func told(
        _ id: String, seed: UInt64, to observer: String, _ moves: [(Seat, Value)]
    ) async throws -> [String] {
        let room = try await makeTable(id, seed: seed, catalog: .standard)
        let watcher = try await room.enter("cyd")
        let players = try await room.begin("ann", "bob")
        let receiver = observer == "cyd" ? watcher : players[0]
        for event in ["view", "seats", "frame", "finished"] { receiver.subscribe(event) }
        await room.settle()
        for (number, move) in moves.enumerated() {
            try await players[move.0].move(.init(id: "\(number)", move: move.1))
            await room.advance(by: .milliseconds(100))
        }
        await room.advance(by: .seconds(1))
        let views = try receiver.received(\.viewChanged).map { try Value(encoding: $0) }
        let tables = try receiver.received(\.seats).map { try Value(encoding: $0) }
        let status = try await receiver.table()
        #expect(!views.isEmpty || moves.isEmpty)
        return (views + tables).map { value in
            String(decoding: value.json(), as: UTF8.self)
                .replacing(status.match ?? "", with: "match").replacing(status.seedHash ?? "", with: "hash")
        } + [String(describing: try await receiver.view()?.view)]
    }
}

/// Two matches that an observer cannot tell from each other by the rules, though they differ: by their seeds, and moves
/// that keep them alike.
private struct Twins {
    var seeds: (UInt64, UInt64) = (1, 1)
    var moves: [(Seat, Value)] = []
    /// Whether they are different for who sees everything.
    var differ = false

    init(_ game: AnyGame, observer: Audience) throws {
        var rng = SeededRandom(seed: 77)
        var left = try game.start(seats: 2, seed: 1)
        var right = left
        // Another deal that looks the same; of a game that deals nothing any will do.
        for seed in UInt64(2)..<20_000 {
            right = try game.start(seats: 2, seed: seed)
            seeds.1 = seed
            if try left.view(for: observer) == right.view(for: observer) { break }
        }
        try #require(try left.view(for: observer) == right.view(for: observer))
        for _ in 0..<30 {
            guard case .seats(let turn) = left.turn, let seat = rng.pick(turn), turn.count <= 2 else { break }
            for _ in 0..<20 {
                let level = game.bots[rng.below(game.bots.count)]
                let think = left.thought(ofBot: level, for: seat, effort: 10, seed: rng.next())
                guard let move = think?() else { break }
                var (nextLeft, nextRight) = (left, right)
                guard (try? nextLeft.play(move, by: seat)) != nil, (try? nextRight.play(move, by: seat)) != nil,
                    nextLeft.turn == nextRight.turn,
                    try nextLeft.view(for: observer) == nextRight.view(for: observer)
                else { continue }
                (left, right) = (nextLeft, nextRight)
                moves.append((seat, move))
                if try left.view(for: .referee) != right.view(for: .referee) { differ = true }
                break
            }
        }
    }
}
