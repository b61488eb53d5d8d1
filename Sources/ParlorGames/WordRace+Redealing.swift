extension WordRace {
    /// Another word and other guesses that leave every mark as it is, and what the audience itself guessed.
    public static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State {
        guard !state.isOver, audience != .referee else { return state }
        let own = state.players.indices.first { audience == .seat($0) }
        let history = own.map { state.players[$0].guesses } ?? []
        var hidden = candidates(after: history.map { (word: $0, marks: marks(of: $0, against: state.word)) })
        rng.shuffle(&hidden)
        // Not every word has guesses for all the marks of the others. The present one has.
        for word in hidden.prefix(20) + [state.word] {
            if let redealt = redealt(state, with: word, keeping: own, rng: &rng) { return redealt }
        }
        return state
    }

    private static func redealt(
        _ state: State, with word: String, keeping own: Seat?, rng: inout SeededRandom
    ) -> State? {
        var guessesByPattern: [[String]] = Array(repeating: [], count: Pattern.count)
        let hidden = Letters(word)
        for (guess, letters) in zip(words, unpacked) {
            guessesByPattern[Pattern(of: letters, against: hidden).code].append(guess)
        }

        var redealt = state
        redealt.word = word
        for seat in state.players.indices where seat != own {
            redealt.players[seat].guesses = []
            for guess in state.players[seat].guesses {
                let pattern = Pattern(of: Letters(guess), against: Letters(state.word))
                let tried = redealt.players[seat].guesses
                let choice = guessesByPattern[pattern.code].filter { !tried.contains($0) }
                guard let other = rng.pick(choice) else { return nil }
                redealt.players[seat].guesses.append(other)
            }
        }
        return redealt
    }
}
