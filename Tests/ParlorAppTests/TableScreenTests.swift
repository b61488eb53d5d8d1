import ParlorRooms
import ScreenTesting
import Terminal
import Testing

@testable import ParlorApp

/// A game room on screens of several sizes.
struct TableScreenTests {
    private func playing(_ columns: Int, _ rows: Int, seat: Int? = 0) throws -> Fixture {
        var table = try GameTable()
        try table.play(4, 4, 3, 5)
        var fixture = try Fixture.atTable(table, columns: columns, rows: rows, seat: seat, deadline: .seconds(47))
        fixture.say("good luck", in: GameTable.room)
        fixture.say("and to you", by: Fixture.mika, in: GameTable.room)
        return fixture
    }

    @Test func `a board stands above the chat`() throws {
        try expectScreen(try playing(100, 30).text, "game-100x30")
    }

    @Test func `a narrow terminal shows the board or the chat`() throws {
        var fixture = try playing(60, 16)
        try expectScreen(fixture.text, "game-60x16")
        fixture.press(.tab)
        try expectScreen(fixture.text, "game-chat-60x16")
    }

    @Test func `the smallest terminal shows a game`() throws {
        try expectScreen(try playing(40, 10).text, "game-40x10")
    }

    @Test func `a table waits for players`() throws {
        try expectScreen(
            try Fixture.atTable(GameTable([Fixture.mika], phase: .gathering), columns: 80, rows: 20, seat: nil).text,
            "game-gathering-80x20")
    }
}
