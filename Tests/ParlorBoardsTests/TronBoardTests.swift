import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

struct TronBoardTests {
    typealias Table = TestTable<TronBoard>

    private func turn(_ direction: String) -> Response<Choice> {
        .play(Choice(move: ["turn": .string(direction)], text: direction))
    }

    /// Four bikes that have ridden for a while, of which one has crashed.
    private func race() throws -> Table {
        var table = try Table(seed: 4, seats: 4)
        table.tick(36)
        try table.play("up", by: 0)
        try table.play("down", by: 2)
        table.tick(2)
        for seat in 0..<4 { try table.play(seat < 2 ? "left" : "right", by: seat) }
        table.tick(6)
        try table.play("down", by: 1)
        table.tick(10)
        return table
    }

    @Test func `the keys name the bikes that there are`() throws {
        #expect(try Table(seats: 3).screen(of: 0).keys.last?.names == "1…3")
    }

    @Test(arguments: [(60, 24), (60, 13), (40, 9)])
    func `the arena of a race, whole, halved, and through a window`(columns: Int, rows: Int) throws {
        try expectScreen(race().draw(for: 0, columns: columns, rows: rows), "tron-race-\(columns)x\(rows)")
    }

    @Test(arguments: [(60, 24), (40, 9)])
    func `the arena in ASCII, for who watches`(columns: Int, rows: Int) throws {
        var table = try race()
        table.look = Look(isUnicode: false, hasColor: false)
        try expectScreen(table.draw(for: nil, columns: columns, rows: rows), "tron-ascii-\(columns)x\(rows)")
    }

    @Test func `the countdown shows where everybody will go`() throws {
        var table = try Table(seed: 1, seats: 8)
        table.tick(11)
        try expectScreen(table.draw(for: 5, columns: 60, rows: 24), "tron-ready-60x24")
    }

    @Test func `a small arena stands in the middle of what is said of it`() throws {
        var options = Tron.Options()
        (options.width, options.height) = (20, 12)
        var table = try Table(seed: 1, options: options)
        while table.match.view(for: .spectator).phase != .rest { table.tick() }
        let lines = try table.draw(for: 0, columns: 60, rows: 24).lines
        #expect(lines.contains { $0.contains("round 1 of 5: nobody wins") })
        let border = try #require(lines.first { $0.contains("┌") })
        #expect(border.prefix { $0 == " " }.count == (60 - 22) / 2)
    }

    @Test func `arrows, WASD and hjkl turn at once`() throws {
        var table = try Table(seed: 1)
        for keys in ["aswd", "hjkl"] {
            for (key, direction) in zip(keys, ["left", "down", "up", "right"]) {
                #expect(try table.press(KeyPress(.character(key)), by: 0) == turn(direction))
            }
        }
        #expect(try table.press(KeyPress(.up), by: 0) == turn("up"))
        #expect(try table.press(KeyPress(.down), by: 1) == turn("down"))
        #expect(try table.press(.control("l"), by: 0) == .ignored)
        #expect(try table.press(KeyPress(.up), by: nil) == .refused("you are watching: take a seat to play"))
    }

    @Test func `a key that is held down turns once`() throws {
        var table = try Table(seed: 1)
        table.tick(30)
        #expect(try table.press(KeyPress(.up), by: 0) == turn("up"))
        try table.play("up", by: 0)
        table.tick()
        #expect(try table.press(KeyPress(.up), KeyPress(.up), by: 0) == .moved)
        #expect(try table.press(KeyPress(.left), by: 0) == turn("left"))
    }

    @Test func `a click turns towards where it is`() throws {
        var table = try Table(seed: 1)
        table.tick(31)
        let screen = try table.screen(of: 0)
        let size = screen.idealSize
        let grid = screen.draw(in: size)
        let own = try #require(
            grid.bounds.rows.dropFirst().lazy.compactMap { row in
                grid[row: row].firstIndex { $0.character == "@" }.map {
                    Position(column: $0 - grid[row: row].startIndex, row: row)
                }
            }.first)
        func click(_ column: Int, _ row: Int) -> Response<Choice> {
            var screen = screen
            return screen.click(Position(column: column, row: row), in: size)
        }
        #expect(click(own.column + 9, own.row - 1) == turn("up"))
        #expect(click(own.column - 9, own.row + 4) == turn("down"))
        #expect(click(own.column + 3, own.row) == .ignored)
        #expect(click(3, 0) == .ignored)
    }

    @Test func `who watches follows the bike of a number`() throws {
        var table = try Table(seed: 1)
        let before = try table.draw(for: nil, columns: 30, rows: 9)
        #expect(try table.press(KeyPress(.character("2")), by: nil, columns: 30, rows: 9) == .moved)
        #expect(try table.draw(for: nil, columns: 30, rows: 9).lines.dropFirst().contains { $0.contains("2") })
        #expect(try table.draw(for: nil, columns: 30, rows: 9) != before)
        #expect(try table.press(KeyPress(.character("3")), by: nil) == .ignored)
        #expect(try table.press(KeyPress(.character("2")), by: 0) == .ignored)
    }

    /// The own bike is in sight at any size, wherever it rides.
    @Test(arguments: [(20, 6), (40, 7), (31, 12), (60, 24)], [true, false])
    func `the window keeps the own bike in sight`(size: (columns: Int, rows: Int), isUnicode: Bool) throws {
        var table = try Table(seed: 2, seats: 2)
        table.look = Look(isUnicode: isUnicode, hasColor: isUnicode)
        table.tick(30)
        var rng = SeededRandom(seed: 5)
        for _ in 0..<300 where table.match.view(for: .spectator).phase == .race {
            let arena = try table.draw(for: 0, columns: size.columns, rows: size.rows).lines.dropFirst()
            #expect(arena.contains { $0.contains("@") })
            for seat in 0..<2 {
                let view = table.match.view(for: .seat(seat))
                if let move = Bot<Tron>.strong.choose(view, for: seat, effort: 300, rng: &rng) {
                    try table.play(Tron.text(of: move, in: view), by: seat)
                }
            }
            table.tick()
        }
    }

    /// A tick changes the cell that a bike leaves and the one that it enters, and nothing else but for the countdown.
    @Test func `a tick changes two cells for each bike`() throws {
        var table = try race()
        var least = Int.max
        for _ in 0..<4 {
            let before = try table.draw(for: 0, columns: 60, rows: 24)
            let riders = table.match.view(for: .spectator).riders.count
            table.tick()
            let after = try table.draw(for: 0, columns: 60, rows: 24)
            let changed = before.bounds.rows.reduce(0) { sum, row in
                sum + zip(before[row: row], after[row: row]).count { $0 != $1 }
            }
            #expect(changed <= 2 * riders)
            least = min(least, changed)
        }
        #expect(least > 0)
    }
}
