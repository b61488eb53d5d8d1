import Testing

@testable import Terminal

@Suite struct WidthProbeTests {
    @Test func answersTellWhatTheTerminalDrawsOtherwise() {
        var probe = WidthProbe()
        for column in [2, 4, 1, 2, 2, 0] {
            #expect(!probe.isComplete)
            let isTaken = probe.receive(Position(column: column, row: 1))
            #expect(isTaken)
        }
        #expect(probe.isComplete)
        #expect(probe.disagreements == [.flag, .emojiVariation, .recentEmoji])
        let isTaken = probe.receive(Position(column: 2, row: 1))
        #expect(!isTaken)
    }

    @Test func disagreementKeepsTheWidth() {
        let abilities = TerminalAbilities(disagreements: Set(Glyph.Kind.allCases))
        for cluster in ["👩‍💻", "🇸🇪", "❤\u{FE0F}", "👍🏽", "1\u{FE0F}\u{20E3}", "🫨"] as [Character] {
            let glyph = Glyph(cluster)
            #expect(glyph.map(abilities.adapted)?.width == 2)
            #expect(glyph.map(abilities.adapted)?.character.unicodeScalars.count == 1)
        }
        #expect(Glyph("漢").map(abilities.adapted) == Glyph("漢"))
    }
}
