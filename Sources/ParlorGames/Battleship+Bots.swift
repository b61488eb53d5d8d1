extension Battleship {
    /// `hunter` shoots where most of the fleets that explain its shots have a ship.
    public static var bots: [Bot<Battleship>] {
        [
            .random,
            Bot("hunter") { view, seat, _, _, rng in view.phase == .placing ? .ready : hunt(view, seat, &rng) },
        ]
    }

    /// Counts for every cell the places of ships afloat that cover it. A place that explains hits counts much more than
    /// one that does not, so that a ship that was found is sunk before the next is looked for.
    private static func hunt(_ view: View, _ seat: Seat, _ rng: inout SeededRandom) -> Move? {
        let waters = view.waters[1 - seat]
        let sunk = Set(waters.ships.flatMap(\.cells))
        let misses = Set(waters.shots.filter { !$0.hit }.map(\.at))
        let hits = Set(waters.shots.filter(\.hit).map(\.at)).subtracting(sunk)
        let closed = sunk.union(misses)
        let afloat = Ship.Kind.allCases.filter { kind in !waters.ships.contains { $0.kind == kind } }

        var weights: [Cell: Int] = [:]
        for cells in afloat.flatMap(\.places).map(\.cells) where !cells.contains(where: closed.contains) {
            let explained = cells.count(where: hits.contains)
            let weight = (0..<explained).reduce(1) { weight, _ in weight * 50 }
            for cell in cells where !hits.contains(cell) { weights[cell, default: 0] += weight }
        }
        let best = weights.values.max()
        // In the order of cells: a dictionary has none.
        return rng.pick(Cell.all.filter { weights[$0] == best }).map(Move.shoot)
    }
}
