import ParlorGames
import Testing

@Suite struct ChessBotTests {
    private let strong = Chess.bots.first { $0.level == "strong" }

    private func choice(_ fen: String, effort: Int = 3_000) throws -> Chess.Move {
        let match = try chess(from: fen)
        var rng = SeededRandom(seed: 1)
        let seat = match.state.position.toMove.seat
        return try #require(strong?.choose(match.view(for: .seat(seat)), for: seat, effort: effort, rng: &rng))
    }

    @Test(arguments: [
        "6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", "r1bqkb1r/pppp1ppp/2n2n2/4p2Q/2B1P3/8/PPPP1PPP/RNB1K1NR w KQkq - 4 4",
        "rnbqkbnr/pppp1ppp/8/4p3/6P1/5P2/PPPPP2P/RNBQKBNR b KQkq - 0 2", "6rk/6pp/8/6N1/8/8/8/6K1 w - - 0 1",
    ])
    func strongMatesAtOnce(fen: String) throws {
        let after = try Chess.Position(fen: fen).after(choice(fen))
        #expect(after.isInCheck && after.legalMoves.isEmpty)
    }

    /// Whatever is answered, there is a mate: found out by trying all moves.
    @Test(arguments: [
        // Morphy's problem, a back rank, a smothered king, two rooks, and a promotion.
        "kbK5/pp6/1P6/8/8/8/8/R7 w - - 0 1", "3r2k1/5ppp/8/8/8/8/8/3RR1K1 w - - 0 1",
        "1r4rk/6pp/7N/8/2Q5/8/8/6K1 w - - 0 1", "7k/8/8/8/8/8/R7/1R4K1 w - - 0 1", "8/P6k/5K2/8/6R1/8/8/8 w - - 0 1",
    ])
    func strongMatesInTwo(fen: String) throws {
        let position = try Chess.Position(fen: fen)
        #expect(position.legalMoves.contains { matesNext(after: position.after($0)) }, "it can be done")
        #expect(matesNext(after: position.after(try choice(fen, effort: 10_000))))
    }

    private func matesNext(after position: Chess.Position) -> Bool {
        position.legalMoves.allSatisfy { answer in
            let next = position.after(answer)
            return next.legalMoves.contains { move in
                let last = next.after(move)
                return last.isInCheck && last.legalMoves.isEmpty
            }
        }
    }

    @Test(arguments: [
        // A queen that a pawn attacks, a rook that a bishop does.
        ("rnbqkbnr/ppp1pppp/8/8/3p4/2Q5/PPPP1PPP/RNB1KBNR w KQkq - 0 1", Chess.Kind.queen),
        ("7k/8/8/2b5/8/4R3/5PPP/6K1 w - - 0 1", .rook),
    ])
    func strongSavesWhatIsAttacked(fen: String, kind: Chess.Kind) throws {
        let after = try Chess.Position(fen: fen).after(choice(fen))
        let isTaken = after.legalMoves.contains { after[$0.to]?.kind == kind }
        #expect(!isTaken)
    }

    /// With so little effort it sees a few moves of its own, and what must follow.
    @Test func strongLooksToTheEndOfExchangesAndChecks() throws {
        #expect(try choice("4k3/8/8/3q4/4P3/8/8/4K3 w - - 0 1", effort: 10).description == "e4d5")
        #expect(try choice("4k3/8/4p3/3p4/8/8/3Q4/4K3 w - - 0 1", effort: 10).description != "d2d5")
        #expect(try choice("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1", effort: 20).description == "a1a8")
    }

    @Test func strongTakesADrawByRepetitionWhereItIsLost() throws {
        let fen = "4k3/p7/8/8/8/q7/8/7K b - - 0 1"
        var match = try chess("Qa4 Kh2 Qa3 Kh1 Qa4 Kh2 Qa3", from: fen)
        var rng = SeededRandom(seed: 1)
        let move = try #require(strong?.choose(match.view(for: .seat(0)), for: 0, effort: 300, rng: &rng))
        try match.play(move, by: 0)
        #expect(match.outcome == .draw(of: 2, "threefold repetition"))
    }

    @Test func strongBeatsRandom() throws {
        var match = try chess()
        var rng = SeededRandom(seed: 5)
        while case .seats(let seats) = match.turn, let seat = seats.first {
            let bot = try #require(seat == 0 ? strong : Chess.bots.first)
            let move = try #require(bot.choose(match.view(for: .seat(seat)), for: seat, effort: 500, rng: &rng))
            try match.play(move, by: seat)
        }
        #expect(match.outcome == .win(by: 0, of: 2, "checkmate"))
    }

    @Test(arguments: ["random", "easy", "strong"])
    func theSameSeedMakesTheSameMoves(level: String) throws {
        let bot = try #require(Chess.bots.first { $0.level == level })
        let view = try chess("e4 e5 Nf3 Nc6").view(for: .seat(0))
        let choices = (0..<2).map { _ in
            var rng = SeededRandom(seed: 9)
            return (0..<3).map { _ in bot.choose(view, for: 0, effort: 400, rng: &rng) }
        }
        #expect(choices[0] == choices[1])
    }
}
