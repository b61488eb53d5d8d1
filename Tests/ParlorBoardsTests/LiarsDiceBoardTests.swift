import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

struct LiarsDiceBoardTests {
    typealias Table = TestTable<LiarsDiceBoard>

    private func bid(_ count: Int64, _ face: Int64) -> Response<Choice> {
        .play(Choice(move: ["bid": ["count": .int(count), "face": .int(face)]], text: "\(count)x\(face)"))
    }

    private let lie = Response.play(Choice(move: "challenge", text: "liar"))

    /// Who begins is drawn by lot: with this seed mika does.
    private func table(_ texts: String..., seats: Int = 3, exact: Bool = false) throws -> Table {
        var options = LiarsDice.Options()
        options.exact = exact
        var table = try Table(seed: 3, seats: seats, options: options)
        for text in texts { try table.play(text) }
        return table
    }

    // MARK: Screens

    @Test(arguments: [(60, 14), (38, 6)])
    func `the table for the player whose turn it is`(columns: Int, rows: Int) throws {
        let grid = try table("2x3", "3x3", "3x5").draw(for: 0, columns: columns, rows: rows)
        try expectScreen(grid, "liarsdice-turn-\(columns)x\(rows)")
    }

    @Test(arguments: [(60, 14), (40, 6)])
    func `the table when the cups are lifted`(columns: Int, rows: Int) throws {
        let grid = try table("2x3", "3x3", "liar").draw(for: 1, columns: columns, rows: rows)
        try expectScreen(grid, "liarsdice-lifted-\(columns)x\(rows)")
    }

    @Test func `the table in ASCII, for the player who waits`() throws {
        var table = try table("2x3", exact: true)
        table.look = Look(isUnicode: false, hasColor: false)
        try expectScreen(table.draw(for: 0, columns: 60, rows: 14), "liarsdice-ascii-60x14")
    }

    @Test func `a full table of ten dice each is played in 40 columns`() throws {
        var options = LiarsDice.Options()
        (options.dice, options.exact) = (10, true)
        var table = try Table(seed: 19, seats: 6, options: options)
        try table.play("10x2")
        try expectScreen(table.draw(for: 1, columns: 40, rows: 9), "liarsdice-full-40x9")
    }

    @Test func `the table for who watches, after the end`() throws {
        var table = try Table(seed: 4, seats: 2)
        while table.match.turn != .over { try table.play("1x1", "liar") }
        try expectScreen(table.draw(for: nil, columns: 60, rows: 14), "liarsdice-over-60x14")
    }

    // MARK: Keys and clicks

    @Test func `arrows make a bid and Enter says it`() throws {
        var table = try table()
        #expect(try table.press(KeyPress(.up), KeyPress(.up), KeyPress(.right), KeyPress(.enter), by: 0) == bid(3, 2))
        #expect(try table.press(KeyPress(.down), KeyPress(.left), KeyPress(.enter), by: 0) == bid(2, 1))
        #expect(try table.press(KeyPress(.character("6")), KeyPress(.enter), by: 0) == bid(2, 6))
    }

    @Test func `no bid goes beyond the dice and their faces`() throws {
        var table = try table()
        for _ in 0..<20 { try table.press(KeyPress(.up), KeyPress(.right), by: 0) }
        #expect(try table.press(KeyPress(.enter), by: 0) == bid(15, 6))
        for _ in 0..<20 { try table.press(KeyPress(.down), KeyPress(.left), by: 0) }
        #expect(try table.press(KeyPress(.enter), by: 0) == bid(1, 1))
    }

    @Test func `the bid in hand rises above what others bid`() throws {
        var table = try table("2x6")
        #expect(try table.press(KeyPress(.enter), by: 1) == bid(3, 1))
        #expect(
            try table.press(KeyPress(.down), KeyPress(.enter), by: 1)
                == .refused("bid more than 2x6, or call it a lie with !"))
    }

    @Test func `an exclamation mark calls a lie, and an equals sign is exact where that is played`() throws {
        var table = try table()
        #expect(try table.press(KeyPress(.character("!")), by: 0) == .refused("there is no bid yet"))
        try table.play("2x6")
        #expect(try table.press(KeyPress(.character("!")), by: 1) == lie)
        #expect(try table.press(KeyPress(.character("=")), by: 1) == .ignored)
        var exact = try self.table("2x6", exact: true)
        #expect(try exact.press(KeyPress(.character("=")), by: 1) == .play(Choice(move: "exact", text: "exact")))
    }

    @Test(arguments: [(80, 24), (38, 6)])
    func `signs and words are clicked`(columns: Int, rows: Int) throws {
        var table = try table("2x3")
        #expect(try table.click(on: "+", by: 1, columns: columns, rows: rows) == .moved)
        #expect(try table.click(on: "<", by: 1, columns: columns, rows: rows) == .moved)
        #expect(try table.press(KeyPress(.enter), by: 1) == bid(3, 3))
        #expect(try table.click(on: "m", by: 1, columns: columns, rows: rows) == .ignored)
        #expect(try table.click(on: "[", by: 1, columns: columns, rows: rows) == bid(3, 3))
    }
}
