import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

struct ChessBoardTests {
    typealias Table = TestTable<ChessBoard>

    private func play(_ from: Value, _ to: Value, _ text: String) -> Response<Choice> {
        .play(Choice(move: ["from": from, "to": to], text: text))
    }

    /// Black has lost a pawn and a knight, White a pawn, and White's queen gives check.
    private func middle() throws -> Table {
        var table = try Table()
        try table.play("e4", "d5", "exd5", "Nf6", "Qf3", "Nxd5", "Bc4", "Be6", "Bxd5", "Bxd5", "Qxd5", "Qxd5")
        try table.play("Nf3", "Qe4+")
        return table
    }

    private func table(fen: String) throws -> Table { try Table(options: Chess.Options(fen: fen)) }

    // MARK: Screens

    @Test(arguments: [(64, 20), (40, 10)])
    func `the board for the player in check`(columns: Int, rows: Int) throws {
        try expectScreen(middle().draw(for: 0, columns: columns, rows: rows), "chess-check-\(columns)x\(rows)")
    }

    @Test(arguments: [(64, 20), (40, 10), (26, 9)])
    func `the board in ASCII, for Black, who waits`(columns: Int, rows: Int) throws {
        var table = try middle()
        table.look = Look(isUnicode: false, hasColor: false)
        try expectScreen(table.draw(for: 1, columns: columns, rows: rows), "chess-ascii-\(columns)x\(rows)")
    }

    @Test func `a piece that is picked up shows where it can go and what it can take`() throws {
        var table = try Table()
        try table.play("e4", "d5")
        let keys = Array(repeating: KeyPress(.up), count: 3) + [KeyPress(.enter), KeyPress(.up)]
        for key in keys { try table.press(key, by: 0) }
        try expectScreen(table.draw(for: 0, columns: 44, rows: 12), "chess-picked-44x12")
    }

    @Test func `mate is marked for who watches, and the players stand above a narrow board`() throws {
        var table = try Table()
        try table.play("f3", "e5", "g4", "Qh4#")
        try expectScreen(table.draw(for: nil, columns: 30, rows: 12), "chess-mate-30x12")
    }

    @Test func `what a pawn becomes is asked below the board`() throws {
        var table = try table(fen: "7k/P7/8/8/8/8/8/K7 w - - 0 1")
        for _ in 0..<6 { try table.press(KeyPress(.up), by: 0) }
        try table.press(KeyPress(.enter), KeyPress(.up), KeyPress(.enter), by: 0)
        try expectScreen(table.draw(for: 0, columns: 26, rows: 9), "chess-promotion-26x9")
    }

    // MARK: Keys

    @Test func `Enter picks a piece up and puts it down`() throws {
        var table = try Table()
        try table.press(KeyPress(.up), KeyPress(.enter), KeyPress(.up), KeyPress(.up), by: 0)
        #expect(try table.press(KeyPress(.enter), by: 0) == play("e2", "e4", "e4"))
    }

    @Test func `Black sees the board from the other side`() throws {
        var table = try Table()
        try table.play("e4")
        try table.press(KeyPress(.up), KeyPress(.left), KeyPress(.enter), KeyPress(.up), by: 1)
        #expect(try table.press(KeyPress(.enter), by: 1) == play("f7", "f6", "f6"))
    }

    @Test func `the cursor stops at the edges`() throws {
        var table = try Table()
        for key in [Key.down, .down, .left, .left, .left, .left, .left, .up, .enter] {
            try table.press(KeyPress(key), by: 0)
        }
        #expect(try table.press(KeyPress(.up), KeyPress(.enter), by: 0) == play("a2", "a3", "a3"))
    }

    @Test func `another own piece is picked up instead, and Escape lets go`() throws {
        var table = try Table()
        #expect(try table.press(KeyPress(.escape), by: 0) == .ignored)
        try table.press(KeyPress(.up), KeyPress(.enter), KeyPress(.left), KeyPress(.enter), KeyPress(.up), by: 0)
        #expect(try table.press(KeyPress(.enter), by: 0) == play("d2", "d3", "d3"))
        try table.press(KeyPress(.down), KeyPress(.enter), by: 0)
        #expect(try table.press(KeyPress(.escape), by: 0) == .moved)
        #expect(try table.press(KeyPress(.up), KeyPress(.enter), by: 0) == .refused("there is nothing on d3"))
    }

    @Test func `what cannot be done is refused with its reason`() throws {
        var table = try Table()
        #expect(try table.press(KeyPress(.enter), by: 0) == .refused("the king on e1 cannot move"))
        try table.press(KeyPress(.up), KeyPress(.enter), KeyPress(.left), KeyPress(.up), by: 0)
        #expect(try table.press(KeyPress(.enter), by: 0) == .refused("the pawn on e2 cannot go to d3"))
        #expect(try table.press(KeyPress(.enter), by: nil) == .refused("you are watching: take a seat to play"))
        #expect(try table.press(KeyPress(.enter), by: 1) == .refused("not now: mika to move"))
    }

    @Test func `a letter says what a pawn becomes`() throws {
        var table = try table(fen: "7k/P7/8/8/8/8/8/K7 w - - 0 1")
        for _ in 0..<6 { try table.press(KeyPress(.up), by: 0) }
        #expect(try table.press(KeyPress(.character("q")), by: 0) == .ignored)
        #expect(try table.press(KeyPress(.enter), KeyPress(.up), KeyPress(.enter), by: 0) == .moved)
        #expect(try table.press(KeyPress(.character("k")), by: 0) == .refused("a pawn becomes Q, R, B or N"))
        let knighted = Choice(move: ["from": "a7", "to": "a8", "promote": "n"], text: "a8=N")
        #expect(try table.press(KeyPress(.character("N")), by: 0) == .play(knighted))
    }

    // MARK: Clicks

    @Test(arguments: [(64, 20), (40, 10), (26, 9)])
    func `clicks pick up and put down`(columns: Int, rows: Int) throws {
        var table = try table(fen: "4k3/p7/8/8/8/8/8/4K2N w - - 0 1")
        #expect(try table.click(on: "♘", by: 0, columns: columns, rows: rows) == .moved)
        // The first circle from the top is on g3.
        #expect(try table.click(on: "○", by: 0, columns: columns, rows: rows) == play("h1", "g3", "Ng3"))
        #expect(try table.click(on: "8", by: 0, columns: columns, rows: rows) == .ignored)
    }

    @Test func `a click on a letter says what a pawn becomes`() throws {
        var table = try table(fen: "7k/P7/8/8/8/8/8/K7 w - - 0 1")
        try table.click(on: "♙", by: 0)
        #expect(try table.click(on: "○", by: 0) == .moved)
        let rook = Choice(move: ["from": "a7", "to": "a8", "promote": "r"], text: "a8=R+")
        #expect(try table.click(on: "R", by: 0) == .play(rook))
    }

    @Test func `a piece that cannot move any more is let go`() throws {
        var table = try Table()
        try table.press(KeyPress(.up), KeyPress(.enter), by: 0)
        try table.play("e4")
        #expect(try table.press(KeyPress(.escape), by: 0) == .ignored)
    }
}
