import ParlorGames
import Testing

/// Input of any origin is refused with a reason or means something, and never traps.
@Suite struct ChessFuzzTests {
    @Test(arguments: [
        "", " ", "w", "8/8/8/8/8/8/8/8 w - - 0 1", "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR x KQkq - 0 1",
        "rnbqkbnr/pppppppp/9/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1",
        "rnbqkbnr/pppppppp/88/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1",
        "rnbqkbnr/ppppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP w KQkq - 0 1",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq e9 0 1",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq e3 0 1",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - -1 1",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 99999999999999999999",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 0",
        "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQxq - 0 1",
        // Two kings, none, a king that can be taken, a pawn on the last rank, a right without its rook.
        "4k3/8/8/8/8/8/8/4KK2 w - - 0 1", "4k3/8/8/8/8/8/8/8 w - - 0 1", "4k3/8/8/8/8/8/8/4RK2 w - - 0 1",
        "P3k3/8/8/8/8/8/8/4K3 w - - 0 1", "4k3/8/8/8/8/8/8/4K3 w K - 0 1",
        "QQQQQQQQ/QQQQQQQQ/QQQQQQQQ/8/8/8/8/K6k w - - 0 1",
        "rnbq\u{212A}bnr/pppppppp/８/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1",
    ])
    func aPositionThatIsNoneIsRefused(fen: String) {
        #expect(refusal { _ = try Chess.Position(fen: fen) }?.code == "fen")
        #expect(refusal { _ = try chess(from: fen) }?.code == "fen")
    }

    @Test(arguments: ["7k/5Q2/6K1/8/8/8/8/8 b - - 0 1", "R6k/8/6K1/8/8/8/8/8 b - - 0 1", "8/8/8/8/8/8/8/K6k w - - 0 1"])
    func nobodyBeginsWhereAllIsOver(fen: String) {
        #expect(refusal { _ = try chess(from: fen) }?.code == "fen")
    }

    @Test func mangledPositionsCanBePlayedOrAreRefused() {
        var rng = SeededRandom(seed: 7)
        let letters = Array("rnbqkpRNBQKP12345678/ wb-KQkqabcdefgh0")
        let fens = [
            "r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1", "4k3/8/8/3pP3/8/8/8/4K3 w - d6 0 2",
        ]
        var played = 0
        for _ in 0..<3_000 {
            var fen = Array(rng.pick(fens) ?? "")
            for _ in 0...rng.below(3) { fen[rng.below(fen.count)] = rng.pick(letters) ?? "8" }
            guard var match = try? chess(from: String(fen)) else { continue }
            played += 1
            for _ in 0..<4 {
                let seat = match.state.position.toMove.seat
                guard let move = rng.pick(match.moves(for: seat)) else { break }
                #expect(throws: Never.self) { try match.play(move, by: seat) }
                #expect((try? Chess.Position(fen: match.state.position.fen)) == match.state.position)
            }
        }
        #expect(played > 50)
    }

    /// All moves that the wire can carry: accepted are exactly those that were enumerated.
    @Test func everyOtherMoveIsRefused() throws {
        let match = try chess(from: "r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq - 0 1")
        let legal = match.moves(for: 0)
        let squares = (0..<64).compactMap { Chess.Square(file: $0 % 8, rank: $0 / 8) }
        var accepted = 0
        for from in squares {
            for to in squares {
                for promote in [nil, .king] as [Chess.Kind?] {
                    let move = Chess.Move(from: from, to: to, promote: promote)
                    guard !legal.contains(move) else { continue }
                    var changed = match
                    if refusal({ try changed.play(move, by: 0) }) == nil { accepted += 1 }
                }
            }
        }
        #expect(accepted == 0)
        #expect(legal.count == 6)
    }

    @Test func anyTextIsAMoveOrNot() throws {
        var rng = SeededRandom(seed: 3)
        let letters = Array("abcdefgh12345678NBRQKPxX-=+#O0onrqk é\u{0}")
        let position = try Chess.Position(fen: "r3k2r/Pppp1ppp/1b3nbN/nP6/BBP1P3/q4N2/Pp1P2PP/R2Q1RK1 w kq - 0 1")
        var read = 0
        for _ in 0..<5_000 {
            let text = String((0..<rng.below(8)).compactMap { _ in rng.pick(letters) })
            if let move = try? position.move(san: text) {
                read += 1
                #expect(position.legalMoves.contains(move))
            }
        }
        #expect(read > 0)
    }
}
