import Foundation
import ParlorGames
import Testing

@Suite struct WordRaceCodingTests {
    /// The rules carry the list in the source; the list that it was made of lies beside its licence.
    @Test func theWordsAreThoseOfTheList() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let list = try String(contentsOf: root.appending(path: "assets/words/five-letter-words.txt"), encoding: .utf8)
        #expect(WordRace.words == list.split(separator: "\n").map(String.init))
        #expect(WordRace.words.count == 4_610)
        #expect(WordRace.words == Array(Set(WordRace.words)).sorted())
    }

    @Test func itsFormsInJSONAreAsDocumented() throws {
        let decoder = JSONDecoder()
        #expect(try decoder.decode(WordRace.Move.self, from: Data(#"{"guess":"crane"}"#.utf8)) == .guess("crane"))
        #expect(try decoder.decode(WordRace.Move.self, from: Data(#""pass""#.utf8)) == .pass)
        for hostile in [#""guess""#, #"{"pass":true}"#, "{}", "[]", "7", "null", #"{"guess":5}"#] {
            #expect(throws: (any Error).self) { try decoder.decode(WordRace.Move.self, from: Data(hostile.utf8)) }
        }
        #expect(try decoder.decode(WordRace.Options.self, from: Data("{}".utf8)) == WordRaceTests.options(rounds: 3))

        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let moves = try encoder.encode([WordRace.Move.guess("crane"), .pass])
        #expect(String(decoding: moves, as: UTF8.self) == #"[{"guess":"crane"},"pass"]"#)

        var match = try WordRaceTests.match(seats: 2)
        let word = try WordRaceTests.word(of: match)
        try match.play(.guess(word), by: 0)
        #expect(
            String(decoding: try encoder.encode(match.view(for: .seat(0))), as: UTF8.self) == """
                {"isOver":false,"players":[{"delay":0,"hasLeft":false,"isDone":true,"marks":["GGGGG"],"points":6,\
                "words":["\(word)"]},{"delay":0,"hasLeft":false,"isDone":false,"marks":[],"points":0}],\
                "round":1,"rounds":3,"tries":6}
                """)
    }

    /// A client reads what a server of ill will sends: nothing traps.
    @Test func hostileViewsDoNotTrap() throws {
        let player = """
            {"marks":["","GGGGGGGGG","\\u0007"],"words":["","toolongword","ééééé","x"],"isDone":false,"points":-1,\
            "delay":0,"hasLeft":false}
            """
        let json = #"{"round":-1,"rounds":0,"tries":-6,"isOver":false,"players":[\#(player)]}"#
        let view = try JSONDecoder().decode(WordRace.View.self, from: Data(json.utf8))
        var rng = SeededRandom(seed: 1)
        for seat in [-1, 0, 1, .max] {
            for bot in WordRace.bots { _ = bot.choose(view, for: seat, effort: 100, rng: &rng) }
        }
    }
}
