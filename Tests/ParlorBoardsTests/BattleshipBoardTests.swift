import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

struct BattleshipBoardTests {
    typealias Table = TestTable<BattleshipBoard>

    private static let fleet = ["c a1", "b b3 down", "d j8", "s d7 down", "p f1"]

    /// A match in which both have the same fleet in place; who shoots first is drawn by lot, with this seed mika.
    private func table(_ shots: String...) throws -> Table {
        var table = try Table(seed: 1)
        for seat in 0...1 { for text in Self.fleet + ["ready"] { try table.play(text, by: seat) } }
        for shot in shots { try table.play(shot) }
        return table
    }

    private func play(_ move: Value, _ text: String) -> Response<Choice> { .play(Choice(move: move, text: text)) }

    private func carrier(_ at: String, down: Bool) -> Response<Choice> {
        play(
            ["place": ["kind": "carrier", "at": .string(at), "down": .bool(down)]],
            "carrier \(at) \(down ? "down" : "across")")
    }

    // MARK: Screens

    private static let shots = ["f1", "a1", "f2", "b1", "e5", "j10", "b3"]

    @Test(arguments: [(60, 14), (50, 9), (40, 9), (37, 5)])
    func `the waters for the player whose turn it is`(columns: Int, rows: Int) throws {
        var table = try table()
        for shot in Self.shots { try table.play(shot) }
        try expectScreen(table.draw(for: 1, columns: columns, rows: rows), "battleship-turn-\(columns)x\(rows)")
    }

    @Test(arguments: [(60, 14), (40, 9)])
    func `a ship on its way to its place`(columns: Int, rows: Int) throws {
        var table = try Table(seed: 1)
        for text in Self.fleet.prefix(2) { try table.play(text, by: 0) }
        try table.play("ready", by: 1)
        try table.press(KeyPress(.character(" ")), KeyPress(.up), by: 0)
        try expectScreen(table.draw(for: 0, columns: columns, rows: rows), "battleship-placing-\(columns)x\(rows)")
    }

    @Test func `the waters in ASCII, for the player who waits`() throws {
        var table = try table()
        for shot in Self.shots { try table.play(shot) }
        table.look = Look(isUnicode: false, hasColor: false)
        try expectScreen(table.draw(for: 0, columns: 60, rows: 14), "battleship-ascii-60x14")
    }

    @Test func `all fleets are shown to who watches, after the end`() throws {
        var table = try table()
        let view = table.match.view(for: .spectator)
        for text in Self.fleet {
            guard case .place(let ship) = try Battleship.move(from: text, in: view, for: 0) else { continue }
            for cell in ship.cells {
                try table.play(cell.description)
                if table.match.turn != .over { try table.play("\(Battleship.Cell.all[50 + table.match.revision / 2])") }
            }
        }
        try expectScreen(table.draw(for: nil, columns: 60, rows: 14), "battleship-over-60x14")
    }

    // MARK: Placing

    @Test func `a ship is moved by arrows, turned by Space and put down by Enter`() throws {
        var table = try Table(seed: 1)
        try table.press(KeyPress(.up), KeyPress(.up), KeyPress(.up), KeyPress(.up), KeyPress(.up), by: 0)
        for _ in 0..<9 { try table.press(KeyPress(.left), by: 0) }
        #expect(try table.press(KeyPress(.enter), by: 0) == carrier("A1", down: false))
        #expect(try table.press(KeyPress(.character(" ")), KeyPress(.enter), by: 0) == carrier("A1", down: true))
    }

    @Test func `a ship stays on the board`() throws {
        var table = try Table(seed: 1)
        for _ in 0..<9 { try table.press(KeyPress(.right), KeyPress(.down), by: 0) }
        #expect(try table.press(KeyPress(.enter), by: 0) == carrier("J6", down: false))
        #expect(try table.press(KeyPress(.character(" ")), KeyPress(.enter), by: 0) == carrier("F6", down: true))
    }

    @Test func `a ship in the way is a reason, and can be taken up`() throws {
        var table = try Table(seed: 1)
        try table.play("battleship e5", by: 0)
        #expect(try table.press(KeyPress(.enter), by: 0) == .refused("another ship is in the way"))
        #expect(try table.press(KeyPress(.delete), by: 0) == play(["lift": "battleship"], "lift battleship"))
    }

    @Test func `a fleet in place is ready by Enter`() throws {
        var table = try Table(seed: 1)
        try table.play("auto", by: 0)
        #expect(try table.press(KeyPress(.enter), by: 0) == play("ready", "ready"))
        try table.play("ready", by: 0)
        #expect(try table.press(KeyPress(.delete), by: 0) == .ignored)
    }

    // MARK: Shooting

    @Test func `Enter shoots at the cursor`() throws {
        var table = try table()
        #expect(try table.press(KeyPress(.right), KeyPress(.enter), by: 0) == play(["shoot": "E6"], "E6"))
        #expect(try table.press(KeyPress(.enter), by: 1) == .refused("not now: mika to move"))
    }

    @Test(arguments: [(80, 24), (40, 9)])
    func `a click shoots at the cell under it`(columns: Int, rows: Int) throws {
        let size = Size(columns: columns, rows: rows)
        var screen = try table("e5", "b2").screen(of: 0)
        // The only ring in the other waters is at E5: the columns beside it are E4 and E6.
        let rings = positions(of: "○", on: screen.draw(in: size))
        let beside = rings.map { screen.click(Position(column: $0.column + 2, row: $0.row), in: size) }
        #expect(beside.filter { $0 != .ignored } == [play(["shoot": "E6"], "E6")])
        let again = rings.map { screen.click($0, in: size) }
        #expect(again.filter { $0 != .ignored } == [.refused("you have shot at E5 before")])
    }

    private func positions(of character: Character, on grid: Grid) -> [Position] {
        grid.bounds.rows.flatMap { row in
            grid[row: row].enumerated().filter { $0.element.character == character }
                .map { Position(column: $0.offset, row: row) }
        }
    }

    @Test func `a click puts a ship down, and takes up the one that lies there`() throws {
        var table = try Table(seed: 1)
        try table.play("patrol j9", by: 0)
        var screen = try table.screen(of: 0)
        let size = Size(columns: 50, rows: 14)
        #expect(screen.click(Position(column: 3, row: 2), in: size) == carrier("A1", down: false))
        #expect(screen.click(Position(column: 21, row: 11), in: size) == play(["lift": "patrol"], "lift patrol"))
    }

    @Test func `v shows the other waters where there is room for one only`() throws {
        var table = try table("e5", "b2")
        let before = try table.draw(for: 0, columns: 40, rows: 9)
        #expect(before.lines[0].contains("kai"))
        try table.press(KeyPress(.character("v")), by: 0)
        #expect(try table.draw(for: 0, columns: 40, rows: 9).lines[0].contains("mika"))
    }

    @Test func `who has no cursor sees where the last shot fell, and no key that does nothing`() throws {
        var table = try table("j10")
        let low = try table.draw(for: nil, columns: 50, rows: 9).lines
        #expect(low.contains { $0.contains("(X)") })
        let narrow = try table.draw(for: nil, columns: 40, rows: 9).lines
        #expect(narrow[0].contains("kai") && narrow.contains { $0.contains("(X)") })
        #expect(!narrow.contains { $0.contains("v other waters") })
        try table.play("a10")
        #expect(try table.draw(for: nil, columns: 40, rows: 9).lines[0].contains("mika"))
    }

    @Test func `a view out of shape is not sound`() throws {
        let view = try table("e5", "b2").match.view(for: .seat(0))
        #expect(BattleshipBoard.isSound(view))
        let spoil: [(inout Battleship.View) -> Void] = [
            { $0.waters.removeLast() }, { $0.waters.append($0.waters[0]) }, { $0.turn = [2] }, { $0.turn = [-1] },
            { $0.lastTarget = 2 }, { $0.waters[0].ships[0].kind = .patrol },
            { $0.waters[0].ships[0].at = Battleship.Cell.all[99] },
            { $0.waters[1].shots += $0.waters[1].shots },
        ]
        for (index, spoil) in spoil.enumerated() {
            var spoiled = view
            spoil(&spoiled)
            #expect(!BattleshipBoard.isSound(spoiled), "the change with number \(index)")
        }
    }
}
