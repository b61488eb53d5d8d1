extension ConnectFour {
    /// Looks ahead: alpha-beta, deeper and deeper, until a number of positions has been looked at or the end is known.
    struct Search {
        private let root: Bitboard
        /// From the middle, where most lines of four are, outward: what is likely to be best is tried first.
        private let columns: [Int]
        /// How many positions may still be looked at.
        private(set) var left: Int

        /// What a win by the very first disc would be worth; each disc before it takes one away. Beyond all promises.
        private static let win = 1_000
        private struct OutOfEffort: Error {}

        init(_ board: Bitboard, effort: Int) {
            root = board
            columns = (0..<board.columns).sorted { abs(2 * $0 - board.columns + 1) < abs(2 * $1 - board.columns + 1) }
            left = effort
        }

        /// The best column, as far as the effort goes; nil on a full board.
        mutating func best() -> Int? {
            var candidates = columns.filter(root.isOpen)
            for depth in 0..<root.free {
                guard let worth = sort(&candidates, depth), abs(worth) < Self.win - 64 else { break }
            }
            return candidates.first
        }

        /// One look at all candidates, the best of the last look first: it moves up what it finds to be better. Gives the
        /// worth of the best, and nil when the effort ended before all were seen.
        private mutating func sort(_ candidates: inout [Int], _ depth: Int) -> Int? {
            var best = -Self.win
            for (index, column) in candidates.enumerated() {
                guard let worth = try? worth(of: column, on: root, depth, best, Self.win, ply: 0) else { return nil }
                guard worth > best else { continue }
                best = worth
                candidates.remove(at: index)
                candidates.insert(column, at: 0)
            }
            return best
        }

        private mutating func worth(
            of column: Int, on board: Bitboard, _ depth: Int, _ alpha: Int, _ beta: Int, ply: Int
        ) throws(OutOfEffort) -> Int {
            if board.wins(column) { return Self.win - ply }
            return -(try worth(of: board.dropping(column), depth, -beta, -alpha, ply: ply + 1))
        }

        /// What the player to move can reach, between the bounds.
        private mutating func worth(
            of board: Bitboard, _ depth: Int, _ alpha: Int, _ beta: Int, ply: Int
        ) throws(OutOfEffort) -> Int {
            guard left > 0 else { throw OutOfEffort() }
            left -= 1
            if board.free == 0 { return 0 }
            if board.canWin { return Self.win - ply }
            let safe = board.safe
            if safe == 0 { return ply + 1 - Self.win }
            guard depth > 0 else { return board.promise }
            var alpha = alpha
            for column in columns where safe & board.cell(column) != 0 {
                let worth = try worth(of: column, on: board, depth - 1, alpha, beta, ply: ply)
                if worth >= beta { return worth }
                alpha = max(alpha, worth)
            }
            return alpha
        }
    }
}
