extension ConnectFour {
    /// A position as two sets of cells, for looking ahead.
    ///
    /// A cell is a bit: column after column, each from the bottom up. Above each column stays a bit that is never set, so
    /// that no line goes on from the top of one column at the bottom of the next.
    struct Bitboard {
        let columns: Int
        /// How many cells are free.
        private(set) var free: Int
        /// From a cell to the next in a line: up, to the right, and along both diagonals.
        private let steps: [Int]
        /// The lowest cell of each column.
        private let bottom: UInt64
        private let board: UInt64
        /// The discs of the player who is to move.
        private var own: UInt64 = 0
        private var all: UInt64 = 0

        private var height: Int { steps[1] }
        private var others: UInt64 { all ^ own }

        /// - Returns: nil for a view of another size than a board can have.
        init?(_ view: View, for seat: Seat) {
            guard (4...8).contains(view.columns.count), (4...7).contains(view.rows) else { return nil }
            let height = view.rows + 1
            columns = view.columns.count
            steps = [1, height, height - 1, height + 1]
            free = columns * view.rows
            bottom = (0..<columns).reduce(0) { $0 | 1 << UInt64($1 * height) }
            board = bottom &* ((1 << UInt64(view.rows)) - 1)
            for (column, discs) in view.columns.enumerated() {
                guard discs.count <= view.rows else { return nil }
                for (row, disc) in discs.enumerated() {
                    let cell: UInt64 = 1 << UInt64(column * height + row)
                    all |= cell
                    if disc == seat { own |= cell }
                }
                free -= discs.count
            }
        }

        /// The lowest free cell of each column that is not full.
        private var open: UInt64 { (all &+ bottom) & board }

        /// Where a disc falls; nothing in a column that is full.
        func cell(_ column: Int) -> UInt64 {
            open & ((1 << UInt64(height - 1)) - 1) << UInt64(column * height)
        }

        func isOpen(_ column: Int) -> Bool { cell(column) != 0 }

        /// Whether the player to move wins there.
        func wins(_ column: Int) -> Bool { cell(column) & fourths(of: own) != 0 }

        /// Whether the player to move can win at once.
        var canWin: Bool { open & fourths(of: own) != 0 }

        /// Whether the other does not win by the very next disc.
        func isSafe(_ column: Int) -> Bool { safe & cell(column) != 0 }

        /// Where a disc leaves the other nothing to win by at once: it takes the other's fourth cell, and opens none above.
        var safe: UInt64 {
            let lost = fourths(of: others)
            let forced = open & lost
            if forced.nonzeroBitCount > 1 { return 0 }
            return (forced == 0 ? open : forced) & ~(lost >> 1)
        }

        /// The position after a disc, as the other player sees it.
        func dropping(_ column: Int) -> Bitboard {
            var next = self
            next.own = others
            next.all |= cell(column)
            next.free -= 1
            return next
        }

        /// How good it looks for the player to move: cells that would make four count, whenever they can be had.
        var promise: Int { fourths(of: own).nonzeroBitCount - fourths(of: others).nonzeroBitCount }

        /// The free cells that would make four of a player's discs.
        private func fourths(of discs: UInt64) -> UInt64 {
            var cells: UInt64 = 0
            for step in steps {
                let (below, above) = (discs << UInt64(step), discs >> UInt64(step))
                let (twoBelow, twoAbove) = (below & below << UInt64(step), above & above >> UInt64(step))
                cells |= twoBelow & (above | below << UInt64(2 * step))
                cells |= twoAbove & (below | above >> UInt64(2 * step))
            }
            return cells & board & ~all
        }
    }
}
