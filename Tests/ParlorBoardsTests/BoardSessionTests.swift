import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

/// What holds for the board of any game.
struct BoardSessionTests {
    typealias Table = TestTable<ConnectFourBoard>
    private static let size = Size(columns: 40, rows: 18)

    @Test func `the cursor stays over the moves of others, and begins anew with a match`() throws {
        var table = try Table()
        try table.press(KeyPress(.home), by: 0)
        var screen = try table.screen(of: 0)
        #expect(screen.press(KeyPress(.right), in: Self.size) == .moved)
        try table.play("7")
        screen.update(try table.snapshot(for: 0))
        #expect(cursorColumn(of: screen) == 1)
        var next = try table.snapshot(for: 0)
        next.match = "m2"
        screen.update(next)
        #expect(cursorColumn(of: screen) == 3)
    }

    /// The column below the arrow.
    private func cursorColumn(of screen: some BoardSession) -> Int? {
        let grid = screen.draw(in: screen.idealSize)
        let row = grid[row: 1]
        return row.firstIndex { $0.character == "▼" }.map { ($0 - row.startIndex - 1) / 4 }
    }

    @Test func `a view that is older than the shown one changes nothing`() throws {
        var table = try Table()
        let start = try table.snapshot(for: 1)
        try table.play("4")
        var screen = try table.screen(of: 1)
        let shown = screen.draw(in: Self.size)
        screen.update(start)
        #expect(screen.draw(in: Self.size) == shown)
        #expect(screen.revision == 1)
    }

    @Test func `nobody plays who watches, waits, or is through`() throws {
        var table = try Table()
        let key = KeyPress(.character("4"))
        #expect(try table.press(key, by: nil) == .refused("you are watching: take a seat to play"))
        #expect(try table.press(key, by: 1) == .refused("not now: mika to move"))
        #expect(throws: Rejection("not_your_turn", "not now: mika to move")) {
            try table.screen(of: 1).choice(from: "4")
        }
        try table.play("1", "2", "1", "2", "1", "2", "1")
        #expect(try table.press(key, by: 1) == .refused("the match is over"))
    }

    @Test func `a typed move is read by the rules`() throws {
        let screen = try Table().screen(of: 0)
        #expect(try screen.choice(from: "3") == Choice(move: ["drop": 2], text: "3"))
        #expect(throws: Rejection("no_column", "type the number of a column, 1 to 7")) {
            try screen.choice(from: "e4")
        }
    }

    @Test func `the sentence says whose turn it is and how it ended`() throws {
        var table = try Table()
        #expect(try table.screen(of: 0).sentence == "your move")
        #expect(try table.screen(of: nil).sentence == "mika to move")
        try table.play("1", "2", "1", "2", "1", "2", "1")
        #expect(try table.screen(of: 0).sentence == "you win: four in a row")
        #expect(try table.screen(of: 1).sentence == "mika wins: four in a row")
        var drawn = try Table().snapshot(for: 0)
        drawn.outcome = .draw(of: 2, "agreed")
        var screen = GameSession<ConnectFourBoard>()
        screen.update(drawn)
        #expect(screen.sentence == "draw: agreed")
    }

    @Test func `a host that names a seat that cannot be does no harm`() throws {
        var hostile = try Table().snapshot(for: 1)
        hostile.turn = [.max]
        var screen = GameSession<ConnectFourBoard>()
        screen.update(hostile)
        #expect(screen.sentence.hasSuffix("to move"))
    }

    @Test func `too little room is said in a sentence, and keys and typing still play`() throws {
        var table = try Table()
        try expectScreen(table.draw(for: 0, columns: 18, rows: 6), "too-small-18x6")
        #expect(try table.press(KeyPress(.character("1")), by: 0, columns: 18, rows: 6) != .ignored)
        #expect(try table.draw(for: 0, columns: 0, rows: 0).text.isEmpty)
    }

    @Test func `a view that is no view of the rules is shown as it came`() throws {
        var snapshot = try Table().snapshot(for: 0)
        snapshot.view = ["rows": 6, "columns": [[], [], [0, 1, 7]], "line": []]
        var screen = GameSession<ConnectFourBoard>()
        screen.update(snapshot)
        try expectScreen(screen.draw(in: Size(columns: 60, rows: 14)), "unsound-60x14")
        #expect(try screen.choice(from: "drop it") == Choice(move: nil, text: "drop it"))
    }

    @Test func `a game that the program does not know is shown as it came`() throws {
        var screen = BoardCatalog.session(for: "checkers")
        #expect(screen.draw(in: Self.size).text.contains("checkers"))
        let men: Value = .array(
            (0..<12).map { .object([.init(name: "square", value: .int($0)), .init(name: "king", value: false)]) })
        screen.update(
            MatchSnapshot(match: "m", revision: 3, seat: 0, view: ["men": men, "name": "\u{1B}[2Jx"], turn: [0]))
        try expectScreen(screen.draw(in: Size(columns: 40, rows: 10)), "unknown-40x10")
        #expect(screen.press(KeyPress(.down), in: Self.size) == .moved)
        #expect(screen.apply(delta: .null, of: "m", revision: 4) == .missed)
        #expect(try screen.choice(from: "11-15") == Choice(move: nil, text: "11-15"))
    }

    @Test func `every board that is listed is found by the id of its game`() {
        for board in BoardCatalog.boards { #expect(!isPlain(BoardCatalog.session(for: id(board)))) }
        #expect(Set(BoardCatalog.boards.map { id($0) }).count == BoardCatalog.boards.count)
    }

    private func id<B: Board>(_: B.Type) -> String { B.Rules.info.id }
    private func isPlain(_ session: any BoardSession) -> Bool { session is PlainSession }
}
