import ParlorGames
import Testing

/// How many games of a given length lead on from a position: published counts that generators of moves are checked with
/// (Chess Programming Wiki, "Perft Results").
@Suite struct ChessPerftTests {
    @Test(arguments: [
        ("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1", [20, 400, 8_902, 197_281]),
        ("r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq -", [48, 2_039, 97_862]),
        ("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - -", [14, 191, 2_812, 43_238, 674_624]),
        ("r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq -", [6, 264, 9_467, 422_333]),
        ("rnbq1k1r/pp1Pbppp/2p5/8/2B5/8/PPP1NnPP/RNBQK2R w KQ -", [44, 1_486, 62_379]),
        // The most moves that are known of a position that can come about (N. Petrović, 1964).
        ("R6R/3Q4/1Q4Q1/4Q3/2Q4Q/Q4Q2/pp1Q4/kBNN1KB1 w - -", [218]),
    ])
    func asManyMovesAsArePublished(fen: String, counts: [Int]) throws {
        let position = try Chess.Position(fen: fen)
        for (depth, count) in counts.enumerated() {
            #expect(perft(position, depth + 1) == count)
        }
    }

    private func perft(_ position: Chess.Position, _ depth: Int) -> Int {
        let moves = position.legalMoves
        guard depth > 1 else { return moves.count }
        return moves.reduce(0) { $0 + perft(position.after($1), depth - 1) }
    }
}
