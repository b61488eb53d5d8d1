/// Where a ship can lie.
struct Place: Sendable {
    let ship: Battleship.Ship
    let cells: CellSet
}

extension Battleship.Ship.Kind {
    /// Every place on an empty board, first those along rows.
    var places: [Place] { Self.allPlaces[self] ?? [] }

    private static let allPlaces = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.findPlaces()) })

    private func findPlaces() -> [Place] {
        [false, true].flatMap { down in Battleship.Cell.all.map { Battleship.Ship(kind: self, at: $0, down: down) } }
            .filter(\.fits).map { Place(ship: $0, cells: CellSet($0.cells)) }
    }

    /// The kinds of which a fleet has no ship.
    static func missing(from ships: [Battleship.Ship]) -> [Self] {
        allCases.filter { kind in !ships.contains { $0.kind == kind } }
    }
}

/// Looks for places for the ships that a fleet is without.
struct FleetSearch {
    /// Where no ship is.
    var misses = CellSet()
    /// Where the ships that are looked for were hit, but none of them was sunk.
    var hits = CellSet()

    /// A whole fleet, at random; nil when there is none that has the given ships and explains the shots.
    func complete(_ ships: [Battleship.Ship], _ rng: inout SeededRandom) -> [Battleship.Ship]? {
        let taken = CellSet(ships.flatMap(\.cells))
        let missing = Battleship.Ship.Kind.missing(from: ships)
        let unexplained = hits.subtracting(taken).first
        guard let first = missing.first else { return unexplained == nil ? ships : nil }

        // Hits leave few places: begin with them.
        let places = unexplained.map { cell in missing.flatMap(\.places).filter { $0.cells.contains(cell) } }
        let closed = taken.union(misses)
        var candidates = (places ?? first.places).filter {
            $0.cells.isDisjoint(with: closed) && !$0.cells.isSubset(of: hits)
        }
        rng.shuffle(&candidates)
        for place in candidates {
            if let fleet = complete(ships + [place.ship], &rng) { return fleet }
        }
        return nil
    }
}

/// A set of cells: a bit for each, since many places are looked at.
struct CellSet: Sendable, Equatable {
    private var bits: UInt128 = 0

    init() {}

    init(_ cells: some Sequence<Battleship.Cell>) {
        for cell in cells { bits |= Self.bit(cell) }
    }

    private init(bits: UInt128) { self.bits = bits }

    private static func bit(_ cell: Battleship.Cell) -> UInt128 {
        1 << UInt128(cell.row * Battleship.Cell.side + cell.column)
    }

    var count: Int { bits.nonzeroBitCount }
    /// The uppermost cell, and of its row the leftmost.
    var first: Battleship.Cell? { bits == 0 ? nil : Battleship.Cell.all[bits.trailingZeroBitCount] }

    func contains(_ cell: Battleship.Cell) -> Bool { bits & Self.bit(cell) != 0 }
    func isDisjoint(with other: CellSet) -> Bool { bits & other.bits == 0 }
    func isSubset(of other: CellSet) -> Bool { bits & ~other.bits == 0 }
    func union(_ other: CellSet) -> CellSet { CellSet(bits: bits | other.bits) }
    func intersection(_ other: CellSet) -> CellSet { CellSet(bits: bits & other.bits) }
    func subtracting(_ other: CellSet) -> CellSet { CellSet(bits: bits & ~other.bits) }
}
