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
                territory.divide(visiting: effort / moves.count)
                var value = 10 * (territory.own - territory.others)
                value += 2 * Tron.Direction.allCases.count { !view.arena.isFree(goal.next($0)) }
                value += move.turn == bike.heading ? 1 : 0
                // A rival may want this cell too: better to be squeezed than to meet.
                if rivals.contains(where: { $0.isBeside(goal) }) { value -= 10 * view.arena.width }
                if best.map({ value > $0.value }) ?? true { best = (move, value) }
            }
            return best?.move.turn == bike.heading ? nil : best?.move
        }
    }
}

/// Who reaches which cell first, when all ride from where they are. Cells reached together count for the others.
private struct Territory {
    private(set) var own = 0
    private(set) var others = 0
    /// The cells as they are taken: with a wall around, so that no neighbour is outside.
    private var isTaken: [Bool]
    private let stride: Int
    private var ownFront: [Int] = []
    private var otherFront: [Int] = []

    init(of goal: Tron.Cell, against rivals: [Tron.Cell], in arena: Tron.Arena) {
        stride = arena.width + 2
        isTaken = Array(repeating: true, count: stride * (arena.height + 2))
        for y in 0..<arena.height {
            for x in 0..<arena.width {
                isTaken[(y + 1) * stride + x + 1] = arena.cells[y * arena.width + x] != Tron.Arena.free
            }
        }
        let goalIndex = index(of: goal)
        isTaken[goalIndex] = true
        ownFront = [goalIndex]
        otherFront = rivals.filter(arena.contains).map(index)
    }

    private func index(of cell: Tron.Cell) -> Int { (cell.y + 1) * stride + cell.x + 1 }

    /// Lets both sides spread, a cell at a time, until nothing is free or so many cells have been looked at.
    mutating func divide(visiting limit: Int) {
        while !(ownFront.isEmpty && otherFront.isEmpty), own + others < limit {
            otherFront = spread(otherFront)
            others += otherFront.count
            ownFront = spread(ownFront)
            own += ownFront.count
        }
    }

    private mutating func spread(_ front: [Int]) -> [Int] {
        var next: [Int] = []
        for cell in front {
            for neighbour in [cell - 1, cell + 1, cell - stride, cell + stride] where !isTaken[neighbour] {
                isTaken[neighbour] = true
                next.append(neighbour)
            }
        }
        return next
    }
}

extension Tron.Cell {
    fileprivate func isBeside(_ other: Tron.Cell) -> Bool {
        Tron.Direction.allCases.contains { next($0) == other }
    }
}
