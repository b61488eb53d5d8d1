extension Bot<Tron> {
    /// Rides straight with a whim now and then, and turns when something is in the way.
    public static var easy: Bot {
        Bot("easy") { view, seat, moves, _, rng in
            guard view.phase == .race else { return nil }
            let bike = view.bikes[seat]
            let open = moves.filter { view.arena.isFree(bike.cell.next($0.turn)) }
            let isStraightOpen = open.contains { $0.turn == bike.heading }
            return isStraightOpen && rng.below(12) > 0 ? nil : rng.pick(open)
        }
    }

    /// Goes where it will own the most: the cells that it reaches before anybody else, less those that others reach.
    /// Where it cannot be reached any more, it keeps to the walls, so that what is left to fill stays whole.
    public static var strong: Bot {
        Bot("strong") { view, seat, moves, effort, _ in
            guard view.phase == .race else { return nil }
            let bike = view.bikes[seat]
            let rivals = view.riders.filter { $0 != seat }.map { view.bikes[$0].cell }
            var best: (move: Tron.Move, value: Int)?
            for move in moves {
                let goal = bike.cell.next(move.turn)
                guard view.arena.isFree(goal) else { continue }
                var territory = Territory(of: goal, against: rivals, in: view.arena)
                territory.divide(visiting: min(effort, 1_000_000) / moves.count * Territory.cellsPerPosition)
                var value = 10 * (territory.own - territory.others)
                value += 2 * Tron.Direction.allCases.count { !view.arena.isFree(goal.next($0)) }
                value += move.turn == bike.heading ? 1 : 0
                // A rival may want this cell too: better to lose much of the arena than to meet.
                if rivals.contains(where: { $0.isBeside(goal) }) { value -= 5 * view.arena.width * view.arena.height }
                if best.map({ value > $0.value }) ?? true { best = (move, value) }
            }
            return best?.move.turn == bike.heading ? nil : best?.move
        }
    }
}

/// Who reaches which cell first, when all ride from where they are. Cells reached together count for the others.
private struct Territory {
    /// To look at a cell is much less than to look at a position.
    static let cellsPerPosition = 64

    private var ownCells: [Int]
    private var otherCells: [Int]
    private let rivals: Int
    /// The cells as they are taken: with a wall around, so that no neighbour is outside.
    private var isTaken: [Bool]
    private let stride: Int

    /// How many cells the goal leads to, and how many the others reach.
    var own: Int { ownCells.count - 1 }
    var others: Int { otherCells.count - rivals }

    init(of goal: Tron.Cell, against others: [Tron.Cell], in arena: Tron.Arena) {
        let stride = arena.width + 2
        let index = { (cell: Tron.Cell) in (cell.y + 1) * stride + cell.x + 1 }
        isTaken = Array(repeating: true, count: stride * (arena.height + 2))
        for y in 0..<arena.height {
            for x in 0..<arena.width {
                isTaken[(y + 1) * stride + x + 1] = arena.cells[y * arena.width + x] != Tron.Arena.free
            }
        }
        isTaken[index(goal)] = true
        ownCells = [index(goal)]
        otherCells = others.filter(arena.contains).map(index)
        rivals = otherCells.count
        self.stride = stride
    }

    /// Lets both sides spread, a cell at a time, until nothing is free or so many cells have been looked at.
    mutating func divide(visiting limit: Int) {
        var (ownDone, otherDone) = (0, 0)
        while ownDone < ownCells.count || otherDone < otherCells.count, own + others < limit {
            otherDone = Self.spread(&otherCells, from: otherDone, into: &isTaken, stride: stride)
            ownDone = Self.spread(&ownCells, from: ownDone, into: &isTaken, stride: stride)
        }
    }

    /// Adds the free neighbours of the cells from an index on.
    ///
    /// - Returns: Where the added ones begin.
    private static func spread(
        _ cells: inout [Int], from first: Int, into isTaken: inout [Bool], stride: Int
    ) -> Int {
        let end = cells.count
        for index in first..<end {
            for neighbour in 0..<4 {
                let step = neighbour < 2 ? 1 : stride
                let cell = cells[index] + (neighbour.isMultiple(of: 2) ? step : -step)
                guard !isTaken[cell] else { continue }
                isTaken[cell] = true
                cells.append(cell)
            }
        }
        return end
    }
}

extension Tron.Cell {
    fileprivate func isBeside(_ other: Tron.Cell) -> Bool {
        Tron.Direction.allCases.contains { next($0) == other }
    }
}
