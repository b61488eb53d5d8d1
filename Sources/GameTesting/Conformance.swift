public import ParlorGames

/// Whether a game keeps the contract: random players play it to the end, over many seeds, and every promise is tried on
/// the way.
///
///     @Test func theRulesKeepTheContract() {
///         #expect(Conformance<ConnectFour>().violations() == [])
///     }
///
/// That a game is the same in every process cannot be seen from within one: compare ``digest()`` between two.
///
/// What is tried: all of ``Violation/Promise``. Moves, texts, views, options, records and deltas of hostile origin are
/// tried too; rules that trap on one of them end the process, and with it the test.
public struct Conformance<G: Game>: Sendable {
    /// A match is played for each. Half of them are rough: players forfeit, run out of time, and join late.
    public var seeds: ClosedRange<UInt64>
    /// The options of the matches, in turn.
    public var options: [G.Options]
    /// After how many changes a match must have ended.
    public var bound: Int
    /// What costs much is tried at every so many changes only.
    public var stride: Int

    public init(
        seeds: ClosedRange<UInt64> = 1...8, options: [G.Options] = [G.Options()], bound: Int = 10_000, stride: Int = 4
    ) {
        self.seeds = seeds
        self.options = options.isEmpty ? [G.Options()] : options
        self.bound = bound
        self.stride = max(stride, 1)
    }

    /// What the game did wrong: nothing, or of each match the first violation of each promise.
    public func violations() -> [Violation] {
        var violations = descriptionViolations() + optionsViolations()
        var dealing = Dealing()
        for seed in seeds {
            do {
                let playthrough = try Playthrough(
                    match: match(seed: seed), isRough: isRough(seed), stride: stride, bound: bound)
                playthrough.run()
                violations += playthrough.violations
                dealing.merge(playthrough.dealing)
            } catch {
                violations.append(
                    Violation(
                        promise: .options, finding: "a match is refused: \(error)", seed: seed, seats: seats(for: seed))
                )
            }
        }
        return violations + dealing.violations()
    }

    /// The match that is played for a seed.
    func match(seed: UInt64) throws(Rejection) -> Match<G> {
        let options = options[Int(seed % UInt64(options.count))]
        return try Match(seed: seed, seats: seats(for: seed), options: options)
    }

    /// Half of the seeds, in an order that goes with no number of seats or options (Thue and Morse's).
    private func isRough(_ seed: UInt64) -> Bool { seed.nonzeroBitCount % 2 == 0 }

    /// All numbers of seats, in turn.
    private func seats(for seed: UInt64) -> Int {
        G.info.seats.lowerBound + Int(seed % UInt64(G.info.seats.count))
    }
}
