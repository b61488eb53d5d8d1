extension Chess {
    /// What is on the board, who is to move, and what they may still do: all that a FEN says. There are no others than
    /// those with one king a side and nobody able to take it.
    public struct Position: Sendable, Hashable {
        var pawns = SquareSet.none
        var knights = SquareSet.none
        var bishops = SquareSet.none
        var rooks = SquareSet.none
        var queens = SquareSet.none
        var kings = SquareSet.none
        var white = SquareSet.none
        var black = SquareSet.none
        var castling: Castling = []
        /// The square behind a pawn that has just gone two, where an enemy pawn stands ready to take it there.
        var enPassant: Square?

        public internal(set) var toMove = Side.white
        /// How many moves of either side since a pawn moved or a piece was taken.
        public internal(set) var quietMoves = 0
        /// The number of the move: 1 at the start, one more after each of Black's.
        public internal(set) var number = 1

        var occupied: SquareSet { white | black }

        public subscript(_ square: Square) -> Piece? {
            guard occupied.contains(square) else { return nil }
            let side: Side = white.contains(square) ? .white : .black
            if pawns.contains(square) { return Piece(side, .pawn) }
            if knights.contains(square) { return Piece(side, .knight) }
            if bishops.contains(square) { return Piece(side, .bishop) }
            if rooks.contains(square) { return Piece(side, .rook) }
            if queens.contains(square) { return Piece(side, .queen) }
            return Piece(side, .king)
        }

        subscript(_ side: Side) -> SquareSet {
            get { side == .white ? white : black }
            set {
                if side == .white { white = newValue } else { black = newValue }
            }
        }

        subscript(_ kind: Kind) -> SquareSet {
            get {
                switch kind {
                case .pawn: pawns
                case .knight: knights
                case .bishop: bishops
                case .rook: rooks
                case .queen: queens
                case .king: kings
                }
            }
            set {
                switch kind {
                case .pawn: pawns = newValue
                case .knight: knights = newValue
                case .bishop: bishops = newValue
                case .rook: rooks = newValue
                case .queen: queens = newValue
                case .king: kings = newValue
                }
            }
        }

        mutating func put(_ piece: Piece, on square: Square) {
            self[piece.side].insert(square)
            self[piece.kind].insert(square)
        }

        mutating func remove(_ piece: Piece, from square: Square) {
            self[piece.side].remove(square)
            self[piece.kind].remove(square)
        }
    }

    /// Which castlings neither king nor rook has forgone by moving.
    struct Castling: OptionSet, Sendable, Hashable {
        let rawValue: UInt8

        static let whiteKingside = Castling(rawValue: 1)
        static let whiteQueenside = Castling(rawValue: 2)
        static let blackKingside = Castling(rawValue: 4)
        static let blackQueenside = Castling(rawValue: 8)

        static func kingside(_ side: Side) -> Castling { side == .white ? whiteKingside : blackKingside }
        static func queenside(_ side: Side) -> Castling { side == .white ? whiteQueenside : blackQueenside }
    }
}

extension Chess.Position {
    /// The position in which a game begins.
    public static let start: Chess.Position = {
        let pieces: [Chess.Kind] = [.rook, .knight, .bishop, .queen, .king, .bishop, .knight, .rook]
        var position = Chess.Position()
        for (file, kind) in pieces.enumerated() {
            position.put(Chess.Piece(.white, kind), on: Chess.Square(file))
            position.put(Chess.Piece(.white, .pawn), on: Chess.Square(8 + file))
            position.put(Chess.Piece(.black, .pawn), on: Chess.Square(48 + file))
            position.put(Chess.Piece(.black, kind), on: Chess.Square(56 + file))
        }
        position.castling = [.whiteKingside, .whiteQueenside, .blackKingside, .blackQueenside]
        return position
    }()

    /// Where counting ends: further than any game that fifty moves end.
    static var highestCounter: Int { 9_999 }

    /// Where the king of a side stands.
    public func king(of side: Chess.Side) -> Chess.Square { (kings & self[side]).lowest ?? Chess.Square(0) }

    /// Whether the side to move is in check.
    public var isInCheck: Bool { isInCheck(toMove) }

    func isInCheck(_ side: Chess.Side) -> Bool {
        isAttacked(king(of: side), by: side.opponent)
    }

    /// Looks from the square as each kind of piece would: where it sees one of its own kind, that one sees it.
    func isAttacked(_ square: Chess.Square, by side: Chess.Side) -> Bool {
        let theirs = self[side]
        let occupied = occupied
        return Chess.Attacks.knight[square.index].meets(theirs & knights)
            || Chess.Attacks.pawn(side.opponent, from: square).meets(theirs & pawns)
            || Chess.Attacks.king[square.index].meets(theirs & kings)
            || Chess.Attacks.bishop(from: square, occupied: occupied).meets(theirs & (bishops | queens))
            || Chess.Attacks.rook(from: square, occupied: occupied).meets(theirs & (rooks | queens))
    }

    /// The piece that a move takes.
    func captured(by move: Chess.Move) -> (piece: Chess.Piece, square: Chess.Square)? {
        if let piece = self[move.to] { return (piece, move.to) }
        guard move.to == enPassant, pawns.contains(move.from),
            let square = Chess.Square(file: move.to.file, rank: move.from.rank)
        else { return nil }
        return (Chess.Piece(toMove.opponent, .pawn), square)
    }

    /// The position after a move that is one of ``legalMoves``.
    public func after(_ move: Chess.Move) -> Chess.Position {
        guard let piece = self[move.from] else { return self }
        let captured = captured(by: move)
        var next = self
        if let captured { next.remove(captured.piece, from: captured.square) }
        next.remove(piece, from: move.from)
        next.put(move.promote.map { Chess.Piece(piece.side, $0) } ?? piece, on: move.to)
        if piece.kind == .king, abs(move.to.file - move.from.file) == 2 { next.castleRook(of: piece.side, move) }
        if !castling.isEmpty { next.castling.subtract(Self.forgone(move.from).union(Self.forgone(move.to))) }
        next.enPassant = piece.kind == .pawn ? enPassantSquare(after: move) : nil
        next.quietMoves = captured != nil || piece.kind == .pawn ? 0 : min(quietMoves + 1, Self.highestCounter)
        next.number = toMove == .white ? number : min(number + 1, Self.highestCounter)
        next.toMove = toMove.opponent
        return next
    }

    private mutating func castleRook(of side: Chess.Side, _ move: Chess.Move) {
        let isKingside = move.to.file > move.from.file
        guard let corner = Chess.Square(file: isKingside ? 7 : 0, rank: move.from.rank),
            let beside = Chess.Square(file: isKingside ? 5 : 3, rank: move.from.rank)
        else { return }
        remove(Chess.Piece(side, .rook), from: corner)
        put(Chess.Piece(side, .rook), on: beside)
    }

    /// The castlings that end when a piece leaves the square or is taken there.
    private static func forgone(_ square: Chess.Square) -> Chess.Castling {
        switch square.index {
        case 0: .whiteQueenside
        case 4: [.whiteKingside, .whiteQueenside]
        case 7: .whiteKingside
        case 56: .blackQueenside
        case 60: [.blackKingside, .blackQueenside]
        case 63: .blackKingside
        default: []
        }
    }

    private func enPassantSquare(after move: Chess.Move) -> Chess.Square? {
        guard abs(move.to.rank - move.from.rank) == 2 else { return nil }
        let behind = Chess.Square((move.from.index + move.to.index) / 2)
        let canTake = Chess.Attacks.pawn(toMove, from: behind).meets(pawns & self[toMove.opponent])
        return canTake ? behind : nil
    }
}
