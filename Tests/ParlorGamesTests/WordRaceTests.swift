import ParlorGames
import Testing

@Suite struct WordRaceTests {
    static func options(rounds: Int) -> WordRace.Options {
        var options = WordRace.Options()
        options.rounds = rounds
        return options
    }

    static func match(seed: UInt64 = 1, seats: Int = 3, rounds: Int = 3) throws -> Match<WordRace> {
        try Match<WordRace>(seed: seed, seats: seats, options: options(rounds: rounds))
    }

    static func word(of match: Match<WordRace>) throws -> String {
        try #require(match.view(for: .referee).word)
    }

    /// Words that are not the hidden one.
    static func misses(_ match: Match<WordRace>, _ count: Int) throws -> [String] {
        let word = try word(of: match)
        return Array(WordRace.words.filter { $0 != word }.prefix(count))
    }

    // MARK: Marks

    /// What other programs say of the guess `speed`.
    @Test(arguments: [
        ("abide", "..Y.Y"), ("erase", "Y.YY."), ("steal", "G.G.."), ("crepe", ".YGY."), ("speed", "GGGGG"),
    ])
    func marksAreThoseOfTheVectors(word: String, marks: String) {
        #expect(WordRace.marks(of: "speed", against: word) == marks)
    }

    /// The same with letters crossed off a list.
    static func naiveMarks(_ guess: String, _ word: String) -> String {
        var marks = Array(repeating: Character("."), count: 5)
        var left: [Character] = []
        for (place, (mine, right)) in zip(guess, word).enumerated() {
            if mine == right { marks[place] = "G" } else { left.append(right) }
        }
        for (place, mine) in guess.enumerated() where marks[place] == "." {
            guard let found = left.firstIndex(of: mine) else { continue }
            marks[place] = "Y"
            left.remove(at: found)
        }
        return String(marks)
    }

    @Test func marksAreThoseOfANaiveImplementation() {
        var rng = SeededRandom(seed: 1)
        for _ in 0..<20_000 {
            // Few letters make many repetitions.
            let pair = (0..<2).map { _ in String((0..<5).map { _ in Character(rng.pick(["a", "b", "c", "d"]) ?? "a") })
            }
            let marks = WordRace.marks(of: pair[0], against: pair[1])
            #expect(marks == Self.naiveMarks(pair[0], pair[1]), "\(pair)")
        }
    }

    // MARK: A round

    @Test func fewerTriesAreWorthMore() throws {
        var match = try Self.match(rounds: 1)
        let word = try Self.word(of: match)
        let misses = try Self.misses(match, 6)
        try match.play(.guess(misses[0]), by: 0)
        try match.play(.guess(word), by: 0)
        try match.play(.guess(word), by: 2)
        for miss in misses { try match.play(.guess(miss), by: 1) }
        #expect(match.view(for: .spectator).players.map(\.points) == [5, 0, 6])
        #expect(match.outcome == Outcome(places: [2, 3, 1], reason: "6 to 5 points"))
    }

    @Test func aMatchWithoutPointsSaysThatNobodySolvedAWord() throws {
        var match = try Self.match(rounds: 1)
        try match.forfeit(2)
        for seat in [0, 1] { try match.play(.pass, by: seat) }
        #expect(match.outcome == Outcome(places: [1, 1, 3], reason: "nobody solved a word"))
    }

    @Test func pointsOfWhoLeftDoNotCount() throws {
        var match = try Self.match(rounds: 1)
        try match.play(.guess(try Self.word(of: match)), by: 2)
        try match.forfeit(2)
        for seat in [0, 1] { try match.play(.pass, by: seat) }
        #expect(match.outcome == Outcome(places: [1, 1, 3], reason: "who had points left"))
    }

    @Test func amongEqualsTheQuickerIsAhead() throws {
        var match = try Self.match(rounds: 1)
        let word = try Self.word(of: match)
        for seat in [1, 2, 0] { try match.play(.guess(word), by: seat) }
        #expect(match.view(for: .spectator).players.map(\.delay) == [2, 0, 1])
        #expect(match.outcome == Outcome(places: [3, 1, 2], reason: "6 points each, and quicker"))
    }

    @Test func aRoundWaitsForAllWhoStillGuess() throws {
        var match = try Self.match(rounds: 2)
        let word = try Self.word(of: match)
        try match.play(.guess(word), by: 0)
        #expect(match.turn == .seats([1, 2]))
        let early = #expect(throws: Rejection.self) { try match.play(.guess(word), by: 0) }
        #expect(early?.code == "not_your_turn")
        try match.play(.pass, by: 1)
        #expect(match.view(for: .spectator).last == nil)
        try match.timeOut(2)
        let view = match.view(for: .spectator)
        #expect(view.round == 2 && view.last?.word == word && view.last?.words == [[word], [], []])
        #expect(match.turn == .seats([0, 1, 2]))
    }

    @Test func aGuessIsAWordOfTheListThatWasNotTried() throws {
        var match = try Self.match()
        let miss = try Self.misses(match, 1)[0]
        try match.play(.guess(miss), by: 0)
        for (guess, code) in [
            (miss, "repeated"), ("zzzzz", "unknown_word"), ("", "syntax"), ("CRANE", "syntax"), ("crán", "syntax"),
            ("cranes", "syntax"), (String(repeating: "a", count: 100_000), "syntax"), ("\u{1B}[2Jx", "syntax"),
        ] {
            let refusal = #expect(throws: Rejection.self) { try match.play(.guess(guess), by: 0) }
            #expect(refusal?.code == code)
        }
        #expect(match.view(for: .seat(0)).players[0].words == [miss])
        #expect(match.moves(for: 0).count == WordRace.words.count)
        #expect(!match.moves(for: 0).contains(.guess(miss)))
    }

    @Test func movesAreTyped() throws {
        let view = try Self.match().view(for: .seat(0))
        #expect(try WordRace.move(from: "Crane", in: view, for: 0) == .guess("crane"))
        #expect(try WordRace.move(from: "pass", in: view, for: 0) == .pass)
        #expect(throws: Rejection.self) { try WordRace.move(from: "crime scene", in: view, for: 0) }
        for move in [WordRace.Move.pass, .guess("crane")] {
            #expect(try WordRace.move(from: WordRace.text(of: move, in: view), in: view, for: 0) == move)
        }
    }

    // MARK: A match

    @Test func newcomersGuessAtOnce() throws {
        var match = try Self.match(seats: 2, rounds: 1)
        try match.play(.pass, by: 0)
        try match.join()
        #expect(match.turn == .seats([1, 2]))
        try match.play(.guess(try Self.word(of: match)), by: 2)
        try match.play(.pass, by: 1)
        #expect(match.outcome?.places == [2, 2, 1])
    }

    @Test func twentyMayPlayAndNotOneMore() throws {
        var match = try Self.match(seats: 19)
        try match.join()
        let refusal = #expect(throws: Rejection.self) { try match.join() }
        #expect(refusal?.code == "full")
    }

    @Test func whoLeavesComesLastAndTheLastPlayerWins() throws {
        var match = try Self.match()
        try match.play(.guess(try Self.word(of: match)), by: 0)
        try match.forfeit(0)
        #expect(match.outcome == nil)
        try match.forfeit(2, for: .left)
        #expect(match.outcome?.places == [2, 1, 3])
        #expect(match.outcome?.reason == "the last of the others left")
        #expect(match.view(for: .spectator).last != nil)
    }

    @Test(arguments: [0, -1, 11, .max]) func roundsHaveBounds(rounds: Int) {
        #expect(throws: Rejection.self) { try Self.match(rounds: rounds) }
    }

    // MARK: Secrets

    @Test func othersSeeMarksAndNoLetters() throws {
        var match = try Self.match()
        let word = try Self.word(of: match)
        let misses = try Self.misses(match, 2)
        try match.play(.guess(misses[0]), by: 0)
        try match.play(.guess(word), by: 1)
        for audience in [Audience.spectator, .seat(2)] {
            let view = match.view(for: audience)
            #expect(view.word == nil && view.last == nil)
            #expect(view.players.map(\.words) == [nil, nil, audience == .seat(2) ? [] : nil])
            #expect(view.players.map(\.marks) == [[Self.naiveMarks(misses[0], word)], ["GGGGG"], []])
        }
        #expect(match.view(for: .seat(0)).players[0].words == [misses[0]])
    }

    /// Whatever an audience cannot see is dealt anew, and it does not notice.
    @Test func noViewLeaks() throws {
        for seed in 0..<3 as Range<UInt64> {
            var match = try Self.match(seed: seed)
            var rng = SeededRandom(seed: seed)
            var words: Set<String?> = []
            for turn in 0..<9 {
                guard match.turn.includes(turn % 3), let guess = rng.pick(WordRace.words) else { continue }
                try match.play(.guess(guess), by: turn % 3)
                for audience in [Audience.spectator, .seat(0), .seat(1)] {
                    let other = WordRace.redealt(match.state, hiddenFrom: audience, rng: &rng)
                    words.insert(WordRace.view(other, for: .referee).word)
                    #expect(WordRace.view(other, for: audience) == match.view(for: audience))
                }
            }
            #expect(words.count > 3, "hardly anything was dealt anew")
        }
    }

    // MARK: Bots

    @Test func theStrongBotSolvesWhatTheEasyOneOftenMisses() throws {
        var points = [0, 0]
        var solved = 0
        for seed in 0..<3 as Range<UInt64> {
            var match = try Self.match(seed: seed, seats: 2)
            var rng = SeededRandom(seed: seed)
            while case .seats(let seats) = match.turn {
                for seat in seats {
                    let bot: Bot<WordRace> = seat == 0 ? .easy : .strong
                    let move = bot.choose(match.view(for: .seat(seat)), for: seat, effort: 10_000, rng: &rng)
                    try match.play(try #require(move), by: seat)
                }
            }
            let view = match.view(for: .spectator)
            for seat in 0..<2 { points[seat] += view.players[seat].points }
            solved += view.last?.words[1].last == view.last?.word ? 1 : 0
        }
        #expect(points[1] > points[0])
        #expect(solved >= 2)
    }
}
