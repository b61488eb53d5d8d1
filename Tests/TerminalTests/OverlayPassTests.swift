import Testing

@testable import Terminal

@Suite struct OverlayPassTests {
    private func items(_ text: String, link: String? = nil) -> [OverlayPass.Item] {
        var column = 0
        return text.compactMap(Glyph.init).map { glyph in
            defer { column += glyph.width }
            return OverlayPass.Item(
                glyph: glyph, column: column, style: .plain, link: link, isPlain: glyph.kind == .simple)
        }
    }

    private func bytes(_ items: [OverlayPass.Item]) -> String {
        String(decoding: OverlayPass.bytes([(row: 4, items: items)]), as: UTF8.self)
    }

    @Test func plainRowsNeedNothing() {
        #expect(bytes(items("plain 漢字 e\u{301}")) == "")
    }

    @Test func aComplexClusterIsErasedDrawnAndWhatFollowsItRepaired() {
        #expect(
            bytes(items("ab👩‍💻cdefghijkl"))
                == "\u{1B}7\u{1B}[?7l\u{1B}[5;3H\u{1B}[0m\u{1B}[2X👩‍💻\u{1B}[5;5H\u{1B}[0mcdefghij\u{1B}[?7h\u{1B}[0m\u{1B}8"
        )
    }

    @Test func aLinkIsOneHyperlink() {
        let pass = bytes(items("go", link: "https://example.org/"))
        #expect(pass.contains("\u{1B}]8;;https://example.org/\u{1B}\\go\u{1B}]8;;\u{1B}\\"))
    }

    @Test(arguments: ["https://example.org/\u{1B}\\\u{7}", "a b", "ä", String(repeating: "a", count: 3_000)])
    func anAddressThatCouldDoHarmIsNoHyperlink(address: String) {
        #expect(!bytes(items("go", link: address)).contains("\u{1B}]8"))
    }

    @Test func titlesAndNotificationsHoldNoControls() {
        let title = String(decoding: EscapeCodes.title("a\u{1B}\\\u{7}b\u{9C}c\n"), as: UTF8.self)
        #expect(title == "\u{1B}]2;a␛\\␇b\u{FFFD}c␊\u{1B}\\")
        let notification = String(decoding: EscapeCodes.notification("a\u{1B}\\\u{7}b"), as: UTF8.self)
        #expect(notification == "\u{1B}]9;a␛\\␇b\u{1B}\\")
    }

    @Test(arguments: [
        (Style.plain, "\u{1B}[0m"), (Style(foreground: .red, attributes: [.bold, .reverse]), "\u{1B}[0;1;7;31m"),
        (Style(foreground: .indexed(9), background: .indexed(12)), "\u{1B}[0;91;104m"),
        (Style(foreground: .indexed(200), background: .rgb(1, 2, 3)), "\u{1B}[0;38;5;200;48;2;1;2;3m"),
    ])
    func stylesAreWrittenAsSGR(style: Style, expected: String) {
        #expect(EscapeCodes.attributes(style) == expected)
    }
}
