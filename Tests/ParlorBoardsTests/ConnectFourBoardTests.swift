import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

struct ConnectFourBoardTests {
    typealias Table = TestTable<ConnectFourBoard>

    private func drop(_ column: Int) -> Response<Choice> {
        .play(Choice(move: ["drop": .int(Int64(column))], text: "\(column + 1)"))
    }

    /// A match in which the first column is full and kai has just played.
    private func middle() throws -> Table {
        var table = try Table()
        try table.play("1", "1", "1", "1", "1", "1", "4", "4", "5", "3")
        return table
    }

    @Test func `the keys name the columns that there are`() throws {
        let options = ConnectFour.Options(columns: 5, rows: 4)
        let keys = try Table(options: options).screen(of: 0).keys
        #expect(keys.last?.names == "1…5")
    }

    @Test(arguments: [(40, 18), (24, 9)])
    func `the board for the player whose turn it is`(columns: Int, rows: Int) throws {
        let grid = try middle().draw(for: 0, columns: columns, rows: rows)
        try expectScreen(grid, "connect4-turn-\(columns)x\(rows)")
    }

    @Test func `the board in ASCII, for the player who waits`() throws {
        var table = try middle()
        table.look = Look(isUnicode: false, hasColor: false)
        try expectScreen(table.draw(for: 1, columns: 30, rows: 16), "connect4-ascii-30x16")
    }

    @Test func `the board for who watches, after the end`() throws {
        var table = try Table()
        try table.play("4", "1", "5", "1", "6", "2", "7")
        try expectScreen(table.draw(for: nil, columns: 30, rows: 16), "connect4-won-30x16")
    }

    @Test func `the cursor stops at the edges, and Enter drops where it stands`() throws {
        var table = try Table()
        #expect(try table.press(KeyPress(.enter), by: 0) == drop(3))
        #expect(try table.press(KeyPress(.right), KeyPress(.right), KeyPress(.enter), by: 0) == drop(5))
        #expect(try table.press(KeyPress(.end), KeyPress(.right), KeyPress(.character(" ")), by: 0) == drop(6))
        #expect(try table.press(KeyPress(.home), KeyPress(.left), KeyPress(.down), by: 0) == drop(0))
    }

    @Test func `a digit drops into its column, and no other key means anything`() throws {
        var table = try Table()
        #expect(try table.press(KeyPress(.character("7")), by: 0) == drop(6))
        #expect(try table.press(KeyPress(.character("8")), by: 0) == .ignored)
        #expect(try table.press(KeyPress(.character("x")), by: 0) == .ignored)
        #expect(try table.press(.control("1"), by: 0) == .ignored)
    }

    @Test(arguments: [(80, 24), (24, 9)])
    func `a click drops into its column`(columns: Int, rows: Int) throws {
        var table = try Table()
        for column in 0..<7 {
            let number = Character("\(column + 1)")
            #expect(try table.click(on: number, by: 0, columns: columns, rows: rows) == drop(column))
        }
        #expect(try table.click(on: "m", by: 0, columns: columns, rows: rows) == .ignored)
    }

    @Test func `a full column is refused with its reason`() throws {
        var table = try middle()
        #expect(try table.press(KeyPress(.character("1")), by: 0) == .refused("column 1 is full"))
    }
}
