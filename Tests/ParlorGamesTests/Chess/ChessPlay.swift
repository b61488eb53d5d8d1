import ParlorGames

/// A match in which the seats play what is written, each on its turn.
func chess(_ moves: String = "", from fen: String? = nil) throws -> Match<Chess> {
    var match = try Match<Chess>(seed: 1, seats: 2, options: Chess.Options(fen: fen))
    try match.play(moves)
    return match
}

extension Match<Chess> {
    mutating func play(_ moves: String) throws {
        for text in moves.split(separator: " ") {
            let seat = state.position.toMove.seat
            try play(Chess.move(from: String(text), in: view(for: .seat(seat)), for: seat), by: seat)
        }
    }
}

/// Why something was refused; nil when it was not.
func refusal(_ body: () throws -> Void) -> Rejection? {
    do {
        try body()
        return nil
    } catch {
        return error as? Rejection
    }
}
