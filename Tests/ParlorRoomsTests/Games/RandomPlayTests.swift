import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

/// People who do anything at any time, and a host that crashes in between.
struct RandomPlayTests {
    private static let names = ["ann", "bob", "cyd", "dan"]

    @Test(arguments: ["nim", "secrets", "dash"], [UInt64](1...3))
    func whateverPeopleDoTheTableStandsAndErrorsHaveReasons(_ game: String, _ seed: UInt64) async throws {
        var rng = SeededRandom(seed: seed)
        let room = try await makeTable(game, seed: seed)
        var people: [String: Player] = [:]
        for number in 0..<250 {
            let name = Self.names[rng.below(Self.names.count)]
            guard let person = people[name] else {
                people[name] = try await room.enter(name)
                continue
            }
            switch rng.below(20) {
            case 0:
                person.lose()
                await room.settle()
                people[name] = nil
            case 1:
                person.disconnect()
                await room.settle()
                people[name] = nil
            case 2: await room.advance(by: .seconds([1, 4, 16, 40, 130][rng.below(5)]))
            case 3 where rng.below(4) == 0:
                try await room.restart()
                people = [:]
            default:
                let reason = try await code { try await act(&rng, person, number) }
                #expect(reason.map { !$0.contains(".") } ?? true, "\(reason ?? "")")
            }
            await room.advance(by: .milliseconds(200))
            if let witness = people.values.first { try check(try await witness.table(), game, people) }
        }
    }

    private func act(_ rng: inout SeededRandom, _ person: Player, _ number: Int) async throws {
        switch rng.below(12) {
        case 0: try await person.sit()
        case 1: try await person.stand()
        case 2, 3: try await person.ready(rng.below(4) > 0)
        case 4: try await person.addBot(nil)
        case 5: try await person.removeBot(rng.below(2) == 0 ? nil : rng.below(6) - 1)
        case 6: try await person.undo()
        case 7: try await person.draw()
        case 8: try await person.rematch()
        case 9 where rng.below(3) == 0: try await person.resign()
        default: try await person.move(.init(id: "\(number)", text: ["1", "2", "3", "high"][rng.below(4)]))
        }
    }

    private func check(_ table: TableStatus, _ game: String, _ people: [String: Player]) throws {
        #expect(table.seats.count <= table.most)
        let members = table.seats.compactMap(\.member)
        #expect(Set(members).count == members.count)
        #expect(Set(table.seats.map(\.name)).count == table.seats.count)
        if let host = table.host { #expect(members.contains(host)) }
        for votes in [table.undoVotes, table.drawVotes, table.rematchVotes] {
            #expect(votes.allSatisfy(table.seats.indices.contains))
        }
        if table.phase == .playing { #expect(table.seats.count >= table.fewest && table.match != nil) }
        // Whoever is here and was not replaced is shown as here.
        for seat in table.seats where people[seat.name] != nil && seat.bot == nil && seat.awayUntil != nil {
            Issue.record("\(seat.name) is here and counts as away")
        }
    }
}
