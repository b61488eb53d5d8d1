extension Battleship.State.Waters {
    /// The kinds that are sunk, in the order in which they were.
    var sunk: [Battleship.Ship.Kind] { shots.compactMap(\.sunk) }

    /// Changes the fleet before the first shot.
    mutating func arrange(_ move: Battleship.Move) throws(Rejection) {
        switch move {
        case .place(let ship): try place(ship)
        case .lift(let kind):
            guard let index = ships.firstIndex(where: { $0.kind == kind }) else {
                throw Rejection("not_placed", "the \(kind) is not on the board")
            }
            ships.remove(at: index)
        case .auto:
            if ships.count == Battleship.Ship.Kind.allCases.count { ships = [] }
            complete()
        case .ready:
            complete()
            isReady = true
        case .shoot: throw Rejection("not_ready", "the fleets are not in place yet")
        }
    }

    private mutating func place(_ ship: Battleship.Ship) throws(Rejection) {
        guard ship.fits else {
            throw Rejection("outside", "the \(ship.kind) is \(ship.kind.length) cells long: it juts out over the board")
        }
        guard !ships.contains(where: { $0.kind == ship.kind }) else {
            throw Rejection("placed", "the \(ship.kind) is on the board: lift it first")
        }
        let taken = CellSet(ships.flatMap(\.cells))
        if let cell = ship.cells.first(where: taken.contains) {
            throw Rejection("occupied", "another ship lies on \(cell)")
        }
        ships = (ships + [ship]).inOrder
    }

    private mutating func complete() {
        if let fleet = FleetSearch().complete(ships, &rng) { ships = fleet.inOrder }
    }

    mutating func receiveShot(at cell: Battleship.Cell) throws(Rejection) {
        guard !shots.contains(where: { $0.at == cell }) else {
            throw Rejection("shot_before", "you have shot at \(cell) before")
        }
        let target = ships.first { $0.cells.contains(cell) }
        shots.append(Battleship.Shot(at: cell, hit: target != nil))
        let hits = CellSet(shots.map(\.at))
        if let target, CellSet(target.cells).isSubset(of: hits) { shots[shots.count - 1].sunk = target.kind }
    }

    /// Puts all that only the owner knows another way.
    mutating func redeal(_ random: inout SeededRandom) {
        rng = SeededRandom(seed: random.next())
        let known = ships.filter { sunk.contains($0.kind) }
        let search = FleetSearch(
            misses: CellSet(shots.lazy.filter { !$0.hit }.map(\.at)),
            hits: CellSet(shots.lazy.filter(\.hit).map(\.at)).subtracting(CellSet(known.flatMap(\.cells))))
        guard var fleet = search.complete(known, &random) else { return }
        // Nobody is told how much of a fleet is in place before all of it is.
        if !isReady {
            random.shuffle(&fleet)
            fleet.removeLast(random.below(fleet.count + 1))
        }
        ships = fleet.inOrder
    }
}

extension [Battleship.Ship] {
    /// Ordered by kind.
    fileprivate var inOrder: [Battleship.Ship] {
        Battleship.Ship.Kind.allCases.compactMap { kind in first { $0.kind == kind } }
    }
}
