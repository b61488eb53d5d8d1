import ParlorGames
import Testing

@Suite struct ChessPGNTests {
    @Test func aMatchIsWrittenWithItsRoster() throws {
        var pgn = Chess.PGN(try chess("f3 e5 g4 Qh4#").record)
        pgn.event = "Friday \"blitz\" \\ finals\n[Black \"x\"]"
        pgn.date = "2026.11.25"
        pgn.white = "mika"
        pgn.black = "kai\u{1B}[2J"
        #expect(
            try pgn.text() == """
                [Event "Friday \\"blitz\\" \\\\ finals[Black \\"x\\"]"]
                [Site "?"]
                [Date "2026.11.25"]
                [Round "?"]
                [White "mika"]
                [Black "kai[2J"]
                [Result "0-1"]

                1. f3 e5 2. g4 Qh4# 0-1

                """)
    }

    @Test func aMatchFromAPositionTellsIt() throws {
        let fen = "4k3/8/8/8/8/8/8/R3K3 b Q - 3 40"
        let text = try Chess.PGN(chess("Kd7 O-O-O+", from: fen).record).text()
        #expect(text.contains("[SetUp \"1\"]\n[FEN \"\(fen)\"]\n\n40... Kd7 41. O-O-O+ *\n"))
    }

    @Test func resultsOfForfeitsAndAgreements() throws {
        var forfeited = try chess("e4 e5")
        try forfeited.forfeit(1)
        #expect(try Chess.PGN(forfeited.record).text().hasSuffix("\n1. e4 e5 1-0\n"))
        var agreed = try chess("e4 e5")
        try agreed.agreeDraw()
        #expect(try Chess.PGN(agreed.record).text().hasSuffix("\n1. e4 e5 1/2-1/2\n"))
    }

    @Test(arguments: [(Forfeit.time, "time forfeit"), (.left, "abandoned")])
    func whoRanOutOfTimeOrLeftIsToldFromWhoGaveUp(cause: Forfeit, word: String) throws {
        var match = try chess("e4 e5")
        try match.forfeit(1, for: cause)
        let text = try Chess.PGN(match.record).text()
        #expect(text.contains("[Termination \"\(word)\"]\n\n1. e4 e5 1-0\n"))
        #expect(try Chess.PGN(reading: text).record.events == match.record.events)
    }

    /// Long matches are wrapped, and what was written is read as it was, however it ended.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func whatIsWrittenIsRead(seed: UInt64) throws {
        var match = try chess()
        var rng = SeededRandom(seed: seed)
        while match.revision < 150, let move = rng.pick(match.moves(for: match.revision % 2)) {
            try match.play(move, by: match.revision % 2)
        }
        switch seed {
        case 1: try? match.forfeit(0)
        case 2: try? match.agreeDraw()
        default: break
        }
        let text = try Chess.PGN(match.record).text()
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count < 80 })
        let read = try Chess.PGN(reading: text)
        #expect(read.record.events == match.record.events)
        #expect(try read.text() == text)
    }

    /// The import format of the PGN Standard: annotations of all kinds are passed over.
    @Test func annotationsArePassedOver() throws {
        let text = """
            % escaped
            [Event "Casual"]
            [White "A \\"B\\" C"]
            [Result "1-0"]

            1.e4! {the best (by test) 1. d4} e5 $1 (1... c5 2. Nf3 (2. c3 {Alapin}) d6) 2.Qh5?! ; too early 2. Nf3
            2...Nc6 3. Bc4 Nf6??
            4 Qxf7# 1-0

            [Event "Another"]

            1. d4 *
            """
        let pgn = try Chess.PGN(reading: text)
        #expect(pgn.event == "Casual")
        #expect(pgn.white == "A \"B\" C")
        #expect(pgn.black == "?")
        #expect(try pgn.record == chess("e4 e5 Qh5 Nc6 Bc4 Nf6 Qxf7#").record.withSeedZero())
    }

    @Test(arguments: [
        ("1. e4 e5 2. Nf6 *", "2. Nf6: no knight of yours can go to f6"),
        ("1. e4 huh *", "1... huh: that is no move: type one like e4, Nf3, exd5, O-O, e8=Q or e2e4"),
        ("1. f3 e5 2. g4 Qh4# 3. a3", "3. a3: the match is over"),
        ("", "there is no game in the text"),
    ])
    func whatIsWrongIsToldWithItsMove(text: String, message: String) {
        #expect(refusal { _ = try Chess.PGN(reading: text) }?.message == message)
    }

    @Test func mangledTextNeverTraps() throws {
        var rng = SeededRandom(seed: 11)
        let letters = Array("[]\"\\{}();%$.*10-/ \neNx#é\u{0}")
        let text = Array(try Chess.PGN(chess("e4 e5 Nf3 Nc6 Bb5 a6 O-O", from: nil).record).text())
        var read = 0
        for _ in 0..<500 {
            var mangled = text
            for _ in 0...rng.below(4) { mangled[rng.below(mangled.count)] = rng.pick(letters) ?? " " }
            if (try? Chess.PGN(reading: String(mangled))) != nil { read += 1 }
        }
        #expect((1..<500).contains(read))
        #expect(refusal { _ = try Chess.PGN(reading: String(repeating: "(", count: 300_000)) }?.code == "pgn")
        #expect(refusal { _ = try Chess.PGN(reading: String(repeating: "(", count: 200_000)) }?.code == "pgn")
    }
}

extension Record<Chess> {
    /// The same moves in a record as one that was read has it.
    fileprivate func withSeedZero() throws -> Record {
        var match = try Match<Chess>(seed: 0, seats: 2, options: options)
        for case .move(let seat, let move) in events { try match.play(move, by: seat) }
        return match.record
    }
}
