import RandomTesting
import Terminal
import Testing

@Suite struct GridTests {
    private let bold = Style(attributes: .bold)

    private func at(_ column: Int, _ row: Int = 0) -> Position { Position(column: column, row: row) }

    @Test func writtenTextIsReadBackAsLines() {
        var grid = Grid(size: Size(columns: 10, rows: 3))
        #expect(grid.write("漢字 a\u{301}", at: at(1, 1)) == 6)
        #expect(grid.lines == ["", " 漢字 a\u{301}", ""])
        #expect(grid.text == "\n 漢字 a\u{301}\n\n")
    }

    @Test func overwritingHalfAWideGlyphBlanksTheOther() {
        var grid = Grid(size: Size(columns: 6, rows: 1))
        grid.write("漢字漢", at: at(0))
        grid.write("x", at: at(1))
        grid.write("y", at: at(2))
        #expect(grid.lines == [" xy 漢"])
    }

    @Test func plainTextBlanksTheHalvesThatItLeavesOver() {
        var grid = Grid(size: Size(columns: 6, rows: 1))
        grid.write("漢字漢", at: at(0))
        #expect(grid.write("ab", at: at(1)) == 2)
        #expect(grid.lines == [" ab 漢"])
    }

    @Test func plainTextIsClippedOnAllSides() {
        var grid = Grid(size: Size(columns: 5, rows: 1))
        #expect(grid.write("abcdefgh", at: at(-2)) == 7)
        #expect(grid.lines == ["cdefg"])
        #expect(grid.write("xyz", at: at(1), maxWidth: 2) == 2)
        #expect(grid.write("xyz", at: at(1), maxWidth: -1) == 0)
        #expect(grid.write("xyz", at: at(0, 1)) == 3)
        #expect(grid.lines == ["cxyfg"])
    }

    @Test func aWideGlyphThatCrossesTheEdgeIsLeftOut() {
        var grid = Grid(size: Size(columns: 5, rows: 1))
        #expect(grid.write("漢字漢", at: at(0)) == 4)
        #expect(grid.write("漢字", at: at(0), maxWidth: 3) == 2)
        #expect(grid.lines == ["漢字"])
    }

    @Test func whatBeginsLeftOfTheScreenIsClipped() {
        var grid = Grid(size: Size(columns: 6, rows: 1))
        #expect(grid.write("a漢bc", at: at(-2)) == 5)
        #expect(grid.lines == [" bc"])
        #expect(grid.write("x", at: at(Int.min, 3)) == 0)
        #expect(grid.write("x", at: at(Int.max, -1)) == 0)
    }

    @Test func fillingKeepsWideGlyphsWhole() {
        var grid = Grid(size: Size(columns: 6, rows: 2))
        grid.write("漢字漢", at: at(0))
        grid.fill(Rect(column: 1, row: 0, columns: 2, rows: 1), with: "─", style: bold)
        #expect(grid.lines == [" ── 漢", ""])
    }

    @Test func oneGridIsDrawnOverAnother() {
        var screen = Grid(size: Size(columns: 6, rows: 2))
        screen.write("abcdef", at: at(0))
        var overlay = Grid(size: Size(columns: 4, rows: 1))
        overlay.write("漢字", at: at(0))
        screen.draw(overlay, at: at(3))
        #expect(screen.lines == ["abc漢", ""])
    }

    @Test func onlyChangedRowsAreDamaged() {
        let earlier = Grid(size: Size(columns: 4, rows: 3))
        var grid = earlier
        grid.write("x", at: at(0, 1))
        #expect(grid.damagedRows(since: earlier) == [1])
        #expect(grid.damagedRows(since: nil) == [0, 1, 2])
        grid.write(" ", at: at(0, 1))
        #expect(grid.damagedRows(since: earlier) == [])
        grid.write(" ", at: at(0, 2), style: bold)
        #expect(grid.damagedRows(since: earlier) == [2])
        grid.write(" ", at: at(0, 0), link: "https://example.org")
        #expect(grid.damagedRows(since: earlier) == [0, 2])
    }

    @Test func noSizeTraps() {
        #expect(Grid(size: Size(columns: -3, rows: .max)).lines.count == 1_000)
        #expect(
            Rect(column: 2, row: 2, columns: 3, rows: 3).intersection(Rect(column: 9, row: 0, columns: 1, rows: 9))
                .isEmpty)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func randomWritesLeaveNoHalfGlyph(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var grid = Grid(size: Size(columns: .random(in: 1...12, using: &generator), rows: 2))
        for _ in 0..<60 {
            let position = at(.random(in: -4...14, using: &generator), .random(in: -1...2, using: &generator))
            if Bool.random(using: &generator) {
                grid.write(generator.text(clusters: 4), at: position)
            } else {
                grid.fill(Rect(origin: position, size: Size(columns: 3, rows: 1)), with: "·")
            }
        }
        for row in 0..<2 {
            let cells = Array(grid[row: row])
            for (column, cell) in cells.enumerated() {
                let next = column + 1 < cells.count ? cells[column + 1].width : 1
                #expect((cell.width == 2) == (next == 0))
            }
            #expect(cells.reduce(0) { $0 + $1.width } == grid.size.columns)
            #expect(cells.first?.width != 0)
        }
    }

    @Test func aScreenIsCutWithoutGapOrOverlap() {
        var rest = Rect(size: Size(columns: 100, rows: 30))
        let left = rest.cutLeft(20)
        let right = rest.cutRight(15)
        let top = rest.cutTop(1)
        let bottom = rest.cutBottom(2)
        #expect(left == Rect(column: 0, row: 0, columns: 20, rows: 30))
        #expect(right == Rect(column: 85, row: 0, columns: 15, rows: 30))
        #expect(top == Rect(column: 20, row: 0, columns: 65, rows: 1))
        #expect(bottom == Rect(column: 20, row: 28, columns: 65, rows: 2))
        #expect(rest == Rect(column: 20, row: 1, columns: 65, rows: 27))
        #expect(rest.cutRight(1_000).size.columns == 65)
        #expect(rest.isEmpty)
    }
}
