extension ConnectFour {
    /// `easy` sees what wins or loses at once; `strong` looks ahead, and plays the last 14 discs without a mistake.
    public static var bots: [Bot<ConnectFour>] {
        [
            .random,
            Bot("easy") { view, seat, moves, _, rng in
                guard let board = Bitboard(view, for: seat) else { return nil }
                return moves.first { board.wins($0.drop) } ?? rng.pick(moves.filter { board.isSafe($0.drop) })
            },
            Bot("strong") { view, seat, _, effort, _ in
                guard let board = Bitboard(view, for: seat) else { return nil }
                var search = Search(board, effort: effort)
                return search.best().map(Move.init)
            },
        ]
    }
}
