/// Standard algebraic notation (PGN Standard, 8.2.3): writing.
extension Chess.Position {
    /// A legal move as chess players write it: `Nbd7`, `exd5`, `e8=Q+`, `O-O`. Any other move comes out as its squares.
    public func san(_ move: Chess.Move) -> String {
        let legal = legalMoves
        guard let piece = self[move.from], legal.contains(move) else { return move.description }
        return sanWithoutMark(move, of: piece, among: legal) + mark(after: move)
    }

    private func sanWithoutMark(_ move: Chess.Move, of piece: Chess.Piece, among legal: [Chess.Move]) -> String {
        let takes = captured(by: move) == nil ? "" : "x"
        switch piece.kind {
        case .king where abs(move.to.file - move.from.file) == 2:
            return move.to.file > move.from.file ? "O-O" : "O-O-O"
        case .pawn:
            let file = takes.isEmpty ? "" : move.from.fileLetter
            return file + takes + move.to.description + (move.promote.map { "=" + $0.letter } ?? "")
        default:
            return piece.kind.letter + origin(of: move, piece, among: legal) + takes + move.to.description
        }
    }

    /// What tells the piece from others of its kind that may go there: the file if that does, else the rank, else both.
    private func origin(of move: Chess.Move, _ piece: Chess.Piece, among legal: [Chess.Move]) -> String {
        let others = legal.filter { $0.to == move.to && $0.from != move.from && self[$0.from] == piece }.map(\.from)
        if others.isEmpty { return "" }
        if !others.contains(where: { $0.file == move.from.file }) { return move.from.fileLetter }
        if !others.contains(where: { $0.rank == move.from.rank }) { return move.from.rankDigit }
        return move.from.description
    }

    private func mark(after move: Chess.Move) -> String {
        let next = after(move)
        guard next.isInCheck else { return "" }
        return next.isStuck ? "#" : "+"
    }
}
