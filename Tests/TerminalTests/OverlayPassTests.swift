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

@Suite struct EventQueueTests {
    @Test func eventsKeepTheirOrderAndEndWithTheSession() async {
        let queue = EventQueue(onRoom: {})
        queue.append([.resumed, .terminate(signal: 15)])
        queue.append([.resized(Size(columns: 1, rows: 1))])
        queue.finish()
        queue.append([.resumed])
        var events: [TerminalEvent] = []
        for await event in TerminalEvents(queue: queue) { events.append(event) }
        #expect(events == [.resumed, .terminate(signal: 15), .resized(Size(columns: 1, rows: 1))])
    }

    @Test func aFullQueueTellsWhenThereIsRoom() async {
        await confirmation { room in
            let queue = EventQueue(onRoom: { room() })
            queue.append(Array(repeating: .resumed, count: EventQueue.limit))
            #expect(queue.isFull)
            #expect(await queue.next().count == EventQueue.limit)
            #expect(!queue.isFull)
        }
    }

    @Test func aCancelledReaderIsLetGo() async {
        let queue = EventQueue(onRoom: {})
        let reader = Task { await queue.next() }
        reader.cancel()
        #expect(await reader.value == [])
    }
}
