import ActorWire
import ParlorGames
import Testing

@testable import ParlorRooms

struct GameSetupWordsTests {
    private func setup(_ words: String) throws -> GameSetup {
        try GameSetup(game: "connect4", words: words.split(separator: " ").map(String.init))
    }

    @Test func `without words all is as the game says`() throws {
        #expect(try setup("") == GameSetup(game: "connect4"))
    }

    @Test func `the room's options are taken, and the rest is the game's`() throws {
        let read = try setup("time=30 bank=300 increment=5 absence=forfeit unrated private columns=8 rows=7")
        var expected = GameSetup(game: "connect4", options: ["columns": 8, "rows": 7])
        expected.moveTime = 30
        expected.bank = 300
        expected.increment = 5
        expected.absence = .forfeit
        expected.rated = false
        expected.isPrivate = true
        #expect(read == expected)
    }

    @Test func `of a game that only the room knows all options are taken`() throws {
        let read = try GameSetup(game: "ludo", words: ["dice=2", "fast=yes", "name=x=y"])
        #expect(read == GameSetup(game: "ludo", options: ["dice": 2, "fast": true, "name": "x=y"]))
    }

    @Test func `an option that there is not is answered with those that there are`() {
        #expect(
            throws: Rejection(
                "option", "bnak=300: there is no such option; there are time, bank, increment, absence, fen")
        ) {
            try GameSetup(game: "chess", words: ["bnak=300", "increment=2"])
        }
    }

    @Test(arguments: [
        "time=-1", "time=86401", "time=soon", "bank=29", "bank=99999999999999999999", "increment=x", "absence=never",
        "quick", "=3", "columns=", "columns=7 columns=8",
    ])
    func `what is wrong is named`(words: String) {
        #expect { try setup(words) } throws: { error in
            let rejection = error as? Rejection
            return rejection?.code == "option" && rejection?.message.contains(words.suffix(5)) == true
        }
    }
}
