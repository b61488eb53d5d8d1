/// Why a move is not legal, as told to who wanted it.
extension Chess.Position {
    /// - Parameter move: One that is not among ``legalMoves``.
    public func refusal(of move: Chess.Move) -> Rejection {
        guard let piece = self[move.from] else {
            return Rejection("empty_square", "there is nothing on \(move.from)")
        }
        guard piece.side == toMove else {
            return Rejection("not_your_piece", "the \(piece.kind.name) on \(move.from) is not yours")
        }
        let onSameWay = candidateMoves.filter { $0.from == move.from && $0.to == move.to }
        guard let candidate = onSameWay.first else {
            return Rejection("illegal", "the \(piece.kind.name) on \(move.from) cannot go to \(move.to)")
        }
        if after(candidate).isInCheck(toMove) {
            return Rejection(
                "check", isInCheck ? "that leaves your king in check" : "that would put your king in check")
        }
        if candidate.promote != nil {
            return Rejection("promotion", "say what the pawn becomes, as in \(move.to)=Q: Q, R, B or N")
        }
        return Rejection("promotion", "nothing is promoted there")
    }
}
