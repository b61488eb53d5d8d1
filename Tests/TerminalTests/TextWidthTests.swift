import Terminal
import Testing

/// Expected widths follow UAX #11 and UTS #51, written down by hand.
@Suite struct TextWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("ß", 1), ("я", 1), ("→", 1), ("…", 1), ("│", 1), ("ｱ", 1), ("₩", 1),
        ("ð", 1),
        ("漢", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ア", 2), ("Ａ", 2), ("　", 2), ("〈", 2), ("꒰", 2), ("𠀀", 2),
        ("￦", 2), ("䷀", 2), ("か\u{3099}", 2), ("㈱", 2), ("㉈", 1), ("㉐", 2), ("𝌆", 2),
        ("😀", 2), ("⌚", 2), ("⚡", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("☺\u{FE0E}", 1), ("©", 1), ("©\u{FE0F}", 2),
        ("🫨", 2),
        ("👩‍💻", 2), ("👨‍👩‍👧‍👦", 2), ("👩🏽‍❤️‍💋‍👨🏿", 2), ("👍🏽", 2), ("🏽", 2), ("🇸🇪", 2), ("🇸", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("1️⃣", 2), ("🏳️‍🌈", 2),
        ("क", 1), ("क्ष", 2), ("का", 2), ("ก็", 1), ("ശ്രീ", 2),
    ])
    func aClusterTakesItsColumns(cluster: String, columns: Int) {
        #expect(cluster.count == 1)
        #expect(TextWidth.columns(cluster) == columns)
    }

    @Test(arguments: [
        "\u{200B}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{FEFF}", "\u{200D}", "\u{FE0F}", "\u{AD}", "\u{3164}",
        "\u{E0041}",
    ])
    func whatCannotBeSeenTakesNothing(text: String) {
        #expect(TextWidth.columns(text) == 0)
        #expect(Glyph(Character(text)) == nil)
    }

    @Test(
        arguments: [
            ("\u{1B}", "␛"), ("\u{0}", "␀"), ("\u{7F}", "␡"), ("\n", "␊"), ("\r\n", "␊"), ("\t", " "),
            ("\u{9B}", "\u{FFFD}"),
            ("\u{85}", "\u{FFFD}"), ("\u{2028}", "\u{FFFD}"), ("\u{FFFF}", "\u{FFFD}"),
        ] as [(Character, Character)])
    func controlCharactersBecomePictures(control: Character, picture: Character) {
        #expect(Glyph(control)?.character == picture)
        #expect(Glyph(control)?.width == 1)
    }

    @Test func aLoneMarkGetsADottedCircle() {
        #expect(Glyph("\u{301}").map { Array($0.character.unicodeScalars) } == ["\u{25CC}", "\u{301}"])
    }

    @Test func tenThousandMarksStayOneSmallCell() throws {
        let glyph = try #require(Glyph(Character("a" + String(repeating: "\u{301}", count: 10_000))))
        #expect(glyph.width == 1)
        #expect(glyph.character.unicodeScalars.count == 16)
    }

    @Test func tagsOutsideAFlagAreTakenOut() throws {
        let glyph = try #require(Glyph(Character("a\u{E0068}\u{E0069}")))
        #expect(Array(glyph.character.unicodeScalars) == ["a"])
    }

    @Test func noScalarGetsThroughAsAControl() {
        for value in Array(0...0x32FF) + Array(0xFB00...0xFFFF) + Array(0x1D000...0x1FFFF) + Array(0xE0000...0xE01FF) {
            guard let scalar = Unicode.Scalar(value), let glyph = Glyph(Character(scalar)) else { continue }
            let harmful = glyph.character.unicodeScalars.contains {
                let properties = $0.properties
                return properties.generalCategory == .control || properties.isBidiControl
            }
            if harmful || !(1...2).contains(glyph.width) { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}
