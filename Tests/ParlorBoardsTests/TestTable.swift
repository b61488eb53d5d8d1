import ActorWire
import ParlorGames
import Terminal

@testable import ParlorBoards

/// A match, and the screens of those at its table.
struct TestTable<B: Board> {
    private(set) var match: Match<B.Rules>
    private var screens: [Seat?: GameSession<B>] = [:]
    private var last: MatchSnapshot.LastMove?
    var names = ["mika", "kai", "jo", "ana", "bo", "troll", "花子", "eve"]
    var look = Look()

    init(seed: UInt64 = 1, seats: Int = 2, options: B.Rules.Options = B.Rules.Options()) throws {
        match = try Match(seed: seed, seats: seats, options: options)
    }

    /// Plays a move, as people type it.
    mutating func play(_ text: String, by seat: Seat) throws {
        let view = match.view(for: .seat(seat))
        let move = try B.Rules.move(from: text, in: view, for: seat)
        try match.play(move, by: seat)
        last = .init(seat: seat, move: try Value(encoding: move), text: B.Rules.text(of: move, in: view))
    }

    /// Plays the moves of players who take turns.
    mutating func play(_ texts: String...) throws {
        for text in texts {
            guard case .seats(let seats) = match.turn, let seat = seats.first else { throw Rejection("over", text) }
            try play(text, by: seat)
        }
    }

    mutating func forfeit(_ seat: Seat) throws { try match.forfeit(seat) }

    mutating func tick(_ count: Int = 1) {
        for _ in 0..<count { match.tick() }
    }

    /// The match as it is told to a seat, or to who watches.
    func snapshot(for seat: Seat?) throws -> MatchSnapshot {
        var turn: [Seat] = []
        if case .seats(let seats) = match.turn { turn = seats }
        let view = match.view(for: seat.map(Audience.seat) ?? .spectator)
        return MatchSnapshot(
            match: "m1", revision: match.revision, seat: seat, view: try Value(encoding: view), turn: turn, last: last,
            outcome: match.outcome)
    }

    /// The screen of a seat, or of who watches, which is told what it has missed.
    func screen(of seat: Seat?) throws -> GameSession<B> {
        var screen = screens[seat] ?? GameSession()
        screen.names = names
        screen.look = look
        screen.update(try snapshot(for: seat))
        return screen
    }

    /// What such a screen shows.
    func draw(for seat: Seat?, columns: Int, rows: Int) throws -> Grid {
        try screen(of: seat).draw(in: Size(columns: columns, rows: rows))
    }

    /// Presses keys on the screen of a seat, which keeps its cursor.
    @discardableResult
    mutating func press(_ keys: KeyPress..., by seat: Seat?, columns: Int = 80, rows: Int = 24) throws -> Response<
        Choice
    > {
        var screen = try screen(of: seat)
        var response = Response<Choice>.ignored
        for key in keys { response = screen.press(key, in: Size(columns: columns, rows: rows)) }
        screens[seat] = screen
        return response
    }

    /// Clicks on the first cell of the screen that shows a text.
    @discardableResult
    mutating func click(on text: Character, by seat: Seat?, columns: Int = 80, rows: Int = 24) throws -> Response<
        Choice
    > {
        var screen = try screen(of: seat)
        let size = Size(columns: columns, rows: rows)
        let grid = screen.draw(in: size)
        let found = grid.bounds.rows.lazy.compactMap { row in
            grid[row: row].firstIndex { $0.character == text }.map {
                Position(column: $0 - grid[row: row].startIndex, row: row)
            }
        }.first
        guard let found else { throw Rejection("not_shown", "\(text) is not on the screen:\n\(grid.text)") }
        let response = screen.click(found, in: size)
        screens[seat] = screen
        return response
    }
}
