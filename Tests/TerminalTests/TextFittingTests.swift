import RandomTesting
import Terminal
import Testing

@Suite struct TextFittingTests {
    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""), ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 4, "漢…"),
        ("", 3, ""), ("👩‍💻👩‍💻", 3, "👩‍💻…"),
    ])
    func aTextIsCutWithAMark(text: String, width: Int, expected: String) {
        #expect(TextWidth.truncated(text, to: width) == expected)
    }

    @Test func aFieldIsFilledOnTheSideAskedFor() {
        #expect(TextWidth.padded("漢", to: 5) == "漢   ")
        #expect(TextWidth.padded("漢", to: 5, alignment: .right) == "   漢")
        #expect(TextWidth.padded("漢", to: 5, alignment: .center) == " 漢  ")
        // A mark that begins a text joins the space before it.
        #expect(TextWidth.columns(TextWidth.padded("\u{301}b", to: 5, alignment: .right)) == 5)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func cutAndFilledTextsHaveTheWidthAskedFor(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = generator.text(clusters: .random(in: 0...30, using: &generator))
        let width = Int.random(in: 0...25, using: &generator)
        #expect(TextWidth.columns(TextWidth.truncated(text, to: width)) <= width)
        #expect(TextWidth.columns(TextWidth.prefix(text, columns: width)) <= width)
        #expect(TextWidth.columns(TextWidth.padded(text, to: width, mark: "")) == width)
    }

    @Test(
        arguments: [
            ("the quick brown fox", 9, ["the quick", "brown fox"]),
            ("the quick  brown", 9, ["the quick", "brown"]),
            ("antidisestablishment x", 8, ["antidise", "stablish", "ment x"]),
            ("a antidisestablishment", 8, ["a", "antidise", "stablish", "ment"]),
            ("漢字漢字漢", 5, ["漢字", "漢字", "漢"]),
            ("one\ntwo\n", 10, ["one", "two", ""]),
            ("", 10, [""]),
            ("  indented line", 10, ["  indented", "line"]),
            ("word   ", 4, ["word"]),
        ] as [(String, Int, [Substring])])
    func textIsBrokenBetweenWords(text: String, width: Int, expected: [Substring]) {
        #expect(TextWidth.wrapped(text, to: width) == expected)
    }

    @Test func theFirstLineCanBeNarrower() {
        #expect(TextWidth.wrapped("one two three", to: 9, first: 4) == ["one", "two three"])
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func wrappingLosesNothingAndKeepsTheWidth(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = generator.text(clusters: .random(in: 0...60, using: &generator))
        let width = Int.random(in: 2...20, using: &generator)
        let lines = TextWidth.wrapped(text, to: width)
        #expect(lines.allSatisfy { TextWidth.columns($0) <= width })
        let spaces: Set<Character> = [" ", "\t", "\u{200B}"]
        #expect(lines.joined().filter { !spaces.contains($0) } == text.filter { !spaces.contains($0) })
    }
}
