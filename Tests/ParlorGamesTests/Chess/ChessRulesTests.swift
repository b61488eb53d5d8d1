import ParlorGames
import Testing

@Suite struct ChessRulesTests {
    // MARK: How a match ends

    @Test func mateWins() throws {
        #expect(try chess("f3 e5 g4 Qh4#").outcome == .win(by: 1, of: 2, "checkmate"))
        #expect(try chess("e4 e5 Bc4 Nc6 Qh5 Nf6 Qxf7#").outcome == .win(by: 0, of: 2, "checkmate"))
        #expect(try chess("f3 e5 g4").outcome == nil)
    }

    @Test func stalemateDraws() throws {
        let match = try chess("Qf7", from: "7k/8/6K1/8/8/8/5Q2/8 w - - 0 1")
        #expect(match.outcome == .draw(of: 2, "stalemate"))
        #expect(match.turn == .over)
    }

    @Test func theThirdRepetitionDraws() throws {
        let once = "Nf3 Nf6 Ng1 Ng8 "
        #expect(try chess(once + "Nf3 Nf6 Ng1").outcome == nil)
        #expect(try chess(once + once).outcome == .draw(of: 2, "threefold repetition"))
    }

    /// FIDE Laws of Chess 9.2.3: the same pieces with other possible moves are another position.
    @Test func aPositionWithAnEnPassantIsAnotherUnlessItIsIllegal() throws {
        let once = " Nf3 Kg8 Ng1 Kh8"
        let legal = "r6k/3p4/8/4P3/8/8/8/4K1N1 b - - 0 1"
        #expect(try chess("d5" + once + once, from: legal).outcome == nil)
        #expect(try chess("d5" + once + once + " Nf3", from: legal).outcome?.reason == "threefold repetition")
        let pinned = "4r2k/3p4/8/4P3/8/8/8/4K1N1 b - - 0 1"
        #expect(try chess("d5" + once + once, from: pinned).outcome?.reason == "threefold repetition")
    }

    /// White's king goes back by another way, so that it is Black's turn where it was White's.
    @Test func aPositionWithTheOtherSideToMoveIsAnother() throws {
        let fen = "4k3/p7/8/8/8/8/P7/4K3 w - - 0 1"
        #expect(try chess("Kd1 Kd8 Kd2 Ke8 Ke1 Kd8 Kd1 Ke8 Ke1", from: fen).outcome == nil)
    }

    @Test func aPositionWithARightToCastleIsAnother() throws {
        let once = "Rb1 Rb8 Ra1 Ra8 "
        let fen = "r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1"
        #expect(try chess(once + once, from: fen).outcome == nil)
        #expect(try chess(once + once + "Rb1 Rb8", from: fen).outcome?.reason == "threefold repetition")
    }

    @Test func fiftyMovesDrawUnlessTheLastOneMates() throws {
        let late = "4k3/8/8/8/8/8/8/R3K3 w - - 98 80"
        #expect(try chess("Ra2", from: late).outcome == nil)
        #expect(try chess("Ra2 Kd8", from: late).outcome == .draw(of: 2, "fifty moves without progress"))
        let mate = try chess("Ra8#", from: "7k/8/6K1/8/8/8/8/R7 w - - 99 80")
        #expect(mate.outcome == .win(by: 0, of: 2, "checkmate"))
    }

    @Test(arguments: [
        ("4k3/8/8/8/8/8/8/4K3 w - -", true),
        ("4k3/8/8/8/8/8/8/4KN2 w - -", true),
        ("4kb2/8/8/8/8/8/8/4K3 w - -", true),
        // Bishops on f8 and c1 walk on dark squares, and on c8 on light ones.
        ("4kb2/8/8/8/8/8/8/2B1K3 w - -", true),
        ("2b1k3/8/8/8/8/8/8/2B1K3 w - -", false),
        ("4k3/8/8/8/8/8/8/4KNN1 w - -", false),
        ("4kn2/8/8/8/8/8/8/4KN2 w - -", false),
        ("4kb2/8/8/8/8/8/8/4KN2 w - -", false),
        ("4k3/8/8/8/8/8/P7/4K3 w - -", false),
        ("4k3/8/8/8/8/8/8/R3K3 w - -", false),
    ])
    func tooFewPiecesToMate(fen: String, isDead: Bool) throws {
        #expect(try Chess.Position(fen: fen).isDead == isDead)
    }

    @Test func theCaptureThatLeavesTooFewPiecesDraws() throws {
        #expect(
            try chess("Kxe2", from: "4k3/8/8/8/8/8/4r3/4K3 w - - 0 1").outcome
                == .draw(of: 2, "too few pieces to mate"))
    }

    @Test func whoForfeitsLosesExceptAgainstABareKing() throws {
        var match = try chess("e4")
        try match.forfeit(0)
        #expect(match.outcome?.winners == [1])
        var lonely = try chess(from: "4k3/8/8/8/8/8/8/R3K3 w - - 0 1")
        try lonely.forfeit(0)
        #expect(lonely.outcome?.isDraw == true)
        #expect(lonely.outcome?.reason == "one gave up, and the other had nothing to mate with")
    }

    // MARK: Castling, en passant, promotion

    @Test(arguments: [
        // Free, then with the king in check, over an attacked square, to an attacked square.
        ("4k3/8/8/8/8/8/8/4K2R w K - 0 1", true),
        ("4k3/8/8/8/4r3/8/8/4K2R w K - 0 1", false),
        ("4k3/8/8/8/5r2/8/8/4K2R w K - 0 1", false),
        ("4k3/8/8/8/6r1/8/8/4K2R w K - 0 1", false),
        // The rook may be attacked.
        ("4k3/8/8/8/7r/8/8/4K2R w K - 0 1", true),
        // Something in between; no right.
        ("4k3/8/8/8/8/8/8/4K1NR w K - 0 1", false),
        ("4k3/8/8/8/8/8/8/4K2R w - - 0 1", false),
    ])
    func castling(fen: String, isLegal: Bool) throws {
        let castling = Chess.Move(from: try #require(Chess.Square("e1")), to: try #require(Chess.Square("g1")))
        #expect(try Chess.Position(fen: fen).legalMoves.contains(castling) == isLegal)
    }

    @Test func theRookJumpsOverTheKing() throws {
        let fen = "r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1"
        #expect(try chess("O-O O-O-O", from: fen).state.position.fen == "2kr3r/8/8/8/8/8/8/R4RK1 w - - 2 2")
    }

    @Test func onTheQueensSideTheRookMayCrossAnAttackedSquare() throws {
        let fen = "1r2k3/8/8/8/8/8/8/R3K3 w Q - 0 1"
        #expect(try chess("O-O-O", from: fen).state.position.fen == "1r2k3/8/8/8/8/8/8/2KR4 b - - 1 1")
    }

    @Test func aRookThatIsTakenAtHomeCannotCastle() throws {
        let match = try chess("Rxa8+", from: "r3k2r/8/8/8/8/8/8/R3K2R w KQkq - 0 1")
        #expect(match.state.position.fen == "R3k2r/8/8/8/8/8/8/4K2R b Kk - 0 1")
    }

    @Test func enPassantTakesThePawnThatPassedAndOnlyAtOnce() throws {
        let match = try chess("e4 a6 e5 d5 exd6")
        #expect(match.state.position.fen == "rnbqkbnr/1pp1pppp/p2P4/8/8/8/PPPP1PPP/RNBQKBNR b KQkq - 0 3")
        #expect(refusal { _ = try chess("e4 a6 e5 d5 h3 h6 exd6") }?.code == "illegal")
    }

    /// Taking would open the rank on which both pawns stood between king and rook.
    @Test func enPassantMayNotOpenTheRankOfTheKing() throws {
        #expect(refusal { _ = try chess("d5 exd6", from: "7k/3p4/8/K3P2r/8/8/8/8 b - - 0 1") }?.code == "check")
    }

    @Test func aPawnBecomesWhatIsSaid() throws {
        let fen = "8/P6k/8/8/8/8/8/K7 w - - 0 1"
        #expect(try chess("a8=N", from: fen).state.position.fen.hasPrefix("N7/"))
        #expect(refusal { _ = try chess("a8", from: fen) }?.code == "promotion")
        #expect(refusal { _ = try chess("a8=K", from: fen) }?.code == "promotion")
    }

    // MARK: What is refused

    @Test(arguments: [
        ("", "e3", "e4", "empty_square"), ("", "e7", "e5", "not_your_piece"), ("", "e2", "e5", "illegal"),
        ("", "a1", "a3", "illegal"), ("", "e1", "g1", "illegal"), ("d4 e6 Nc3 Bb4", "c3", "e4", "check"),
        ("e4 f5 Qh5+", "a7", "a6", "check"), ("e4 e5 Ke2 Qg5", "e2", "e3", "check"),
    ])
    func whyAMoveIsRefused(before: String, from: String, to: String, code: String) throws {
        var match = try chess(before)
        let move = Chess.Move(from: try #require(Chess.Square(from)), to: try #require(Chess.Square(to)))
        #expect(refusal { try match.play(move, by: match.state.position.toMove.seat) }?.code == code)
        #expect(try match == chess(before))
    }

    // MARK: What is seen

    @Test func aViewShowsWhatHappened() throws {
        let view = try chess("e4 d5 exd5 Qxd5 Nc3 Qe5+").view(for: .spectator)
        #expect(view.moves == ["e4", "d5", "exd5", "Qxd5", "Nc3", "Qe5+"])
        #expect(view.captured.map(\.letter) == ["p", "P"])
        #expect(view.last?.description == "d5e5")
        #expect(view.check)
        #expect(view.outcome == nil)
        #expect(view.twice.isEmpty)
    }

    @Test func aViewListsTheLastMovesAndTellsTheirNumbers() throws {
        let fen = "1k6/8/8/8/8/8/P7/1K6 w - - 0 10"
        #expect(try chess("a4 Kc8", from: fen).view(for: .spectator).firstPly == 18)
        var match = try chess()
        var rng = SeededRandom(seed: 1)
        while let move = rng.pick(match.moves(for: match.revision % 2)) {
            try match.play(move, by: match.revision % 2)
            let view = match.view(for: .spectator)
            #expect(view.moves.count == min(match.revision, 80))
            #expect(view.firstPly + view.moves.count == match.revision)
        }
        #expect(match.revision > 100)
    }

    @Test func positionsThatCameTwiceAreNamed() throws {
        #expect(try chess("Nf3 Nf6 Ng1").view(for: .spectator).twice.isEmpty)
        #expect(try chess("Nf3 Nf6 Ng1 Ng8").view(for: .spectator).twice.count == 1)
    }

    @Test func onlyTheSideToMoveHasMoves() throws {
        let view = try chess("e4").view(for: .seat(0))
        #expect(Chess.moves(view, for: 0).isEmpty)
        #expect(Chess.moves(view, for: 1).count == 20)
        #expect(Chess.moves(view, for: -1).isEmpty)
    }
}
