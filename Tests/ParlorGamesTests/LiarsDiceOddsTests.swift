import Testing

@testable import ParlorGames

@Suite struct LiarsDiceOddsTests {
    /// The odds of the binomial distribution in whole numbers: Σ C(n, k) · sᵏ · (6 − s)ⁿ⁻ᵏ of 6ⁿ, which are exact for as
    /// many dice as 6ⁿ has a type for.
    static func ways(ofAtLeast count: Int, of dice: Int, sides: Int) -> (UInt128, of: UInt128) {
        func power(_ base: Int, _ exponent: Int) -> UInt128 {
            (0..<exponent).reduce(1) { product, _ in product * UInt128(base) }
        }
        var row: [UInt128] = [1]
        for _ in 0..<dice { row = zip([0] + row, row + [0]).map(+) }
        let ways = (0...dice).filter { $0 >= count }.map { row[$0] * power(sides, $0) * power(6 - sides, dice - $0) }
        return (ways.reduce(0, +), power(6, dice))
    }

    /// The odds in whole numbers are what comes out when every roll is looked at.
    @Test(arguments: [1, 2]) func theExactOddsAreThoseOfAllRolls(sides: Int) {
        for dice in 0...6 {
            var rolls = [0]
            for _ in 0..<dice { rolls = rolls.flatMap { hits in (1...6).map { hits + ($0 <= sides ? 1 : 0) } } }
            for count in 0...(dice + 1) {
                let (ways, all) = Self.ways(ofAtLeast: count, of: dice, sides: sides)
                #expect(ways == UInt128(rolls.count { $0 >= count }))
                #expect(all == UInt128(rolls.count))
            }
        }
    }

    @Test(arguments: [false, true]) func theOddsOfABidAreBinomial(wild: Bool) {
        var options = LiarsDice.Options()
        options.wild = wild
        let hand = [1, 1, 3, 3, 6]
        for others in [[1], [5], [5, 5, 5], [9, 10, 10, 10]] {
            let view = LiarsDice.View(
                options: options, hands: [hand] + others.map { _ in nil }, counts: [5] + others, turn: 0, claim: nil,
                reveal: nil, out: [])
            let hidden = others.reduce(0, +)
            for face in (wild ? 2 : 1)...6 {
                let own = hand.count { $0 == face || wild && $0 == 1 }
                for count in 1...(hidden + 5) {
                    let (ways, all) = Self.ways(ofAtLeast: count - own, of: hidden, sides: wild ? 2 : 1)
                    let odds = LiarsDice.odds(of: .init(count: count, face: face), in: view)
                    #expect(abs(odds - Double(ways) / Double(all)) < 1e-12)
                }
            }
        }
    }

    /// Pearson's test of a million dice: with five degrees of freedom, χ² is above 20.5 once in a thousand times, and this
    /// seed is none of those.
    @Test func aMillionDiceAreFair() {
        var rng = SeededRandom(seed: 20_26)
        var counts = Array(repeating: 0, count: 7)
        for _ in 0..<200_000 {
            for die in LiarsDice.roll(5, &rng) { counts[die] += 1 }
        }
        let expected = 1_000_000.0 / 6
        let chiSquare = counts[1...].reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        #expect(counts[0] == 0)
        #expect(chiSquare < 20.5)
        // Dice that are too even are not fair either: below 0.21 once in a thousand times.
        #expect(chiSquare > 0.21)
    }

    /// How often one of two seats wins, each bot on either seat.
    static func wins(of first: String, against second: String, matches: Int) throws -> Int {
        let bots = [first, second].compactMap { level in LiarsDice.bots.first { $0.level == level } }
        var wins = 0
        for seed in 0..<matches {
            var match = try Match<LiarsDice>(seed: UInt64(seed), seats: 2)
            var rng = SeededRandom(seed: UInt64(seed))
            let seatOfFirst = seed % 2
            while case .seats(let seats) = match.turn {
                let bot = bots[seats[0] == seatOfFirst ? 0 : 1]
                let move = try #require(bot.choose(match.view(for: .seat(seats[0])), for: seats[0], rng: &rng))
                try match.play(move, by: seats[0])
            }
            if match.outcome?.winners == [seatOfFirst] { wins += 1 }
        }
        return wins
    }

    @Test func whoKnowsTheOddsWins() throws {
        #expect(try Self.wins(of: "odds", against: "random", matches: 100) > 90)
        #expect(try Self.wins(of: "easy", against: "random", matches: 100) > 90)
        #expect(try Self.wins(of: "odds", against: "easy", matches: 100) > 70)
    }
}
