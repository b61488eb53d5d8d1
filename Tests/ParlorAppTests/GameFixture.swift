import ActorWire
import ParlorGames
import ParlorRooms

@testable import ParlorApp

/// A real match of Connect Four in a room, as a screen under test is told of it.
struct GameTable {
    static let room = "connect4-1"
    static let jo = Fixture.member("jo", "m3")

    var match: Match<ConnectFour>
    var status: TableStatus
    private var last: MatchView.Played?

    /// - Parameter players: Mika is who sits at the screen.
    init(_ players: [Member] = [Fixture.mika, Fixture.kai], phase: TableStatus.Phase = .playing) throws {
        match = try Match(seed: 7, seats: 2)
        status = TableStatus(
            setup: GameSetup(game: "connect4"), phase: phase,
            seats: players.map { TableStatus.Seat(name: $0.name, member: $0.id, isReady: phase != .gathering) },
            fewest: 2, most: 2, host: players.first?.id, watchers: ["jo"], watcherCount: 1, match: "m1")
    }

    mutating func play(_ columns: Int...) throws {
        for column in columns {
            guard case .seats(let seats) = match.turn else { return }
            let move = ConnectFour.Move(drop: column - 1)
            try match.play(move, by: seats[0])
            last = MatchView.Played(seat: seats[0], move: try Value(encoding: move), text: "\(column)")
        }
    }

    /// The match as somebody at the table, or who watches, is told of it.
    func view(for seat: Int?, deadline: Timestamp? = nil) throws -> MatchView {
        var turn: [Int] = []
        if case .seats(let seats) = match.turn { turn = seats }
        return MatchView(
            match: "m1", revision: match.revision, seat: seat,
            view: try Value(encoding: match.view(for: seat.map(Audience.seat) ?? .spectator)), turn: turn,
            deadlines: deadline.map { time in turn.map { MatchView.Deadline(seat: $0, time: time) } } ?? [], last: last,
            outcome: match.outcome)
    }
}

extension Fixture {
    /// A game room with mika in it, connected, that has told of its table.
    static func atTable(
        _ table: GameTable, columns: Int = 100, rows: Int = 30, seat: Int? = 0, deadline: Duration? = nil
    ) throws -> Fixture {
        var fixture = Fixture(columns: columns, rows: rows, room: GameTable.room, kind: .game)
        fixture.connect(GameTable.room, with: [kai, GameTable.jo])
        fixture.answer(.game(.table), .game(.table(table.status)), in: GameTable.room)
        let view = try table.view(for: seat, deadline: deadline.map { fixture.now + $0 })
        fixture.answer(
            .game(.view), .game(.view(table.status.phase == .gathering ? nil : view)), in: GameTable.room)
        return fixture
    }

    @discardableResult
    mutating func tell(_ event: GameEvent) -> [AppEffect] { tell(GameTable.room, .game(event)) }

    var games: [GameRequest] {
        calls.compactMap { if case .game(let request) = $0 { request } else { nil } }
    }

    var moves: [MoveRequest] {
        games.compactMap { if case .move(let move) = $0 { move } else { nil } }
    }
}
