import ActorWire
import ParlorGames
import Testing

@Suite struct SeededRandomTests {
    /// The reference vector of SplitMix64 for the seed 1234567.
    @Test func itIsSplitMix64() {
        var rng = SeededRandom(seed: 1_234_567)
        let drawn = (0..<5).map { _ in rng.next() }
        #expect(
            drawn == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    /// Pearson's test: 20.5 is exceeded by one fair die in a thousand (5 degrees of freedom).
    @Test func allSidesOfADieComeAlikeOften() {
        var rng = SeededRandom(seed: 1)
        var counts = Array(repeating: 0, count: 6)
        for _ in 0..<60_000 { counts[rng.below(6)] += 1 }
        #expect(chiSquare(counts) < 20.5)
    }

    /// A bound that does not divide the generator's range makes small numbers likelier, where nothing is drawn anew: the
    /// first two thirds of this one would come three times in four.
    @Test func largeBoundsAreFairToo() {
        var rng = SeededRandom(seed: 2)
        let third = Int.max / 4
        var counts = [0, 0, 0]
        for _ in 0..<30_000 { counts[min(rng.below(3 * third) / third, 2)] += 1 }
        #expect(chiSquare(counts) < 13.8)
    }

    /// 49.7 is exceeded by one fair shuffle in a thousand (23 degrees of freedom).
    @Test func allOrdersComeAlikeOften() {
        var rng = SeededRandom(seed: 3)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<24_000 {
            var cards = [1, 2, 3, 4]
            rng.shuffle(&cards)
            counts[cards, default: 0] += 1
        }
        #expect(counts.count == 24)
        #expect(chiSquare(Array(counts.values)) < 49.7)
    }

    @Test(arguments: [1, 0, -1, Int.min]) func thereIsNothingBelowOneButNought(bound: Int) {
        var rng = SeededRandom(seed: 4)
        #expect(rng.below(bound) == 0)
    }

    @Test func nothingIsPickedOfNothing() {
        var rng = SeededRandom(seed: 5)
        #expect(rng.pick([Int]()) == nil)
        #expect(rng.pick([7]) == 7)
    }

    @Test func itGoesOnWhereItWasWritten() throws {
        var rng = SeededRandom(seed: .max)
        _ = rng.next()
        let written = try Value(encoding: rng)
        #expect(written.string != nil)
        var read = try written.decode(SeededRandom.self)
        #expect(read.next() == rng.next())
        #expect(throws: (any Error).self) { try Value.string("seed").decode(SeededRandom.self) }
    }

    private func chiSquare(_ counts: [Int]) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }
}
