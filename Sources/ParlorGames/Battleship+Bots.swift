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
        let sunk = CellSet(waters.ships.flatMap(\.cells))
        let closed = sunk.union(CellSet(waters.shots.lazy.filter { !$0.hit }.map(\.at)))
        let hits = CellSet(waters.shots.lazy.filter(\.hit).map(\.at)).subtracting(sunk)

        var weights = Array(repeating: 0, count: Cell.all.count)
        for place in Ship.Kind.missing(from: waters.ships).flatMap(\.places) where place.cells.isDisjoint(with: closed)
        {
            let explained = place.cells.intersection(hits).count
            let weight = (0..<explained).reduce(1) { weight, _ in weight * 50 }
            for cell in place.ship.cells where !hits.contains(cell) {
                weights[cell.row * Cell.side + cell.column] += weight
            }
        }
        let best = weights.max()
        return rng.pick(weights.indices.filter { weights[$0] == best }).map { .shoot(Cell.all[$0]) }
    }
}
