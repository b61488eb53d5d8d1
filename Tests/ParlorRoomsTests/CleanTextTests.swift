import Testing

@testable import ParlorRooms

struct CleanTextTests {
    private func message(_ raw: String) -> String { CleanText(raw, .lines).text }
    private func name(_ raw: String) -> String { CleanText(raw, .line).text }

    @Test func plainTextPassesUnchanged() {
        #expect(message("hello, {world}  \\ ~") == "hello, {world}  \\ ~")
        #expect(message("Grüße, 你好, שלום, سلام") == "Grüße, 你好, שלום, سلام")
    }

    @Test func escapeSequencesBecomeVisible() {
        #expect(message("\u{1B}[31mred\u{7}\u{7F}\u{9B}2J") == "␛[31mred␇␡\u{FFFD}2J")
    }

    @Test(arguments: [
        "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
        "\u{200E}", "\u{200F}", "\u{061C}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{00AD}", "\u{180E}", "\u{115F}",
        "\u{3164}", "\u{FFA0}", "\u{034F}", "\u{E0041}", "\u{FFF9}",
    ])
    func directionOverridesAndInvisibleCharactersAreDropped(_ invisible: String) {
        #expect(Array(message("a\(invisible)b").unicodeScalars) == ["a", "b"])
        #expect(Array(name("a\(invisible)b").unicodeScalars) == ["a", "b"])
    }

    @Test(arguments: [0xFFFE, 0xFDD0, 0x10FFFF, 0xE0FFF, 0x0378] as [UInt32])
    func noncharactersAndUnassignedCodePointsAreReplaced(_ code: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(code))
        #expect(message("a\(scalar)z") == "a\u{FFFD}z")
    }

    @Test(arguments: [
        "👩🏽‍❤️‍💋‍👨🏽", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇩🇪", "1️⃣", "👍🏿", "क्ष", "می‌خواهم", "☎︎", "e\u{301}",
    ])
    func emojiAndJoinedScriptsSurviveWhole(_ text: String) {
        #expect(Array(message(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func joinersThatJoinNothingAreDropped() {
        #expect(Array(message("\u{200D}a\u{200D}\u{200D} \u{200D}b\u{200C}").unicodeScalars) == ["a", " ", "b"])
    }

    @Test func aLetterCarriesEightMarks() {
        let zalgo = message("x" + String(repeating: "\u{301}", count: 10_000) + "y")
        #expect(zalgo.unicodeScalars.count == 10)
        #expect(message("\u{301}a").unicodeScalars.count == 1)
    }

    @Test(arguments: ["👩\u{200D}", "क\u{94D}", "\u{1100}", "\u{600}"])
    func endlessCharactersAreCut(_ part: String) {
        let endless = message(String(repeating: part, count: 4_000) + "a")
        #expect(endless.allSatisfy { $0.unicodeScalars.count <= 25 })
        #expect(endless.unicodeScalars.count < 4_000)
    }

    @Test func nothingGoesOnWithACharacterThatWasCut() {
        let endless = String(repeating: "\u{1100}", count: 30) + String(repeating: "\u{301}\u{1100}", count: 2_000)
        let cut = message(endless + "a")
        #expect(Array(cut.unicodeScalars) == Array(repeating: "\u{1100}", count: 24) + ["a"])
        #expect(message(cut) == cut)
    }

    @Test func aMessageKeepsItsLinesAndANameHasOne() {
        #expect(message("\n a\r\nb\rc\u{2028}\td \n\n") == " a\nb\nc\n    d")
        #expect(name(" a\r\n\t b\u{3000}\u{A0}c ") == "a b c")
    }

    @Test func cleaningTwiceChangesNothing() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "a", " ", "\n", "\u{301}", "\u{200D}", "👩", "\u{FE0F}", "\u{1B}", "\u{202E}", "क", "\u{94D}", "🏴",
            "\u{E0067}",
        ]
        for _ in 0..<2_000 {
            let raw = (0..<60).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            for layout in [CleanText.Layout.lines, .line] {
                let once = CleanText(raw, layout).text
                #expect(Array(CleanText(once, layout).text.unicodeScalars) == Array(once.unicodeScalars))
            }
        }
    }
}
