/// Forsyth-Edwards notation (PGN Standard, 16.1).
extension Chess.Position {
    /// Reads a position. The two counters at the end may be absent: they are 0 and 1 then. The fields may be parted by
    /// underscores instead of spaces, so that a position can be typed as one word.
    ///
    /// - Parameter fen: At most 100 bytes.
    /// - Throws: ``Rejection`` `fen` that says what is wrong: the notation, or that no game comes to such a position.
    public init(fen: String) throws(Rejection) {
        guard fen.utf8.count <= 100 else { throw .fen("it is too long") }
        let fields = fen.split { $0 == " " || $0 == "_" }.map(String.init)
        guard [4, 6].contains(fields.count) else { throw .fen("it has six fields, or four without the counters") }
        self.init()
        try placePieces(fields[0])
        toMove = try Self.side(fields[1])
        castling = try Self.castling(fields[2])
        let passed = try Self.passedSquare(fields[3])
        if fields.count == 6 {
            quietMoves = try Self.counter(fields[4], 0...Self.highestCounter)
            number = try Self.counter(fields[5], 1...Self.highestCounter)
        }
        try requireSense()
        enPassant = try enPassantSquare(behind: passed)
    }

    public var fen: String {
        let board = (0..<8).reversed().map(rankText).joined(separator: "/")
        let side = toMove == .white ? "w" : "b"
        return "\(board) \(side) \(castlingText) \(enPassant?.description ?? "-") \(quietMoves) \(number)"
    }
}

extension Chess.Position {
    private mutating func placePieces(_ text: String) throws(Rejection) {
        let ranks = text.split(separator: "/", omittingEmptySubsequences: false)
        guard ranks.count == 8 else { throw .fen("a board has eight ranks, with / between them") }
        for (row, letters) in ranks.enumerated() {
            var file = 0
            for letter in letters {
                if let skipped = letter.wholeNumberValue, (1...8).contains(skipped), letter.isASCII {
                    file += skipped
                    continue
                }
                guard let piece = Chess.Piece(letter: String(letter)) else { throw .fen("\"\(letter)\" is no piece") }
                guard let square = Chess.Square(file: file, rank: 7 - row) else {
                    throw .fen("rank \(8 - row) is longer than eight squares")
                }
                put(piece, on: square)
                file += 1
            }
            guard file == 8 else { throw .fen("rank \(8 - row) is not eight squares long") }
        }
    }

    private static func side(_ text: String) throws(Rejection) -> Chess.Side {
        switch text {
        case "w": return .white
        case "b": return .black
        default: throw .fen("the side to move is w or b")
        }
    }

    private static let castlingLetters: [(letter: Character, right: Chess.Castling)] = [
        ("K", .whiteKingside), ("Q", .whiteQueenside), ("k", .blackKingside), ("q", .blackQueenside),
    ]

    private static func castling(_ text: String) throws(Rejection) -> Chess.Castling {
        var rights: Chess.Castling = []
        if text == "-" { return rights }
        for letter in text {
            guard let right = castlingLetters.first(where: { $0.letter == letter })?.right else {
                throw .fen("castling is - or some of KQkq")
            }
            rights.insert(right)
        }
        return rights
    }

    private static func passedSquare(_ text: String) throws(Rejection) -> Chess.Square? {
        if text == "-" { return nil }
        guard let square = Chess.Square(text) else { throw .fen("the square of en passant is - or as e3") }
        return square
    }

    private static func counter(_ text: String, _ range: ClosedRange<Int>) throws(Rejection) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw .fen("a counter is a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func rankText(_ rank: Int) -> String {
        var text = ""
        var skipped = 0
        for file in 0..<8 {
            guard let piece = Chess.Square(file: file, rank: rank).flatMap({ self[$0] }) else {
                skipped += 1
                continue
            }
            text += (skipped > 0 ? String(skipped) : "") + piece.letter
            skipped = 0
        }
        return text + (skipped > 0 ? String(skipped) : "")
    }

    private var castlingText: String {
        let letters = Self.castlingLetters.filter { castling.contains($0.right) }.map(\.letter)
        return letters.isEmpty ? "-" : String(letters)
    }
}

extension Chess.Position {
    /// What the generation of moves takes for granted.
    private func requireSense() throws(Rejection) {
        for side in Chess.Side.allCases {
            guard (kings & self[side]).count == 1 else { throw .fen("each side has one king") }
            guard self[side].count <= 16, (pawns & self[side]).count <= 8 else {
                throw .fen("a side has at most 16 pieces, and 8 pawns among them")
            }
            try requireCastling(of: side)
        }
        guard !pawns.meets(Chess.SquareSet(rank: 0) | Chess.SquareSet(rank: 7)) else {
            throw .fen("no pawn stands on the first or the last rank")
        }
        guard !isInCheck(toMove.opponent) else { throw .fen("the side that has moved is in check") }
    }

    private func requireCastling(of side: Chess.Side) throws(Rejection) {
        let corners: [(Chess.Castling, Int)] = [(.kingside(side), 7), (.queenside(side), 0)]
        for (right, file) in corners where castling.contains(right) {
            guard let rook = Chess.Square(file: file, rank: side.homeRank),
                let king = Chess.Square(file: 4, rank: side.homeRank),
                self[rook] == Chess.Piece(side, .rook), self[king] == Chess.Piece(side, .king)
            else { throw .fen("whoever may castle has king and rook at home") }
        }
    }

    /// Kept only where a pawn stands ready to take, so that equal positions are equal.
    private func enPassantSquare(behind passed: Chess.Square?) throws(Rejection) -> Chess.Square? {
        guard let passed else { return nil }
        let mover = toMove.opponent
        guard passed.rank == mover.homeRank + 2 * mover.forward,
            let pawn = Chess.Square(file: passed.file, rank: passed.rank + mover.forward),
            let origin = Chess.Square(file: passed.file, rank: passed.rank - mover.forward),
            self[pawn] == Chess.Piece(mover, .pawn), self[passed] == nil, self[origin] == nil
        else { throw .fen("no pawn has just passed \(passed)") }
        return Chess.Attacks.pawn(mover, from: passed).meets(pawns & self[toMove]) ? passed : nil
    }
}

extension Rejection {
    fileprivate static func fen(_ message: String) -> Rejection { Rejection("fen", "this is no position: \(message)") }
}

/// As its FEN.
extension Chess.Position: Codable {
    public init(from decoder: any Decoder) throws {
        let fen = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(fen: fen)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: error.message))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fen)
    }
}
