extension Chess {
    /// Looks ahead: alpha-beta, deeper and deeper until a number of positions has been looked at.
    ///
    /// At the end of a line it plays on while something can be taken, so that it does not stop in the middle of an
    /// exchange; and a side in check is always given its answer.
    struct Search {
        /// How many positions may still be looked at.
        private var left: Int
        /// Those that draw when they come once more.
        private let twice: [PositionKey]
        /// For each distance from the root the move that last refuted another: likely to refute the next as well.
        private var refutations = [Move?](repeating: nil, count: Search.deepest)

        private static let deepest = 64
        private static let mate = 100_000
        private struct OutOfEffort: Error {}

        init(effort: Int, twice: [PositionKey] = []) {
            left = effort
            self.twice = twice
        }

        /// The best of the moves, as far as the effort goes.
        mutating func best(of moves: [Move], in position: Position) -> Move? {
            guard moves.count > 1 else { return moves.first }
            var moves = ordered(moves, in: position, refutation: nil)
            for depth in 0..<Search.deepest {
                guard let worth = sort(&moves, in: position, depth), abs(worth) < Search.mate - Search.deepest else {
                    break
                }
            }
            return moves.first
        }

        /// What a move is worth at a glance: no further than the exchanges that follow.
        mutating func glance(at move: Move, in position: Position) -> Int {
            (try? worth(of: move, in: position, 0, -Search.mate, Search.mate, ply: 0)) ?? -position.after(move).worth
        }

        /// One look at all moves, the best of the last look first: it moves up what it finds to be better. Gives the
        /// worth of the best, and nil when the effort ended before all were seen.
        private mutating func sort(_ moves: inout [Move], in position: Position, _ depth: Int) -> Int? {
            var best = -Search.mate
            for (index, move) in moves.enumerated() {
                guard let worth = try? worth(of: move, in: position, depth, best, Search.mate, ply: 0) else {
                    return nil
                }
                if worth > best {
                    best = worth
                    moves.remove(at: index)
                    moves.insert(move, at: 0)
                }
            }
            return best
        }

        private mutating func worth(
            of move: Move, in position: Position, _ depth: Int, _ alpha: Int, _ beta: Int, ply: Int
        ) throws(OutOfEffort) -> Int {
            let next = position.after(move)
            if next.quietMoves >= 100 || next.isDead || (!twice.isEmpty && twice.contains(next.key)) {
                return next.isInCheck && next.isStuck ? Search.mate - ply - 1 : 0
            }
            return -(try worth(of: next, depth, -beta, -alpha, ply: ply + 1))
        }

        /// What the side to move can reach, between the bounds.
        private mutating func worth(
            of position: Position, _ depth: Int, _ alpha: Int, _ beta: Int, ply: Int
        ) throws(OutOfEffort) -> Int {
            let isInCheck = position.isInCheck
            guard depth > 0 || isInCheck, ply < Search.deepest else {
                return try worthAfterExchanges(in: position, alpha, beta)
            }
            try spend()
            let moves = position.legalMoves
            if moves.isEmpty { return isInCheck ? ply - Search.mate : 0 }
            var alpha = alpha
            for move in ordered(moves, in: position, refutation: refutations[ply]) {
                let worth = try worth(of: move, in: position, depth - (isInCheck ? 0 : 1), alpha, beta, ply: ply)
                if worth >= beta {
                    if position[move.to] == nil { refutations[ply] = move }
                    return worth
                }
                alpha = max(alpha, worth)
            }
            return alpha
        }

        /// Whoever is to move may also leave it at what there is.
        private mutating func worthAfterExchanges(
            in position: Position, _ alpha: Int, _ beta: Int
        ) throws(OutOfEffort) -> Int {
            try spend()
            let standing = position.worth
            if standing >= beta { return standing }
            var alpha = max(alpha, standing)
            for move in ordered(position.captures, in: position, refutation: nil) {
                let worth = -(try worthAfterExchanges(in: position.after(move), -beta, -alpha))
                if worth >= beta { return worth }
                alpha = max(alpha, worth)
            }
            return alpha
        }

        private mutating func spend() throws(OutOfEffort) {
            guard left > 0 else { throw OutOfEffort() }
            left -= 1
        }

        /// The likeliest to be good first, since then the others are soon refuted: promotions, captures of the most
        /// valuable by the least, then what refuted another move.
        private func ordered(_ moves: [Move], in position: Position, refutation: Move?) -> [Move] {
            let ranks = moves.enumerated().map { index, move in
                // The index in the lowest bits makes the order one of a kind.
                (promise(of: move, in: position) + (move == refutation ? 50 : 0)) << 16 | (0xFFFF - index)
            }
            return ranks.sorted(by: >).map { moves[0xFFFF - ($0 & 0xFFFF)] }
        }

        private func promise(of move: Move, in position: Position) -> Int {
            var promise = move.promote?.worth ?? 0
            if let victim = position.captured(by: move)?.piece.kind {
                promise += 10 * victim.worth + 100 - (position[move.from]?.kind.worth ?? 0) / 10
            }
            return promise
        }
    }
}
