import Terminal

extension FuzzTarget {
    static let input = FuzzTarget(
        "input",
        dictionary: [
            "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "\u{1B}\\", "\u{7}", "\u{1B}[200~", "\u{1B}[201~",
            "\u{1B}[<0;1;1M", ";",
            ":", "9999999999999999999", "~", "u", "?", "é", "漢", "😀",
        ]
    ) { input, fuzzer in
        var whole = InputDecoder()
        var chopped = InputDecoder()
        let events = whole.receive(input)
        try require(fuzzer.chopped(input).flatMap { chopped.receive($0) } == events, "the pieces say something else")
        try require(whole.timeout() == chopped.timeout(), "the pieces end in something else")
        try require(whole.patience == nil, "it waits for more after it has waited")
        // Each byte is one stroke at most, but for those that a broken sequence gives back.
        try require(events.count <= input.count * 2 + 1, "\(events.count) events from \(input.count) bytes")
        let key = InputEvent.key(KeyPress(.character("a")))
        try require(whole.receive("a".utf8) == [key], "what comes next is not understood any more")
    }

    static let screen = FuzzTarget(
        "screen",
        dictionary: [
            "\u{1B}[2J", "\u{9B}", "\t", "\r\n", "\u{2028}", "漢", "ｱ", "👩\u{200D}👩", "👍🏽", "🇩🇪", "1\u{FE0F}\u{20E3}",
            "☎\u{FE0F}",
            "e\u{301}", "\u{301}", "\u{200B}", "\u{202E}", "क\u{94D}ष", "\u{FDFD}", "\u{AD}", "         ",
        ]
    ) { input, _ in
        let text = String(decoding: input, as: UTF8.self)
        let width = 2 + Int(input.first ?? 9) % 30
        let lines = TextWidth.wrapped(text, to: width)
        for line in lines {
            try require(TextWidth.columns(line) <= width, "a line of \(TextWidth.columns(line)) in \(width)")
        }
        let isKept = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace && scalar != "\u{200B}" }
        try require(
            lines.flatMap { $0.unicodeScalars.filter(isKept) } == text.unicodeScalars.filter(isKept),
            "wrapping loses text")
        for alignment in [Alignment.left, .right, .center] {
            let padded = TextWidth.padded(text, to: width, alignment: alignment)
            try require(
                TextWidth.columns(padded) == width, "padded to \(TextWidth.columns(padded)) instead of \(width)")
        }

        var grid = Grid(size: Size(columns: width, rows: 3))
        grid.write(text, at: Position(column: -3, row: 1))
        grid.write(text, at: Position(column: width / 2, row: 1))
        for row in 0..<3 {
            var column = 0
            for cell in grid[row: row] {
                try require(
                    cell.width == (column > 0 ? 0 : cell.width) && (column > 0 || cell.width > 0), "half a character")
                column = column > 0 ? column - 1 : cell.width - 1
                for scalar in cell.character.unicodeScalars {
                    try require(
                        scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl,
                        "U+\(String(scalar.value, radix: 16)) on the screen")
                }
            }
            try require(column == 0, "a character over the edge")
        }
    }
}
