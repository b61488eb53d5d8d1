extension Bot<WordRace> {
    /// Remembers the marks of its last guess only.
    public static var easy: Bot {
        Bot("easy") { view, seat, _, _, rng in
            let history = WordRace.history(of: seat, in: view)
            return rng.pick(WordRace.candidates(after: history.suffix(1))).map { .guess($0) }
        }
    }

    /// Guesses words that agree with all its marks; among some of them, the one after which the fewest are left to
    /// choose from.
    public static var strong: Bot {
        Bot("strong") { view, seat, _, effort, rng in
            var candidates = WordRace.candidates(after: WordRace.history(of: seat, in: view))
            guard candidates.count > 2 else { return candidates.first.map { .guess($0) } }
            rng.shuffle(&candidates)
            let letters = candidates.map(WordRace.Letters.init)
            let looks = min(max(effort / candidates.count, 1), candidates.count)
            let rests = letters.prefix(looks).map { WordRace.rest(after: $0, of: letters) }
            return zip(candidates, rests).min { $0.1 < $1.1 }.map { .guess($0.0) }
        }
    }
}

extension WordRace {
    /// What a seat has guessed in this round, with its marks.
    fileprivate static func history(of seat: Seat, in view: View) -> [(word: String, marks: String)] {
        let player = view.players[seat]
        return Array(zip(player.words ?? [], player.marks)).map { (word: $0, marks: $1) }
    }

    /// The words that would have got these marks.
    static func candidates(after history: some Sequence<(word: String, marks: String)>) -> [String] {
        let known = history.map { (letters: Letters($0.word), pattern: Pattern($0.marks)) }
        let isCandidate = unpacked.map { word in
            known.allSatisfy { Pattern(of: $0.letters, against: word) == $0.pattern }
        }
        return zip(words, isCandidate).filter(\.1).map(\.0)
    }

    /// How many words would be left after a guess, summed over all that the word may be.
    fileprivate static func rest(after guess: Letters, of words: [Letters]) -> Int {
        var counts = Array(repeating: 0, count: Pattern.count)
        for word in words { counts[Pattern(of: guess, against: word).code] += 1 }
        return counts.reduce(0) { $0 + $1 * $1 }
    }
}
