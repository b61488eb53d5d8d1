import ParlorGames
import ParlorRooms
import Testing

@testable import ParlorApp

/// What commands of games tell.
struct GameCommandTests {
    @Test func `the best are told with the number of their matches`() {
        var fixture = Fixture.connected()
        func standing(_ member: Member, _ matches: Int) -> Standing {
            Standing(member: member.id, name: member.name, rating: 1_216, matches: matches, active: fixture.now)
        }
        fixture.send(.rated(game: "connect4", .success([standing(Fixture.kai, 1), standing(Fixture.mika, 2)])))
        #expect(fixture.screen.contains { $0.contains("1. kai 1216, 1 match ") })
        #expect(fixture.text.contains("2. mika 1216, 2 matches"))
    }

    @Test func `the rules are told in one piece, whose rows the screen breaks`() {
        var fixture = Fixture.connected()
        fixture.enter("/rules battleship")
        #expect(fixture.state.current.lines.lines.count == 1)
        #expect(fixture.text.contains("Battleship"))
    }

    @Test func `the shell breaks the rules between words, with a blank line between paragraphs`() {
        let lines = RulesText.lines(of: Battleship.info, width: 60)
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(lines.count { $0.isEmpty } == 2)
        #expect(lines.joined(separator: " ").contains("patrol boat (2), across or down"))
    }
}
