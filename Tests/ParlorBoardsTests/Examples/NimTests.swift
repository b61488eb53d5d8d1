import GameTesting
import ParlorBoards
import ParlorGames
import ScreenTesting
import Terminal
import Testing

struct NimTests {
    @Test func theRulesKeepTheContract() {
        #expect(Conformance<Nim>().violations() == [])
    }

    @Test func whoTakesTheLastStickWins() throws {
        var table = try TestTable<NimBoard>()
        try table.play("a3", "b4", "c4", "c1")
        #expect(table.match.outcome == .win(by: 1, of: 2, "the last stick"))
    }

    @Test func theSticksThatWouldBeTakenAreMarked() throws {
        var table = try TestTable<NimBoard>()
        try table.play("a1")
        try table.press(KeyPress(.down), KeyPress(.left), by: 1, columns: 40, rows: 6)
        try expectScreen(table.draw(for: 1, columns: 40, rows: 6), "nim-40x6")
    }
}
