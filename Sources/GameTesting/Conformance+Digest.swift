import ActorWire
import ParlorGames

extension Conformance {
    /// A number of all that happened in the matches of the seeds, the views and the choices of bots among it: rules that
    /// depend on nothing but seed and moves give the same in every process.
    ///
    /// Dictionaries and sets have another order in every process, so that rules that depend on it give another number in
    /// a child of this process than here.
    public func digest() throws -> String {
        var digest = Digest()
        for seed in seeds {
            var match = try match(seed: seed)
            var rng = SeededRandom(seed: seed)
            var steps = 0
            while match.turn != .over, steps < bound {
                if steps % stride == 0 {
                    for seat in 0..<match.seats { digest.add(try Value(encoding: match.view(for: .seat(seat))).json()) }
                }
                try advance(&match, rng: &rng)
                steps += 1
            }
            digest.add(try Value(encoding: match).json())
        }
        return String(digest.hash, radix: 16)
    }

    /// Lets a bot of any level move.
    private func advance(_ match: inout Match<G>, rng: inout SeededRandom) throws {
        let movers = if case .seats(let seats) = match.turn { Array(seats.prefix(1)) } else { Array(0..<match.seats) }
        for seat in movers {
            let bot = rng.pick(G.bots) ?? .random
            guard let move = bot.choose(match.view(for: .seat(seat)), for: seat, effort: 30, rng: &rng) else {
                continue
            }
            try match.play(move, by: seat)
        }
        match.tick()
    }
}

/// FNV-1a (Fowler, Noll and Vo; draft-eastlake-fnv) of 64 bits.
private struct Digest {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
}
