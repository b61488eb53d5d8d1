import Testing

@testable import ParlorGames

@Suite struct ConnectFourBitboardTests {
    /// On the smallest, the usual and the largest board, where all 64 bits are used.
    @Test(arguments: [(4, 4), (7, 6), (8, 7)]) func theBitsSayWhatTheRulesSay(columns: Int, rows: Int) throws {
        var rng = SeededRandom(seed: 11)
        for seed in 1...12 as ClosedRange<UInt64> {
            var match = try Match<ConnectFour>(seed: seed, seats: 2, options: .init(columns: columns, rows: rows))
            while case .seats(let seats) = match.turn {
                try compare(match, seats[0])
                let moves = match.moves(for: seats[0])
                // Moves that win at once are left, so that boards become full.
                let quiet = try moves.filter { try match.after($0, by: seats[0]).turn != .over }
                try match.play(#require(rng.pick(quiet) ?? moves.first), by: seats[0])
            }
        }
    }

    private func compare(_ match: Match<ConnectFour>, _ seat: Seat) throws {
        let board = try #require(ConnectFour.Bitboard(match.view(for: .seat(seat)), for: seat))
        let open = match.moves(for: seat).map(\.drop)
        #expect(board.free == match.state.columns.count * match.state.rows - match.revision)
        #expect((0..<board.columns).filter(board.isOpen) == open)
        #expect(try board.canWin == match.wins(seat))
        for column in open {
            let next = try match.after(.init(drop: column), by: seat)
            #expect(board.wins(column) == (next.outcome?.winners == [seat]))
            if next.turn != .over {
                #expect(try board.isSafe(column) == !next.wins(1 - seat), "column \(column) of \(match.state.columns)")
            }
        }
    }

    @Test func aViewOfAnotherSizeIsNoBoard() throws {
        var view = try Match<ConnectFour>(seed: 1, seats: 2).view(for: .spectator)
        view.columns[0] = Array(repeating: 0, count: 7)
        #expect(ConnectFour.Bitboard(view, for: 0) == nil)
        view.columns = Array(repeating: [], count: 9)
        #expect(ConnectFour.Bitboard(view, for: 0) == nil)
        view.columns = []
        #expect(ConnectFour.Bitboard(view, for: 0) == nil)
    }
}

extension Match<ConnectFour> {
    fileprivate func after(_ move: ConnectFour.Move, by seat: Seat) throws -> Match {
        var match = self
        try match.play(move, by: seat)
        return match
    }

    /// Whether a move of the seat wins.
    fileprivate func wins(_ seat: Seat) throws -> Bool {
        try moves(for: seat).contains { try after($0, by: seat).outcome?.winners == [seat] }
    }
}
