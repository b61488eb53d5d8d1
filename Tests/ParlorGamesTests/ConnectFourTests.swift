import ActorWire
import ParlorGames
import Testing

@Suite struct ConnectFourTests {
    // MARK: Published counts

    /// How many ways there are to play so many moves, where a win ends a line (perft, as chess programmers call it).
    @Test func itHasAsManyLinesOfPlayAsPublished() throws {
        var counts = Array(repeating: 0, count: 8)
        try countLines(from: start(), into: &counts, ply: 0)
        #expect(counts == [7, 49, 343, 2401, 16807, 117_649, 823_536, 5_673_234])
    }

    /// How many positions there are after so many moves (Tromp, "John's Connect Four Playground"; OEIS A212693).
    @Test func itHasAsManyPositionsAsPublished() throws {
        var states = [try start()]
        var counts: [Int] = []
        for _ in 1...7 {
            var seen: Set<[[Seat]]> = []
            states = try states.flatMap(successors).filter { seen.insert($0.columns).inserted }
            counts.append(states.count)
        }
        #expect(counts == [7, 49, 238, 1120, 4263, 16422, 54859])
    }

    /// The last ply is counted without being played.
    private func countLines(from state: ConnectFour.State, into counts: inout [Int], ply: Int) throws {
        guard ply + 1 < counts.count else {
            counts[ply] += moves(state).count
            return
        }
        let next = try successors(of: state)
        counts[ply] += next.count
        for state in next { try countLines(from: state, into: &counts, ply: ply + 1) }
    }

    private func start() throws(Rejection) -> ConnectFour.State {
        var rng = SeededRandom(seed: 0)
        return try ConnectFour.start(.init(), seats: 2, rng: &rng)
    }

    private func moves(_ state: ConnectFour.State) -> [ConnectFour.Move] {
        guard case .seats(let seats) = ConnectFour.turn(state) else { return [] }
        return ConnectFour.moves(ConnectFour.view(state, for: .spectator), for: seats[0])
    }

    private func successors(of state: ConnectFour.State) throws -> [ConnectFour.State] {
        guard case .seats(let seats) = ConnectFour.turn(state) else { return [] }
        var rng = SeededRandom(seed: 0)
        return try moves(state).map { move in
            var next = state
            try ConnectFour.apply(move, by: seats[0], to: &next, rng: &rng)
            return next
        }
    }

    // MARK: The end

    @Test(
        arguments: [
            "0101010": "00 01 02 03", "0011223": "00 10 20 30", "60011223": "00 10 20 30",
            "01123223633": "00 11 22 33", "65543443033": "33 42 51 60", "0011224455663": "00 10 20 30 40 50 60",
        ] as [String: String])
    func fourOrMoreInARowWin(columns: String, line: String) throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        try match.drop(columns.dropLast())
        #expect(match.outcome == nil)
        #expect(match.view(for: .spectator).line.isEmpty)
        try match.drop(columns.suffix(1))
        #expect(match.turn == .over)
        #expect(match.outcome == .win(by: (columns.count - 1) % 2, of: 2, "four in a row"))
        let cells = match.view(for: .spectator).line.map { "\($0.column)\($0.row)" }
        #expect(cells.sorted().joined(separator: " ") == line)
    }

    @Test func aFullBoardIsADraw() throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        try match.drop("436014551150160155104632660465204242223333".dropLast())
        #expect(match.turn == .seats([1]))
        try match.drop("436014551150160155104632660465204242223333".suffix(1))
        #expect(match.turn == .over)
        #expect(match.outcome == .draw(of: 2, "the board is full"))
    }

    @Test func whoGivesUpLoses() throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        try match.forfeit(1)
        #expect(match.turn == .over)
        #expect(match.outcome?.places == [1, 2])
        #expect(match.view(for: .seat(0)).turn == nil)
    }

    @Test func whoseTimeIsOverLoses() throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        try match.timeOut(0)
        #expect(match.outcome?.places == [2, 1])
    }

    // MARK: Moves

    @Test func playersTakeTurns() throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        #expect(throws: Rejection("not_your_turn", "it is not your turn")) { try match.play(.init(drop: 3), by: 1) }
        try match.play(.init(drop: 3), by: 0)
        #expect(match.turn == .seats([1]))
        #expect(match.moves(for: 0).isEmpty)
        #expect(match.moves(for: 1).map(\.drop) == [0, 1, 2, 3, 4, 5, 6])
    }

    @Test func aFullColumnTakesNoMore() throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        try match.drop("222222")
        #expect(match.moves(for: 0).map(\.drop) == [0, 1, 3, 4, 5, 6])
        #expect(throws: Rejection("full", "that column is full")) { try match.play(.init(drop: 2), by: 0) }
    }

    @Test(arguments: [-1, 7, .min, .max]) func thereAreNoOtherColumns(column: Int) throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        #expect(throws: Rejection("no_column", "type the number of a column, 1 to 7")) {
            try match.play(.init(drop: column), by: 0)
        }
    }

    @Test func columnsAreTypedCountedFromOne() throws {
        let view = try Match<ConnectFour>(seed: 0, seats: 2).view(for: .seat(0))
        #expect(try ConnectFour.move(from: "1", in: view, for: 0) == .init(drop: 0))
        #expect(try ConnectFour.move(from: "7", in: view, for: 0) == .init(drop: 6))
        #expect(ConnectFour.text(of: .init(drop: 6), in: view) == "7")
        for text in ["0", "8", "", "e4", "99999999999999999999", "-1"] {
            #expect(throws: Rejection.self) { try ConnectFour.move(from: text, in: view, for: 0) }
        }
    }

    // MARK: Setting up, and the coded forms

    @Test func aBoardHasFourToEightColumnsAndFourToSevenRows() throws {
        for (columns, rows) in [(4, 4), (8, 7), (7, 6)] {
            let match = try Match<ConnectFour>(seed: 0, seats: 2, options: .init(columns: columns, rows: rows))
            #expect(match.moves(for: 0).count == columns)
            #expect(match.view(for: .spectator).rows == rows)
        }
        for (columns, rows) in [(3, 6), (9, 6), (7, 3), (7, 8), (Int.max, Int.max), (Int.min, Int.min)] {
            #expect(throws: Rejection("size", "a board has 4 to 8 columns and 4 to 7 rows")) {
                try Match<ConnectFour>(seed: 0, seats: 2, options: .init(columns: columns, rows: rows))
            }
        }
        #expect(throws: Rejection.self) { try Match<ConnectFour>(seed: 0, seats: 3) }
    }

    @Test func itsCodedFormsArePlain() throws {
        var match = try Match<ConnectFour>(seed: 0, seats: 2)
        try match.drop("334")
        #expect(try json(ConnectFour.Move(drop: 3)) == #"{"drop":3}"#)
        #expect(
            try json(match.view(for: .seat(1)))
                == #"{"rows":6,"columns":[[],[],[],[0,1],[0],[],[]],"turn":1,"last":{"column":4,"row":0},"line":[]}"#)
        let options = try Value(json: Array(#"{"rows": 5}"#.utf8)).decode(ConnectFour.Options.self)
        #expect(options == .init(columns: 7, rows: 5))
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try Value(encoding: value).json(), as: UTF8.self)
    }
}

extension Match<ConnectFour> {
    /// Drops discs into the columns of these digits, in turn.
    mutating func drop(_ columns: some StringProtocol) throws {
        for column in columns.compactMap(\.wholeNumberValue) {
            try play(.init(drop: column), by: revision % 2)
        }
    }
}
