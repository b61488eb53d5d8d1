extension Chess {
    public static var bots: [Bot<Chess>] { [.random, easy, strong] }

    /// Sees the exchanges that follow a move and no further, and does not mind a pawn more or less.
    private static let easy = Bot<Chess>("easy") { view, _, moves, effort, rng in
        var search = Search(effort: effort / 10)
        var best: (move: Move, worth: Int)?
        for move in moves {
            let worth = search.glance(at: move, in: view.position) + rng.below(100)
            if worth > best?.worth ?? .min { best = (move, worth) }
        }
        return best?.move
    }

    /// Thinks as far as its effort goes. Of equal moves it does not always take the same.
    private static let strong = Bot<Chess>("strong") { view, _, moves, effort, rng in
        var moves = moves
        rng.shuffle(&moves)
        var search = Search(effort: effort, twice: view.twice)
        return search.best(of: moves, in: view.position)
    }
}
