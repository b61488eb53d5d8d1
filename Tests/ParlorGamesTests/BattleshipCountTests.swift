import Testing

@testable import ParlorGames

/// The published numbers of places and of fleets, on the places that the rules offer.
@Suite struct BattleshipCountTests {
    typealias Kind = Battleship.Ship.Kind

    /// Every ship that the rules offer for an empty board.
    private let ships: [Battleship.Ship]
    /// The same by kind, as sets of cells.
    private let places: [Kind: [UInt128]]

    init() throws {
        let view = try Match<Battleship>(seed: 1, seats: 2).view(for: .seat(0))
        ships = Battleship.moves(view, for: 0).compactMap { if case .place(let ship) = $0 { ship } else { nil } }
        places = Dictionary(grouping: ships, by: \.kind).mapValues { $0.map(Self.bits) }
    }

    private static func bits(_ ship: Battleship.Ship) -> UInt128 {
        ship.cells.reduce(0) { $0 | 1 << UInt128($1.row * 10 + $1.column) }
    }

    @Test func thereAre120To180PlacesForAShip() {
        #expect(Kind.allCases.map { places[$0]?.count } == [120, 140, 160, 160, 180])
        #expect(places[.destroyer] == places[.submarine])
        for (kind, sets) in places {
            #expect(Set(sets).count == sets.count)
            #expect(sets.allSatisfy { $0.nonzeroBitCount == kind.length })
        }
    }

    @Test func theNextShipMayLieWhereverNoneIs() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        var rng = SeededRandom(seed: 1)
        for kind in Kind.allCases {
            let offered = match.moves(for: 0).filter {
                if case .place(let ship) = $0 { ship.kind == kind } else { false }
            }
            let taken = Set(match.state.waters[0].ships.flatMap(\.cells))
            let free = ships.filter { $0.kind == kind && taken.isDisjoint(with: $0.cells) }
            #expect(offered == free.map(Battleship.Move.place))
            let move = rng.pick(offered)
            try match.play(try #require(move), by: 0)
        }
    }

    /// For every place of the carrier and the battleship, each pair of places for destroyer and submarine leaves so many
    /// places for the patrol boat. Places are numbered, and a set of them is a row of bits, so that a pair costs a few
    /// operations; and of the eight carriers that turn into each other by turning the board, one is looked at.
    @Test func thereAre30093975536Fleets() throws {
        let (threes, twos) = (try #require(places[.destroyer]), try #require(places[.patrol]))
        let threesBesideThree = threes.map { PlaceSet(threes, besides: $0) }
        let twosBesideThree = threes.map { PlaceSet(twos, besides: $0) }
        var fleets = 0
        let carriers = ships.filter { $0.kind == .carrier && !$0.down && $0.at.row < 5 && $0.at.column < 3 }
        for carrier in carriers.map(Self.bits) {
            for battleship in try #require(places[.battleship]) where battleship & carrier == 0 {
                let threesLeft = PlaceSet(threes, besides: carrier | battleship)
                let twosLeft = PlaceSet(twos, besides: carrier | battleship)
                let numbers = threesLeft.numbers
                for (index, destroyer) in numbers.enumerated() {
                    let twosLeft = twosLeft.intersection(twosBesideThree[destroyer])
                    let submarines = threesBesideThree[destroyer]
                    // Each pair once: destroyer and submarine may be exchanged.
                    for submarine in numbers[..<index] where submarines.contains(submarine) {
                        fleets += 2 * twosLeft.intersection(twosBesideThree[submarine]).count
                    }
                }
            }
        }
        #expect(fleets * 8 == 30_093_975_536)
    }

    @Test func whoHuntsWins() throws {
        let (hunter, random) = (try #require(Battleship.bots.last), Bot<Battleship>.random)
        var (wins, shots) = (0, 0)
        for seed in 0..<20 {
            var match = try Match<Battleship>(seed: UInt64(seed), seats: 2)
            var rng = SeededRandom(seed: UInt64(seed))
            for seat in 0...1 { try match.play(.ready, by: seat) }
            while case .seats(let seats) = match.turn {
                let bot = seats[0] == seed % 2 ? hunter : random
                let move = try #require(bot.choose(match.view(for: .seat(seats[0])), for: seats[0], rng: &rng))
                try match.play(move, by: seats[0])
            }
            if match.outcome?.winners == [seed % 2] { wins += 1 }
            shots += match.view(for: .spectator).waters[1 - seed % 2].shots.count
        }
        #expect(wins >= 19)
        // Shots at random need more than ninety on average.
        #expect(shots < 20 * 52)
    }
}

/// A set of up to 192 places by their numbers.
private struct PlaceSet {
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    /// The places that share no cell with the given ones.
    init(_ places: [UInt128], besides cells: UInt128) {
        for (number, place) in places.enumerated() where place & cells == 0 {
            let bit: UInt64 = 1 << UInt64(number % 64)
            switch number / 64 {
            case 0: words.0 |= bit
            case 1: words.1 |= bit
            default: words.2 |= bit
            }
        }
    }

    private init(words: (UInt64, UInt64, UInt64)) { self.words = words }

    func intersection(_ other: PlaceSet) -> PlaceSet {
        PlaceSet(words: (words.0 & other.words.0, words.1 & other.words.1, words.2 & other.words.2))
    }

    func contains(_ number: Int) -> Bool {
        let word = number < 64 ? words.0 : number < 128 ? words.1 : words.2
        return word & (1 << UInt64(number % 64)) != 0
    }

    var numbers: [Int] { (0..<192).filter(contains) }
    var count: Int { words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount }
}
