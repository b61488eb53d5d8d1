import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

/// Nobody is told what they may not know: not by a view, a move, a table, a record or anything else.
struct HiddenTests {
    /// All that a client is told in a match of secrets between ann and bob, until the last move.
    private func told(
        seed: UInt64, to observer: String, _ moves: [(Int, String)]
    ) async throws -> (told: [String], cards: [Int]) {
        let room = try await makeTable("secrets", seed: seed)
        var watcher: Player?
        if observer == "cyd" { watcher = try await room.enter("cyd") }
        let players = try await room.begin()
        let receiver = watcher ?? players[observer == "ann" ? 0 : 1]
        for event in ["view", "seats", "frame", "finished", "newMessage"] { receiver.subscribe(event) }
        await room.settle()
        for (seat, text) in moves { try await players[seat].move(.init(id: "\(seat)", text: text)) }
        await room.advance(by: .seconds(1))
        let views = try receiver.received(\.viewChanged).map { try Value(encoding: $0) }
        let tables = try receiver.received(\.seats).map { try Value(encoding: $0) }
        var told = (views + tables).map { String(decoding: $0.json(), as: UTF8.self) }
        told.append(String(describing: try await receiver.view()))
        told.append(String(describing: try await receiver.table()))
        told.append(String(describing: try await receiver.record(nil)))
        let seedHash = try #require(try await receiver.table().seedHash)
        let match = try #require(try await receiver.table().match)
        // The hash of the seed is another, and says nothing.
        told = told.map { $0.replacing(seedHash, with: "hash").replacing(match, with: "match") }
        var rng = SeededRandom(seed: seed)
        return (told, try Secrets.start(.init(), seats: 2, rng: &rng).cards)
    }

    @Test(arguments: ["ann", "bob", "cyd"])
    func nothingThatIsToldDependsOnWhatIsHidden(_ observer: String) async throws {
        let moves = [(0, "high")]
        let first = try await told(seed: 1, to: observer, moves)
        var others = 0
        for seed in UInt64(2)..<200 where others < 3 {
            var rng = SeededRandom(seed: seed)
            let cards = try Secrets.start(.init(), seats: 2, rng: &rng).cards
            let isSame = [("ann", 0), ("bob", 1)].allSatisfy { observer != $0.0 || cards[$0.1] == first.cards[$0.1] }
            guard isSame, cards != first.cards else { continue }
            others += 1
            let second = try await told(seed: seed, to: observer, moves)
            #expect(second.told == first.told)
        }
        #expect(others == 3)
    }

    @Test(arguments: [("ann", "low"), ("bob", "high"), ("cyd", "low")])
    func aMoveThatIsNoneOfTheirBusinessIsNotTold(_ observer: String, _ other: String) async throws {
        let seat = observer == "bob" ? 0 : 1
        let first = try await told(seed: 1, to: observer, [(seat, other == "low" ? "high" : "low")])
        let second = try await told(seed: 1, to: observer, [(seat, other)])
        #expect(first.told == second.told)
    }

    @Test func neitherTokensNorConnectionsNorSeedsAreTold() async throws {
        let room = try await makeTable("secrets", seed: 0xDEAD_BEEF)
        let watcher = try await room.enter("cyd")
        for event in ["view", "seats", "frame", "newMessage", "memberJoined"] { watcher.subscribe(event) }
        let players = try await room.begin()
        try await players[0].play("high")
        await room.advance(by: .seconds(1))
        let told =
            String(describing: try watcher.received(\.viewChanged)) + String(describing: try await watcher.table())
            + String(describing: try watcher.received(\.seats)) + String(describing: try await watcher.record(nil))
        for secret in [token("ann"), token("bob"), players[0].connectionID, players[1].connectionID, "deadbeef"] {
            #expect(!told.contains(secret))
        }
    }
}
