import ParlorGames
import Terminal
import Testing

@testable import ParlorApp

/// What the help begins with.
struct HelpTests {
    private func help(_ fixture: Fixture) -> [String] {
        var fixture = fixture
        fixture.press(.function(1))
        return fixture.screen
    }

    @Test func `F1 in a match begins with the keys of the board`() throws {
        var fixture = try Fixture.atTable(GameTable())
        let screen = help(fixture)
        #expect(screen[0] == " Keys of Connect Four")
        #expect(screen.contains { $0.contains("drop a disc there") })
        #expect(screen.contains { $0.hasPrefix("  1…7 ") })
        #expect(screen.contains(" Keys"))
        fixture.enter("/join ops")
        #expect(help(fixture)[0] == " Keys")
    }

    @Test func `Home and End lead to the ends of the help`() {
        var fixture = Fixture.connected(rows: 20)
        fixture.press(.function(1))
        let beginning = fixture.text
        fixture.press(.end)
        #expect(fixture.text.contains("//TEXT") && !fixture.text.contains("PageDown for more"))
        fixture.press(.home)
        #expect(fixture.text == beginning)
    }

    @Test func `F1 in the connections begins with their keys`() {
        var fixture = Fixture.connected()
        fixture.press(.alt("c"))
        let screen = help(fixture)
        #expect(screen[0] == " Keys of the connections")
        for key in ConnectionsKey.allCases { #expect(screen.contains { $0.hasPrefix("  \(key.rawValue) ") }) }
    }

    @Test func `F1 in the list of games begins with its keys`() {
        var fixture = Fixture.connected()
        fixture.enter("/watch")
        #expect(help(fixture)[0] == " Keys of the list of games")
    }

    @Test func `the help of all commands begins with them, and tells of the mouse`() {
        var fixture = Fixture.connected(rows: 100)
        fixture.enter("/help")
        #expect(fixture.screen[0] == " Commands")
        #expect(fixture.text.contains("Shift and drag"))
    }
}
