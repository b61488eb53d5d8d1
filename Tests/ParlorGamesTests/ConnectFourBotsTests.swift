import ParlorGames
import Testing

@Suite struct ConnectFourBotsTests {
    @Test func theLevelsAreKnown() {
        #expect(ConnectFour.bots.map(\.level) == ["random", "easy", "strong"])
    }

    /// Positions with 10 to 14 free cells in which looking a few discs ahead gives the win or the draw away.
    @Test(arguments: [
        "30320311150421116533532644400224", "65325142166141045150462514530226", "000060242302241615155115144433",
        "50262116215403524021256443141", "34063311040645313413125024155", "6606456206642213350320405115",
    ])
    func theEndIsPlayedWithoutAMistakeWhereItIsHard(columns: String) throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        try match.drop(columns)
        var oracle = Oracle()
        #expect(try isWithoutMistake(match, &oracle))
    }

    @Test func theEndIsPlayedWithoutAMistakeAnywhere() throws {
        var oracle = Oracle()
        var rng = SeededRandom(seed: 7)
        var positions = 0
        while positions < 20 {
            guard let match = try randomMatch(free: 8 + rng.below(5), rng: &rng) else { continue }
            #expect(try isWithoutMistake(match, &oracle), "\(match.state.columns)")
            positions += 1
        }
    }

    /// Whether the strong bot keeps what can be had, by an oracle that looks at every end.
    private func isWithoutMistake(_ match: Match<ConnectFour>, _ oracle: inout Oracle) throws -> Bool {
        guard case .seats(let seats) = match.turn else { return false }
        var rng = SeededRandom(seed: 1)
        let worths = try match.moves(for: seats[0]).map { try oracle.worth(of: $0, in: match.state, for: seats[0]) }
        let move = try #require(bot("strong").choose(match.view(for: .seat(seats[0])), for: seats[0], rng: &rng))
        return try oracle.worth(of: move, in: match.state, for: seats[0]) == worths.max()
    }

    @Test(arguments: ["easy", "strong"]) func whatWinsOrLosesAtOnceIsSeen(level: String) throws {
        let bot = try bot(level)
        var rng = SeededRandom(seed: 3)
        for (columns, answer) in [("010101", 0), ("01010", 0), ("60616", 6), ("011223", 4), ("0011226", 3)] {
            var match = try Match<ConnectFour>(seed: 0, seats: 2)
            try match.drop(columns)
            let seat = columns.count % 2
            let choice = bot.choose(match.view(for: .seat(seat)), for: seat, rng: &rng)
            #expect(choice?.drop == answer, "after \(columns)")
        }
    }

    @Test func theStrongBeatsTheRandomAndTheEasy() throws {
        let (strong, easy) = (try bot("strong"), try bot("easy"))
        for (seed, other) in zip(UInt64(1)..., [.random, .random, easy, easy]) {
            let seat = Int(seed % 2)
            var match = try Match<ConnectFour>(seed: seed, seats: 2)
            var rng = SeededRandom(seed: seed)
            while case .seats(let seats) = match.turn {
                let bot = seats[0] == seat ? strong : other
                let view = match.view(for: .seat(seats[0]))
                try match.play(#require(bot.choose(view, for: seats[0], effort: 3_000, rng: &rng)), by: seats[0])
            }
            #expect(match.outcome?.winners == [seat])
        }
    }

    private func bot(_ level: String) throws -> Bot<ConnectFour> {
        try #require(ConnectFour.bots.first { $0.level == level })
    }

    /// A match of random moves that goes on with so many cells free; nil when the moves ended it.
    private func randomMatch(free: Int, rng: inout SeededRandom) throws -> Match<ConnectFour>? {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        while match.revision < 42 - free, case .seats(let seats) = match.turn {
            let moves = match.moves(for: seats[0])
            // Who only plays at random has mostly won by then: leave what wins at once.
            let quiet = try moves.filter {
                var copy = match
                try copy.play($0, by: seats[0])
                return copy.turn != .over
            }
            guard let move = rng.pick(quiet) else { return nil }
            try match.play(move, by: seats[0])
        }
        return match.turn == .over ? nil : match
    }
}

/// Minimax to the very end, by the rules alone: 1 for a win, 0 for a draw, -1 for a loss.
private struct Oracle {
    private var known: [[[Seat]]: Int] = [:]

    mutating func worth(of move: ConnectFour.Move, in state: ConnectFour.State, for seat: Seat) throws -> Int {
        var (state, rng) = (state, SeededRandom(seed: 0))
        try ConnectFour.apply(move, by: seat, to: &state, rng: &rng)
        if let outcome = ConnectFour.outcome(state) { return outcome.isDraw ? 0 : outcome.winners == [seat] ? 1 : -1 }
        if let worth = known[state.columns] { return worth }
        let moves = ConnectFour.moves(ConnectFour.view(state, for: .spectator), for: 1 - seat)
        let worth = -(try moves.map { try self.worth(of: $0, in: state, for: 1 - seat) }.max() ?? 0)
        known[state.columns] = worth
        return worth
    }
}
