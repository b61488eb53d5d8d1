extension Chess.Position {
    /// All moves of the side to move, in an order that depends on the position alone.
    public var legalMoves: [Chess.Move] { legal(candidateMoves) }

    /// How the pieces move, also where that leaves their king in check.
    var candidateMoves: [Chess.Move] { candidates(targets: ~self[toMove]) }

    /// The legal moves that take something or promote.
    var captures: [Chess.Move] { legal(candidates(targets: self[toMove.opponent])) }

    /// Whether the side to move has no move: mate in check, and stalemate otherwise.
    public var isStuck: Bool {
        let exposing = piecesThatMayExpose
        return !candidateMoves.contains { isLegal($0, exposing) }
    }

    private func legal(_ moves: [Chess.Move]) -> [Chess.Move] {
        let exposing = piecesThatMayExpose
        return moves.filter { isLegal($0, exposing) }
    }

    private func isLegal(_ move: Chess.Move, _ exposing: Chess.SquareSet) -> Bool {
        if !exposing.contains(move.from), move.to != enPassant { return true }
        return !after(move).isInCheck(toMove)
    }

    /// The pieces whose moves may leave their king in check: all when it is in check, and else those in line with it. En
    /// passant, which opens a line on which neither of the two pawns need be the first, is for the caller to add.
    private var piecesThatMayExpose: Chess.SquareSet {
        if isInCheck { return .all }
        let king = king(of: toMove)
        return Chess.Attacks.queen(from: king, occupied: occupied) | Chess.SquareSet(king)
    }

    private func candidates(targets: Chess.SquareSet) -> [Chess.Move] {
        var moves: [Chess.Move] = []
        moves.reserveCapacity(64)
        for square in self[toMove] {
            guard let piece = self[square] else { continue }
            if piece.kind == .pawn {
                addPawnMoves(from: square, targets, to: &moves)
            } else {
                for target in Chess.Attacks.of(piece, from: square, occupied: occupied) & targets {
                    moves.append(Chess.Move(from: square, to: target))
                }
            }
        }
        addCastling(targets, to: &moves)
        return moves
    }

    /// A promotion is among the captures too, since it changes the material as one does.
    private func addPawnMoves(from square: Chess.Square, _ targets: Chess.SquareSet, to moves: inout [Chess.Move]) {
        let forward = toMove.forward
        let promotes = square.rank + forward == toMove.opponent.homeRank
        func add(_ target: Chess.Square) {
            guard promotes else { return moves.append(Chess.Move(from: square, to: target)) }
            moves += Chess.Kind.promotions.map { Chess.Move(from: square, to: target, promote: $0) }
        }

        var takes = self[toMove.opponent]
        if let enPassant { takes.insert(enPassant) }
        for target in Chess.Attacks.pawn(toMove, from: square) & takes { add(target) }

        let wanted = promotes ? .all : targets
        guard let ahead = Chess.Square(file: square.file, rank: square.rank + forward), !occupied.contains(ahead)
        else { return }
        if wanted.contains(ahead) { add(ahead) }
        guard square.rank == toMove.homeRank + forward,
            let further = Chess.Square(file: square.file, rank: ahead.rank + forward), !occupied.contains(further),
            wanted.contains(further)
        else { return }
        add(further)
    }

    /// FIDE Laws of Chess 3.8.2: nothing stands between king and rook, and no square is attacked on which the king
    /// stands, which it crosses or where it comes to stand.
    private func addCastling(_ targets: Chess.SquareSet, to moves: inout [Chess.Move]) {
        let rights = castling.intersection([.kingside(toMove), .queenside(toMove)])
        guard !rights.isEmpty, !isInCheck else { return }
        let king = king(of: toMove)
        let beside = king.index
        let isFree = { (offset: Int) in (targets & ~occupied).contains(Chess.Square(beside + offset)) }
        let isSafe = { (offset: Int) in !isAttacked(Chess.Square(beside + offset), by: toMove.opponent) }
        if rights.contains(.kingside(toMove)), isFree(1), isFree(2), isSafe(1) {
            moves.append(Chess.Move(from: king, to: Chess.Square(beside + 2)))
        }
        if rights.contains(.queenside(toMove)), isFree(-1), isFree(-2), isFree(-3), isSafe(-1) {
            moves.append(Chess.Move(from: king, to: Chess.Square(beside - 2)))
        }
    }
}
