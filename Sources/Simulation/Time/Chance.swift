import ParlorGames

/// What happens by chance, and is the same for the same seed. Each part of a simulation has its own, so that what one
/// part draws does not change the others.
struct Chance: RandomNumberGenerator, Sendable {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> UInt64 { random.next() }

    /// Chance for another part.
    mutating func split() -> Chance { Chance(seed: next()) }

    mutating func below(_ bound: Int) -> Int { random.below(bound) }

    /// - Parameter permille: How often of a thousand times.
    mutating func happens(_ permille: Int) -> Bool { below(1_000) < permille }

    mutating func milliseconds(_ range: ClosedRange<Int>) -> Duration {
        .milliseconds(range.lowerBound + below(range.count))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element? { random.pick(elements) }
}
