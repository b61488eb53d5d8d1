extension Chess {
    /// What a piece attacks, whoever stands there.
    enum Attacks {
        static func of(_ piece: Piece, from square: Square, occupied: SquareSet) -> SquareSet {
            switch piece.kind {
            case .pawn: pawn(piece.side, from: square)
            case .knight: knight[square.index]
            case .bishop: bishop(from: square, occupied: occupied)
            case .rook: rook(from: square, occupied: occupied)
            case .queen: queen(from: square, occupied: occupied)
            case .king: king[square.index]
            }
        }

        static func pawn(_ side: Side, from square: Square) -> SquareSet {
            (side == .white ? whitePawn : blackPawn)[square.index]
        }

        static func bishop(from square: Square, occupied: SquareSet) -> SquareSet {
            ray(.northEast, from: square, occupied) | ray(.northWest, from: square, occupied)
                | ray(.southEast, from: square, occupied) | ray(.southWest, from: square, occupied)
        }

        static func rook(from square: Square, occupied: SquareSet) -> SquareSet {
            ray(.north, from: square, occupied) | ray(.east, from: square, occupied)
                | ray(.south, from: square, occupied) | ray(.west, from: square, occupied)
        }

        static func queen(from square: Square, occupied: SquareSet) -> SquareSet {
            bishop(from: square, occupied: occupied) | rook(from: square, occupied: occupied)
        }

        static let knight = steps([(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)])
        static let king = steps([(0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1)])
        private static let whitePawn = steps([(-1, 1), (1, 1)])
        private static let blackPawn = steps([(-1, -1), (1, -1)])

        /// For each square those that one of the steps, in files and ranks, leads to.
        private static func steps(_ steps: [(Int, Int)]) -> [SquareSet] {
            (0..<64).map { index in
                let square = Square(index)
                var reached = SquareSet.none
                for (files, ranks) in steps {
                    if let target = Square(file: square.file + files, rank: square.rank + ranks) {
                        reached.insert(target)
                    }
                }
                return reached
            }
        }
    }
}

/// Lines: what a slider attacks is the ray of its direction without the ray behind the first piece in the way.
extension Chess.Attacks {
    /// The first four lead to squares of higher numbers.
    private enum Direction: Int, CaseIterable {
        case north, east, northEast, northWest, south, west, southWest, southEast

        var ascends: Bool { rawValue < 4 }
        var step: (files: Int, ranks: Int) {
            switch self {
            case .north: (0, 1)
            case .east: (1, 0)
            case .northEast: (1, 1)
            case .northWest: (-1, 1)
            case .south: (0, -1)
            case .west: (-1, 0)
            case .southWest: (-1, -1)
            case .southEast: (1, -1)
            }
        }
    }

    /// The squares in front of each square on an empty board: 64 for each direction.
    private static let rays: [Chess.SquareSet] = Direction.allCases.flatMap { direction in
        (0..<64).map { index in
            var reached = Chess.SquareSet.none
            var square: Chess.Square? = Chess.Square(index)
            while let here = square {
                square = Chess.Square(file: here.file + direction.step.files, rank: here.rank + direction.step.ranks)
                if let square { reached.insert(square) }
            }
            return reached
        }
    }

    private static func ray(
        _ direction: Direction, from square: Chess.Square, _ occupied: Chess.SquareSet
    ) -> Chess.SquareSet {
        let ray = rays[direction.rawValue * 64 + square.index]
        let inTheWay = ray & occupied
        guard let first = direction.ascends ? inTheWay.lowest : inTheWay.highest else { return ray }
        return ray ^ rays[direction.rawValue * 64 + first.index]
    }
}
