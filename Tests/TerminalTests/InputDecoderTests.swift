import RandomTesting
import Terminal
import Testing

private func key(_ key: Key, _ modifiers: Modifiers = []) -> InputEvent { .key(KeyPress(key, modifiers)) }

private func typed(_ text: String) -> [InputEvent] { text.unicodeScalars.map { key(.character(Character($0))) } }

private func mouse(_ action: MouseEvent.Action, _ column: Int, _ row: Int, _ modifiers: Modifiers = []) -> InputEvent {
    .mouse(MouseEvent(action, at: Position(column: column, row: row), modifiers))
}

/// What terminals send, from xterm's control sequences, kitty's keyboard protocol and the Linux console.
private let vectors: [(bytes: String, events: [InputEvent])] = [
    ("aß漢😀", typed("aß漢😀")),
    (
        "\r\t\u{7F}\u{8}\0",
        [key(.enter), key(.tab), key(.backspace), key(.character("h"), .control), key(.character(" "), .control)]
    ),
    ("\u{1}\u{1A}\u{1C}\u{1F}", ["a", "z", "\\", "_"].map { key(.character($0), .control) }),
    ("\u{1B}[A\u{1B}OB\u{1B}[H\u{1B}OF\u{1B}[4~", [key(.up), key(.down), key(.home), key(.end), key(.end)]),
    ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~", [key(.insert), key(.delete), key(.pageUp), key(.pageDown)]),
    ("\u{1B}OP\u{1B}OR\u{1B}[15~\u{1B}[24~\u{1B}[[C", [1, 3, 5, 12, 3].map { key(.function($0)) }),
    (
        "\u{1B}[1;5C\u{1B}[1;3D\u{1B}[3;2~\u{1B}[1;2R",
        [key(.right, .control), key(.left, .alt), key(.delete, .shift), key(.function(3), .shift)]
    ),
    ("\u{1B}[Z", [key(.tab, .shift)]),
    (
        "\u{1B}b\u{1B}\r\u{1B}\u{7F}\u{1B}ß",
        [key(.character("b"), .alt), key(.enter, .alt), key(.backspace, .alt), key(.character("ß"), .alt)]
    ),
    ("\u{1B}\u{1B}[A\u{1B}\u{1B}Oa", [key(.up, .alt)]),
    ("\u{1B}O5A\u{1B}OM\u{1B}Ok", [key(.up, .control), key(.enter), key(.character("+"))]),
    (
        "\u{1B}[97;5u\u{1B}[97;2u\u{1B}[97:65;2u\u{1B}[13;2u\u{1B}[27u",
        [key(.character("a"), .control), key(.character("A")), key(.character("A")), key(.enter, .shift), key(.escape)]
    ),
    ("\u{1B}[97;1:3u\u{1B}[57441;2u\u{1B}[27;5;105~", [key(.character("i"), .control)]),
    ("\u{1B}[I\u{1B}[O", [.focus(true), .focus(false)]),
    (
        "\u{1B}[<0;1;1M\u{1B}[<0;3;4m\u{1B}[<34;3;4M\u{1B}[<35;9;9M",
        [mouse(.press(.left), 0, 0), mouse(.release(.left), 2, 3), mouse(.drag(.right), 2, 3), mouse(.move, 8, 8)]
    ),
    (
        "\u{1B}[<64;2;2M\u{1B}[<65;2;2M\u{1B}[<20;2;2M\u{1B}[<128;2;2M",
        [mouse(.wheelUp, 1, 1), mouse(.wheelDown, 1, 1), mouse(.press(.left), 1, 1, [.shift, .control])]
    ),
    (
        "\u{1B}[200~one\r\ntwo\u{1B}[201x\rthree\u{1B}\u{1B}[201~x",
        [.paste("one\ntwo\u{1B}[201x\nthree\u{1B}")] + typed("x")
    ),
    ("\u{1B}[24;80R", [.reply(.cursorPosition(Position(column: 79, row: 23)))]),
    (
        "\u{1B}[?62;22c\u{1B}[?2026;2$y",
        [
            .reply(.control(marker: "?", parameters: [62, 22], final: "c")),
            .reply(.control(marker: "?", parameters: [2026, 2], final: "y")),
        ]
    ),
    (
        "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}]10;x\u{7}\u{1B}P1+r\u{1B}\\a",
        ["11;rgb:0000/0000/0000", "10;x", "1+r"].map { .reply(.string($0)) } + typed("a")
    ),
    ("\u{1B}[1;\u{1B}[Ax", [key(.up)] + typed("x")),
    ("\u{1B}]no end\rx", [key(.enter)] + typed("x")),
    ("\u{1B}]no end\u{1B}[Ax", [key(.up)] + typed("x")),
    ("\u{9B}x", typed("x")),
]

@Suite struct InputDecoderTests {
    @Test(arguments: vectors.indices)
    func sequencesAreDecoded(index: Int) {
        var decoder = InputDecoder()
        #expect(decoder.receive(vectors[index].bytes.utf8) == vectors[index].events)
        #expect(decoder.patience == nil)
    }

    @Test(arguments: vectors.indices)
    func whereTheBytesWereSplitDoesNotMatter(index: Int) {
        let bytes = Array(vectors[index].bytes.utf8)
        for split in 0...bytes.count {
            var decoder = InputDecoder()
            let events = decoder.receive(bytes[..<split]) + decoder.receive(bytes[split...])
            #expect(events == vectors[index].events, "split at \(split)")
        }
        var decoder = InputDecoder()
        #expect(bytes.flatMap { decoder.receive([$0]) } == vectors[index].events)
    }

    @Test(
        arguments: [
            ("\u{1B}", key(.escape)), ("\u{1B}[", key(.character("["), .alt)), ("\u{1B}O", key(.character("O"), .alt)),
            ("\u{1B}]", key(.character("]"), .alt)), ("\u{1B}P", key(.character("P"), .alt)),
            ("\u{1B}\u{1B}", key(.escape, .alt)), ("\u{1B}[200~half", .paste("half")),
        ] as [(String, InputEvent)])
    func silenceDecidesWhatAnEscapeWas(bytes: String, event: InputEvent) {
        var decoder = InputDecoder()
        #expect(decoder.receive(bytes.utf8) == [])
        #expect(decoder.patience != nil)
        #expect(decoder.timeout() == [event])
        #expect(decoder.patience == nil)
        #expect(decoder.receive("a".utf8) == typed("a"))
    }

    @Test func aLoneEscapeIsKnownAfter25Milliseconds() {
        var decoder = InputDecoder()
        _ = decoder.receive("\u{1B}".utf8)
        #expect(decoder.patience == .milliseconds(25))
        _ = decoder.receive("[1;".utf8)
        #expect(decoder.patience == .seconds(1))
    }

    @Test(
        arguments: [
            [0xFF, 0x61], [0xC3, 0x61], [0xE2, 0x82, 0x61], [0xF5, 0x61], [0x80, 0x61],
        ] as [[UInt8]])
    func malformedUTF8IsOneReplacementAndNoMore(bytes: [UInt8]) {
        var decoder = InputDecoder()
        #expect(decoder.receive(bytes) == typed("\u{FFFD}a"))
    }

    @Test(arguments: [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
    func overlongFormsAndSurrogatesAreNoScalars(bytes: [UInt8]) {
        var decoder = InputDecoder()
        #expect(decoder.receive(bytes).allSatisfy { $0 == key(.character("\u{FFFD}")) })
    }

    @Test func aPasteIsBounded() {
        var decoder = InputDecoder()
        let flood = [UInt8](repeating: 0x61, count: InputDecoder.pasteLimit + 5_000)
        let events = decoder.receive(Array("\u{1B}[200~".utf8) + flood + Array("\u{1B}[201~b".utf8))
        #expect(events == [.paste(String(repeating: "a", count: InputDecoder.pasteLimit))] + typed("b"))
    }

    @Test func overlongSequencesAreDropped() {
        var decoder = InputDecoder()
        let digits = String(repeating: "1;", count: 100_000)
        #expect(decoder.receive("\u{1B}[\(digits)A\u{1B}]\(digits)\u{7}b".utf8) == typed("b"))
        #expect(decoder.receive("\u{1B}[99999999999999999999999~\u{1B}[<1;0;0Mb".utf8) == typed("b"))
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func randomBytesNeverGetItStuck(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var decoder = InputDecoder()
        let seeds = Array("\u{1B}[]OP;<?0123456789:~MmuR200~201~\u{7}\\".utf8)
        for _ in 0..<20 {
            let noise = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? UInt8.random(in: .min ... .max, using: &generator) : seeds.randomElement(using: &generator) ?? 0
            }
            _ = decoder.receive(noise)
            _ = decoder.timeout()
            #expect(decoder.patience == nil)
            #expect(decoder.receive("a".utf8) == typed("a"))
        }
    }
}
