/// Standard algebraic notation (PGN Standard, 8.2.3): reading, more leniently than writing.
extension Chess.Position {
    /// Reads a move: standard algebraic notation, with or without its marks, or the squares as in `e2e4` and `e7e8q`.
    ///
    /// Also taken: `0-0` and `o-o`, `e8Q`, `Ng1-f3`, a small letter for a piece, and an `x` too many or too few.
    ///
    /// - Throws: ``Rejection``: `unreadable`, `ambiguous`, or why the move is not legal.
    public func move(san text: String) throws(Rejection) -> Chess.Move {
        let bare = text.filter { !" x-:=+#!?".contains($0) }
        guard bare.utf8.count <= 7, bare.utf8.allSatisfy({ $0 < 0x80 }) else { throw .unreadable }
        if let castling = try castlingMove(bare) { return castling }
        var refusal = Rejection.unreadable
        for wanted in WantedMove.readings(of: bare) {
            let fitting = fitting(wanted)
            if let move = fitting.first, fitting.count == 1 { return move }
            if refusal == .unreadable { refusal = self.refusal(of: wanted, fitting: fitting) }
        }
        throw refusal
    }

    private func castlingMove(_ bare: String) throws(Rejection) -> Chess.Move? {
        let files: Int
        switch bare.uppercased() {
        case "OO", "00": files = 2
        case "OOO", "000": files = -2
        default: return nil
        }
        let castling = legalMoves.first {
            kings.contains($0.from) && $0.to.file - $0.from.file == files
        }
        guard let castling else { throw Rejection("illegal", "you cannot castle there now") }
        return castling
    }

    private func fitting(_ wanted: WantedMove) -> [Chess.Move] {
        legalMoves.filter { wanted.fits($0, of: self[$0.from]?.kind) && $0.promote == wanted.promote }
    }

    private func refusal(of wanted: WantedMove, fitting: [Chess.Move]) -> Rejection {
        guard fitting.isEmpty else {
            return Rejection("ambiguous", "say which one: \(fitting.map(san).joined(separator: " or "))")
        }
        if let from = wanted.from {
            return refusal(of: Chess.Move(from: from, to: wanted.to, promote: wanted.promote))
        }
        if let near = candidateMoves.first(where: { wanted.fits($0, of: self[$0.from]?.kind) }) {
            return refusal(of: Chess.Move(from: near.from, to: near.to, promote: wanted.promote))
        }
        return Rejection("illegal", "no \(wanted.kind?.name ?? "piece") of yours can go to \(wanted.to)")
    }
}

/// What a text says of a move: the target, and as much of the rest as was typed.
private struct WantedMove {
    var kind: Chess.Kind?
    var file: Int?
    var rank: Int?
    var to: Chess.Square
    var promote: Chess.Kind?

    /// The square it comes from, where all of it was typed.
    var from: Chess.Square? {
        guard let file, let rank else { return nil }
        return Chess.Square(file: file, rank: rank)
    }

    func fits(_ move: Chess.Move, of kind: Chess.Kind?) -> Bool {
        move.to == to && (self.kind == nil || self.kind == kind)
            && (file == nil || file == move.from.file) && (rank == nil || rank == move.from.rank)
    }

    /// What a text without its marks can mean. A `b` is a file first: `bc4` is a bishop's move only where no pawn takes.
    static func readings(of bare: String) -> [WantedMove] {
        let squares = squares(bare)
        if let squares, squares.from != nil { return [squares] }
        return [squares.flatMap(pawn), piece(bare)].compactMap(\.self)
    }

    /// `e2e4`, `e7e8q`, and with less of the origin `ed5`, `e8Q`, `e4`.
    private static func squares(_ bare: String) -> WantedMove? {
        guard let kind = bare.last.flatMap({ Chess.Kind(rawValue: $0.lowercased()) }) else {
            return WantedMove(squares: bare)
        }
        var wanted = WantedMove(squares: String(bare.dropLast()))
        wanted?.promote = kind
        return wanted
    }

    /// Without a file it goes straight on; with one it takes on another.
    private static func pawn(_ wanted: WantedMove) -> WantedMove? {
        guard wanted.file != wanted.to.file else { return nil }
        var wanted = wanted
        wanted.kind = .pawn
        wanted.file = wanted.file ?? wanted.to.file
        return wanted
    }

    /// `Nf3`, `Nbd2`, `N1d2`, `Nb1d2`.
    private static func piece(_ bare: String) -> WantedMove? {
        guard let kind = bare.first.flatMap({ Chess.Kind(rawValue: $0.lowercased()) }) else { return nil }
        let rest = String(bare.dropFirst())
        if kind == .pawn { return squares(rest).flatMap { $0.from == nil ? pawn($0) : $0 } }
        var wanted = WantedMove(squares: rest)
        wanted?.kind = kind
        return wanted
    }

    /// A target square behind a file, a rank, both or nothing.
    private init?(squares: String) {
        guard let to = Chess.Square(squares.suffix(2)) else { return nil }
        self.to = to
        for letter in squares.dropLast(2) {
            if rank == nil, let digit = letter.wholeNumberValue, (1...8).contains(digit) {
                rank = digit - 1
            } else if file == nil, rank == nil, let square = Chess.Square("\(letter)1") {
                file = square.file
            } else {
                return nil
            }
        }
    }
}

extension Rejection {
    fileprivate static var unreadable: Rejection {
        Rejection("unreadable", "that is no move: type one like e4, Nf3, exd5, O-O, e8=Q or e2e4")
    }
}
