import ActorWire
import ParlorGames
import Testing

@Suite struct ChessNotationTests {
    /// PGN Standard 8.2.3: the file tells pieces apart, else the rank, else both; a pinned piece need not be told from.
    @Test(arguments: [
        ("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1", "e2e4", "e4"),
        ("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1", "g1f3", "Nf3"),
        ("4k3/8/8/8/8/8/8/1N1K1N2 w - - 0 1", "b1d2", "Nbd2"),
        ("4k3/8/8/R7/8/8/8/R3K3 w - - 0 1", "a1a3", "R1a3"),
        ("4k3/8/8/R7/8/8/8/R3K3 w - - 0 1", "a5a3", "R5a3"),
        ("8/8/k7/8/4Q2Q/8/8/K6Q w - - 0 1", "h4e1", "Qh4e1"),
        ("8/8/k7/8/4Q2Q/8/8/K6Q w - - 0 1", "e4e1", "Qee1"),
        ("8/8/k7/8/4Q2Q/8/8/K6Q w - - 0 1", "h1e1", "Q1e1"),
        ("4k3/8/8/8/1b6/2N5/8/4K1N1 w - - 0 1", "g1e2", "Ne2"),
        ("rnbqkbnr/ppp1pppp/8/3p4/4P3/8/PPPP1PPP/RNBQKBNR w KQkq - 0 2", "e4d5", "exd5"),
        ("4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 2", "e5d6", "exd6"),
        ("5k2/8/8/8/8/8/8/4K2R w K - 0 1", "e1g1", "O-O+"),
        ("4k3/8/8/8/8/8/8/R3K3 w Q - 0 1", "e1c1", "O-O-O"),
        ("8/P6k/8/8/8/8/8/K7 w - - 0 1", "a7a8q", "a8=Q"),
        ("1r5k/P7/8/8/8/8/8/K7 w - - 0 1", "a7b8q", "axb8=Q+"),
        ("7k/8/6K1/8/8/8/8/R7 w - - 0 1", "a1a8", "Ra8#"),
        ("6k1/8/8/8/8/8/8/R5K1 w - - 0 1", "a1a8", "Ra8+"),
    ])
    func aMoveIsWritten(fen: String, squares: String, san: String) throws {
        let position = try Chess.Position(fen: fen)
        let move = try position.move(san: squares)
        #expect(move.description == squares)
        #expect(position.san(move) == san)
        #expect(try position.move(san: san) == move)
    }

    @Test(arguments: [
        ("e4", "e2e4"), (" e4 ", "e2e4"), ("e2-e4", "e2e4"), ("Pe4", "e2e4"), ("e4!?", "e2e4"), ("Nf3", "g1f3"),
        ("nf3", "g1f3"), ("Ng1f3", "g1f3"), ("Ng1-f3", "g1f3"), ("Ngf3", "g1f3"), ("N1f3", "g1f3"), ("nc3", "b1c3"),
    ])
    func theFirstMoveInManyForms(text: String, squares: String) throws {
        #expect(try Chess.Position.start.move(san: text).description == squares)
    }

    @Test(arguments: [
        ("r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1", ["O-O", "0-0", "o-o", "OO", "e1g1", "Ke1g1", "Kg1"], "e1g1"),
        ("r3k2r/8/8/8/8/8/8/R3K2R b KQkq - 0 1", ["O-O-O", "0-0-0", "e8c8"], "e8c8"),
        ("8/P6k/8/8/8/8/8/K7 w - - 0 1", ["a8=Q", "a8Q", "a8q", "a7a8q", "a7-a8=Q", "a7a8=q"], "a7a8q"),
        // A b is a file where a pawn takes, and a bishop where none does.
        ("4k3/8/8/8/8/2p5/1P6/3BK3 w - - 0 1", ["bc3", "bxc3"], "b2c3"),
        ("4k3/8/8/8/8/8/1P6/3BK3 w - - 0 1", ["bc2", "Bc2"], "d1c2"),
        ("4k3/8/8/8/8/8/1P1B4/4K3 w - - 0 1", ["bb4", "Bb4"], "d2b4"),
    ])
    func otherMovesInManyForms(fen: String, texts: [String], squares: String) throws {
        let position = try Chess.Position(fen: fen)
        for text in texts { #expect(try position.move(san: text).description == squares, "\(text)") }
    }

    @Test(arguments: [
        "", " ", "e", "e9", "i4", "Zf3", "O-O-O-O", "--", "é4", "e4e4e4e4", "Nf3Nf3", "=Q", "0", "\u{1B}[31me4", "１e4",
    ])
    func whatIsNoMoveIsCalledSo(text: String) {
        #expect(refusal { _ = try Chess.Position.start.move(san: text) }?.code == "unreadable")
    }

    @Test func anAmbiguousMoveIsAnsweredWithTheCandidates() throws {
        let position = try Chess.Position(fen: "4k3/8/8/8/8/8/8/1N1K1N2 w - - 0 1")
        let refusal = refusal { _ = try position.move(san: "Nd2") }
        #expect(refusal == Rejection("ambiguous", "say which one: Nbd2 or Nfd2"))
    }

    @Test func aPawnThatCouldAlsoTakeGoesStraightOn() throws {
        let position = try Chess.Position(fen: "4k3/8/8/8/3p4/8/2P1P3/4K3 w - - 0 1")
        #expect(try position.move(san: "e3").description == "e2e3")
        let taking = try Chess.Position(fen: "4k3/8/8/4p3/3P4/8/4P3/4K3 w - - 0 1")
        #expect(refusal { _ = try taking.move(san: "e5") }?.code == "illegal")
    }

    /// The example of the PGN Standard, 16.1.4.
    @Test func aPositionIsWritten() throws {
        #expect(try chess().state.position.fen == "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1")
        let match = try chess("e4 c5 Nf3")
        #expect(match.state.position.fen == "rnbqkbnr/pp1ppppp/8/2p5/4P3/5N2/PPPP1PPP/RNBQKB1R b KQkq - 1 2")
    }

    @Test func theSquareOfEnPassantIsKeptWhereAPawnCanTake() throws {
        let useless = "rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq e3 0 1"
        #expect(try Chess.Position(fen: useless) == chess("e4").state.position)
        let useful = "4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 2"
        #expect(try Chess.Position(fen: useful).fen == useful)
    }

    @Test func aPositionCanBeOneWord() throws {
        let fen = "4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 1"
        #expect(try Chess.Position(fen: "4k3/8/8/3pP3/8/8/8/4K3_w_-_d6").fen == fen)
    }

    // MARK: What goes over the wire

    @Test(arguments: [
        ("e2e4", "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1", #"{"from":"e2","to":"e4"}"#),
        ("a7a8n", "4k3/P7/8/8/8/8/8/4K3 w - - 0 1", #"{"from":"a7","to":"a8","promote":"n"}"#),
    ])
    func theFormOfAMove(text: String, fen: String, json: String) throws {
        let move = try Chess.Position(fen: fen).move(san: text)
        #expect(String(decoding: try Value(encoding: move).json(), as: UTF8.self) == json)
        #expect(try Value(json: Array(json.utf8)).decode(Chess.Move.self) == move)
    }

    @Test func theFormOfAView() throws {
        let view = try chess("e4 d5 exd5").view(for: .spectator)
        let json = """
            {"position":"rnbqkbnr/ppp1pppp/8/3P4/8/8/PPPP1PPP/RNBQKBNR b KQkq - 0 2","check":false,\
            "last":{"from":"e4","to":"d5"},"moves":["e4","d5","exd5"],"captured":["p"],"twice":[]}
            """
        #expect(String(decoding: try Value(encoding: view).json(), as: UTF8.self) == json)
    }
}
