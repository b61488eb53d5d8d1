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

    @Test func `rows that the board does not use are the chat's`() throws {
        try expectScreen(try playing(80, 24).text, "game-80x24")
    }

    @Test func `a narrow terminal shows the board or the chat`() throws {
        var fixture = try playing(60, 16)
        try expectScreen(fixture.text, "game-60x16")
        fixture.press(.tab)
        try expectScreen(fixture.text, "game-chat-60x16")
    }

    @Test func `a long refusal is told whole, over those who play, and the board stays`() throws {
        var fixture = try playing(60, 18)
        fixture.enter("well done")
        try expectScreen(fixture.text, "game-refused-60x18")
    }

    @Test func `a refusal takes the input line where the board takes all other rows`() throws {
        var fixture = try playing(60, 14)
        fixture.press(.character("z"))
        fixture.press(.enter)
        try expectScreen(fixture.text, "game-refused-60x14")
    }

    @Test func `who watches is told of the way to the chat where it has no room beside the board`() throws {
        #expect(try playing(60, 18, seat: nil).text.contains("Tab turns to the chat"))
        #expect(try !playing(80, 30, seat: nil).text.contains("Tab turns"))
    }

    @Test func `the smallest terminal shows a game`() throws {
        try expectScreen(try playing(40, 10).text, "game-40x10")
    }

    @Test(arguments: [(60, 10), (80, 10)])
    func `the list of games tells who plays, also in a narrow terminal`(columns: Int, rows: Int) throws {
        var fixture = Fixture.connected(columns: columns, rows: rows)
        func room(_ name: String, _ game: String, _ phase: TableStatus.Phase, _ players: [String]) -> RoomSummary {
            RoomSummary(
                name: name, active: fixture.now, created: fixture.now,
                game: GameSummary(game: game, phase: phase, players: players, freeSeats: 7, watchers: 12))
        }
        fixture.send(
            .listed([
                room("battleship-1", "battleship", .playing, ["mika", "kai"]),
                room("tron-1", "tron", .gathering, ["jo"]),
            ]))
        fixture.enter("/watch")
        try expectScreen(fixture.text, "games-\(columns)x\(rows)")
    }

    @Test func `a table waits for players`() throws {
        try expectScreen(
            try Fixture.atTable(GameTable([Fixture.mika], phase: .gathering), columns: 80, rows: 20, seat: nil).text,
            "game-gathering-80x20")
    }
}
