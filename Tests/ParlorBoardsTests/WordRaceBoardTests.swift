import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

struct WordRaceBoardTests {
    typealias Table = TestTable<WordRaceBoard>

    private func guess(_ word: String) -> Response<Choice> {
        .play(Choice(move: ["guess": .string(word)], text: word))
    }

    private func type(_ text: String, _ table: inout Table, by seat: Seat? = 0) throws -> Response<Choice> {
        var response = Response<Choice>.ignored
        for letter in text { response = try table.press(KeyPress(.character(letter)), by: seat) }
        return response
    }

    /// The second round: everybody has guessed, kai is done and ana has left.
    private func middle(seats: Int = 4) throws -> Table {
        var table = try Table(seed: 11, seats: seats)
        for seat in 0..<seats { try table.play("pass", by: seat) }
        let word = try #require(table.match.view(for: .referee).word)
        for (seat, words) in [["crane", "moist", "bulky"], ["stare", word], ["audio"]].enumerated() where seat < seats {
            for guess in words { try table.play(guess, by: seat) }
        }
        if seats > 3 { try table.forfeit(3) }
        return table
    }

    @Test(arguments: [(85, 11), (40, 10), (22, 7)])
    func `the board of who guesses`(columns: Int, rows: Int) throws {
        var table = try middle()
        _ = try type("pho", &table)
        try expectScreen(table.draw(for: 0, columns: columns, rows: rows), "wordrace-\(columns)x\(rows)")
    }

    @Test func `the board in ASCII`() throws {
        var table = try middle()
        table.look = Look(isUnicode: false, hasColor: false)
        try expectScreen(table.draw(for: 0, columns: 60, rows: 11), "wordrace-ascii-60x11")
    }

    @Test func `the board of who watches many, with no letters but those of the last round`() throws {
        let table = try middle(seats: 20)
        try expectScreen(table.draw(for: nil, columns: 60, rows: 12), "wordrace-watch-60x12")
    }

    @Test func `letters are typed, mended and guessed`() throws {
        var table = try Table()
        #expect(try table.press(KeyPress(.enter), by: 0) == .refused("type a word of five letters, or pass"))
        #expect(try type("cRan", &table) == .moved)
        #expect(try table.press(KeyPress(.enter), by: 0) == .refused("type a word of five letters, or pass"))
        #expect(try type("kEs", &table) == .moved)
        #expect(try table.press(KeyPress(.enter), by: 0) == guess("crank"))
        #expect(try table.press(KeyPress(.backspace), by: 0) == .moved)
        #expect(try type("e", &table) == .moved)
        #expect(try table.press(KeyPress(.enter), by: 0) == guess("crane"))
        #expect(try table.press(KeyPress(.delete), by: 0) == .moved)
        #expect(try table.press(KeyPress(.backspace), by: 0) == .ignored)
        #expect(try type("7é ", &table) == .ignored)
        #expect(try table.press(.control("c"), by: 0) == .ignored)
    }

    @Test func `a word stays until it is guessed, and a new one is begun after it`() throws {
        var table = try Table()
        _ = try type("crane", &table)
        try table.play("moist", by: 1)
        #expect(try table.press(KeyPress(.enter), by: 0) == guess("crane"))
        try table.play("crane", by: 0)
        #expect(try table.press(KeyPress(.enter), by: 0) == .refused("type a word of five letters, or pass"))
    }

    @Test func `whoever types pass passes, and finds no letters in the next round`() throws {
        var table = try Table()
        try table.play("pass", by: 1)
        _ = try type("pass", &table)
        #expect(try table.press(KeyPress(.enter), by: 0) == .play(Choice(move: "pass", text: "pass")))
        try table.play("pass", by: 0)
        _ = try type("crane", &table)
        #expect(try table.press(KeyPress(.enter), by: 0) == guess("crane"))
    }

    @Test func `a click on a key types its letter`() throws {
        var table = try Table()
        for letter in "CRANE" { #expect(try table.click(on: letter, by: 0, columns: 85, rows: 11) == .moved) }
        #expect(try table.press(KeyPress(.enter), by: 0) == guess("crane"))
    }

    @Test func `nobody types who is through or watches`() throws {
        var table = try Table()
        try table.play("pass", by: 0)
        #expect(try type("a", &table) == .ignored)
        #expect(try type("a", &table, by: nil) == .ignored)
        #expect(try table.press(KeyPress(.enter), by: 0) == .ignored)
    }
}
