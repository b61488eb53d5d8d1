/// What a position is worth at a glance, in hundredths of a pawn.
extension Chess.Position {
    /// Seen by the side to move: material, and how well its pieces stand.
    var worth: Int {
        if isDead { return 0 }
        let phase = Self.phase(of: self)
        let white = worth(of: .white, phase) - worth(of: .black, phase)
        return toMove == .white ? white : -white
    }

    private func worth(of side: Chess.Side, _ phase: Int) -> Int {
        let own = self[side]
        var sum = 0
        for square in own {
            guard let kind = self[square]?.kind else { continue }
            let seen = side == .white ? square.index : square.index ^ 56
            if kind == .king {
                let standing = Chess.Standing.king[seen]
                sum +=
                    (standing.early * phase + standing.late * (Chess.Standing.fullPhase - phase))
                    / Chess.Standing.fullPhase
            } else {
                sum += kind.worth + Chess.Standing.bonus(kind)[seen]
            }
        }
        if (bishops & own).count > 1 { sum += 30 }
        return sum + (self[side.opponent].count == 1 ? hunt(by: side) : 0)
    }

    /// Drives a bare king to the edge, and the own king after it: without that a search does not see so far as a mate.
    private func hunt(by side: Chess.Side) -> Int {
        let hunter = king(of: side)
        let hunted = king(of: side.opponent)
        let distance = max(abs(hunter.file - hunted.file), abs(hunter.rank - hunted.rank))
        return 15 * Chess.Standing.distanceFromCentre(hunted) - 10 * distance
    }

    /// How much of the pieces is still there: the full phase at the start, 0 when only kings and pawns are left.
    private static func phase(of position: Chess.Position) -> Int {
        let minor = (position.knights | position.bishops).count
        return min(minor + 2 * position.rooks.count + 4 * position.queens.count, Chess.Standing.fullPhase)
    }
}

extension Chess.Kind {
    /// Zero for a king, which is never off the board.
    var worth: Int {
        switch self {
        case .pawn: 100
        case .knight: 320
        case .bishop: 330
        case .rook: 500
        case .queen: 950
        case .king: 0
        }
    }
}

extension Chess {
    /// What it is worth to a white piece to stand on each square, from a1 on.
    enum Standing {
        static let fullPhase = 24

        static func bonus(_ kind: Kind) -> [Int] {
            switch kind {
            case .pawn: pawn
            case .knight: knight
            case .bishop: bishop
            case .rook: rook
            case .queen, .king: queen
            }
        }

        /// A king hides in a corner while there is much to fear, and walks to the middle when there is not.
        static let king = squares { square in
            let isCorner = square.file < 3 || square.file > 5
            return (
                early: -25 * square.rank + (isCorner && square.rank == 0 ? 25 : 0),
                late: 30 - 10 * distanceFromCentre(square)
            )
        }

        /// Pawns go forward, those in the middle first; those in front of a castled king stay.
        private static let pawn = squares { square in
            let isCentral = square.file == 3 || square.file == 4
            let advance = max(square.rank - 1, 0)
            return advance * advance * 3 + (isCentral ? min(advance, 2) * 12 : square.file == 2 ? advance * 3 : 0)
        }
        private static let knight = squares { 20 - 12 * distanceFromCentre($0) - ($0.rank == 0 ? 10 : 0) }
        private static let bishop = squares { 12 - 5 * distanceFromCentre($0) - ($0.rank == 0 ? 12 : 0) }
        private static let rook = squares { ($0.rank == 6 ? 20 : 0) + ($0.file == 3 || $0.file == 4 ? 6 : 0) }
        private static let queen = squares { 4 - 2 * distanceFromCentre($0) }

        /// How many ranks and files it is to the four squares in the middle: 6 from a corner.
        static func distanceFromCentre(_ square: Square) -> Int {
            max(3 - square.file, square.file - 4) + max(3 - square.rank, square.rank - 4)
        }

        private static func squares<Value>(_ value: (Square) -> Value) -> [Value] {
            (0..<64).map { value(Square($0)) }
        }
    }
}
