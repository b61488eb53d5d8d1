import ActorWire
import ParlorBoards
import ParlorGames
import ParlorRooms
import ScreenTesting
import Terminal
import Testing

@testable import ParlorApp

struct ReplayTests {
    private static let catalog = GameCatalog([ConnectFour.self, Sprint.self])

    private static func record<G: Game>(_ match: Match<G>, players: [String]) throws -> MatchRecord {
        let result = MatchResult(
            id: "m1", game: G.info.id, players: players.map { MatchResult.Player(name: $0) },
            outcome: match.outcome ?? .draw(of: 2, "agreed"), seed: "1", seedHash: "", revision: match.revision,
            started: Timestamp(milliseconds: 0), ended: Timestamp(milliseconds: 60_000))
        return MatchRecord(result: result, record: try Value(encoding: match.record))
    }

    /// Seven moves, of which the last wins.
    private static func connectFour() throws -> MatchRecord {
        var match = try Match<ConnectFour>(seed: 1, seats: 2)
        for (index, column) in [3, 0, 4, 0, 5, 1, 6].enumerated() {
            try match.play(ConnectFour.Move(drop: column), by: index % 2)
        }
        return try record(match, players: ["mika", "kai"])
    }

    private func replay() throws -> ReplayState { try ReplayState(Self.connectFour(), from: Self.catalog) }

    /// Ten ticks a second, for five seconds, with a jump after two of them.
    private func sprint() throws -> ReplayState {
        var match = try Match<Sprint>(seed: 1, seats: 1)
        for _ in 0..<20 { match.tick() }
        try match.play(Sprint.Move(jump: 100), by: 0)
        for _ in 0..<30 { match.tick() }
        return try ReplayState(Self.record(match, players: ["mika"]), from: Self.catalog)
    }

    private func screen(_ state: ReplayState, columns: Int, rows: Int) -> Grid {
        var grid = Grid(size: Size(columns: columns, rows: rows))
        ReplayScreen.draw(state, on: &grid)
        return grid
    }

    @Test(arguments: [(80, 20), (40, 12), (30, 6)])
    func `a replay on the screen`(columns: Int, rows: Int) throws {
        var state = try replay()
        state.go(to: 5)
        try expectScreen(screen(state, columns: columns, rows: rows).portrait, "replay-\(columns)x\(rows)")
    }

    @Test func `the end of a replay in ASCII, while a number is typed`() throws {
        var state = try replay()
        state.look = Look(isUnicode: false, hasColor: false)
        state.go(to: 7)
        #expect(state.press(KeyPress(.character("v"))) == .changed)
        #expect(screen(state, columns: 60, rows: 20).text.allSatisfy { $0.isASCII })
        #expect(state.press(KeyPress(.character("1"))) == .changed)
        try expectScreen(screen(state, columns: 60, rows: 20).portrait, "replay-ascii-60x20")
    }

    @Test func `keys step, and stop at the ends`() throws {
        var state = try replay()
        func position(after keys: KeyPress...) -> Int {
            for key in keys { #expect(state.press(key) == .changed) }
            return state.position
        }
        #expect(position(after: KeyPress(.left)) == 0)
        #expect(position(after: KeyPress(.right), KeyPress(.right)) == 2)
        #expect(position(after: KeyPress(.left)) == 1)
        #expect(position(after: KeyPress(.end), KeyPress(.right)) == 7)
        #expect(position(after: KeyPress(.up)) == 0)
        #expect(position(after: KeyPress(.pageDown)) == 7)
        #expect(position(after: KeyPress(.home)) == 0)
        #expect(state.press(KeyPress(.character("x"))) == .ignored)
        #expect(state.press(KeyPress(.character("q"))) == .closed)
        #expect(state.press(KeyPress(.escape)) == .closed)
        #expect(state.press(.control("c")) == .closed)
    }

    @Test func `F1 shows the keys of a replay, and another key goes back to it`() throws {
        var view = ReplayView(try replay())
        let size = Size(columns: 60, rows: 12)
        func shown() -> [String] {
            var grid = Grid(size: size)
            view.draw(on: &grid)
            return grid.lines
        }
        let before = shown()
        #expect(view.press(KeyPress(.function(1)), in: size) == .changed)
        #expect(shown()[0] == " Keys of the replay")
        #expect(view.press(KeyPress(.end), in: size) == .changed)
        #expect(shown().contains { $0.contains("this help") })
        #expect(view.press(KeyPress(.character("q")), in: size) == .changed)
        #expect(shown() == before)
        #expect(view.press(KeyPress(.right), in: size) == .changed)
        #expect(view.state.position == 1)
        _ = view.press(KeyPress(.function(1)), in: size)
        #expect(view.press(.control("c"), in: size) == .closed)
    }

    @Test func `a typed number is gone to, and can be mended and dropped`() throws {
        var state = try replay()
        func press(_ keys: Key...) { for key in keys { #expect(state.press(KeyPress(key)) == .changed) } }
        press(.character("g"), .character("5"), .character("9"), .backspace, .enter)
        #expect(state.position == 5)
        press(.character("3"), .escape)
        #expect(state.position == 5)
        #expect(state.typed == nil)
        press(.character("9"), .character("9"), .enter)
        #expect(state.position == 7)
        for _ in 0..<40 { press(.character("9")) }
        press(.enter)
        #expect(state.position == 7)
    }

    @Test func `a game of turns plays a move a second, and stops at its end`() throws {
        var state = try replay()
        #expect(state.pass(.seconds(100)) == false)
        #expect(state.untilNextStep == nil)
        _ = state.press(KeyPress(.character(" ")))
        #expect(state.untilNextStep == .seconds(1))
        #expect(state.pass(.milliseconds(999)) == false)
        #expect(state.untilNextStep == .milliseconds(1))
        #expect(state.pass(.milliseconds(1)) == true)
        #expect(state.position == 1)
        #expect(state.pass(.milliseconds(2_500)) == true)
        #expect(state.position == 3)
        #expect(state.untilNextStep == .milliseconds(500))
        #expect(state.pass(.seconds(1_000_000_000)) == true)
        #expect(state.position == 7)
        #expect(!state.isPlaying)
    }

    @Test func `playing at the end begins at the start`() throws {
        var state = try replay()
        _ = state.press(KeyPress(.end))
        _ = state.press(KeyPress(.character(" ")))
        #expect(state.position == 0)
        #expect(state.isPlaying)
    }

    @Test func `a game with ticks plays at its rate, times the speed`() throws {
        var state = try sprint()
        #expect(state.end == 50)
        _ = state.press(KeyPress(.character(" ")))
        _ = state.pass(.seconds(1))
        #expect(state.position == 10)
        _ = state.press(KeyPress(.character("+")))
        _ = state.pass(.milliseconds(500))
        #expect(state.position == 20)
        for _ in 0..<9 { _ = state.press(KeyPress(.character("-"))) }
        #expect(state.speed == .quarter)
        _ = state.pass(.milliseconds(399))
        #expect(state.position == 20)
        _ = state.pass(.milliseconds(1))
        #expect(state.position == 21)
        for _ in 0..<9 { _ = state.press(KeyPress(.character("+"))) }
        #expect(state.speed == .eightfold)
    }

    @Test func `steps in the middle of ticks are those of the match, forward and back`() throws {
        var state = try sprint()
        func distance(at position: Int) -> Int? {
            state.go(to: position)
            return state.board.snapshot?.view["distance"]?.int
        }
        #expect(distance(at: 19) == 19)
        #expect(distance(at: 20) == 120)
        #expect(distance(at: 21) == 121)
        #expect(distance(at: 7) == 7)
        #expect(distance(at: 50) == 150)
        #expect(distance(at: 20) == 120)
    }

    @Test func `the match is seen through the eyes of each player, then of who watches`() throws {
        var state = try replay()
        let eyes = try (0..<4).map { _ in
            #expect(state.press(KeyPress(.character("v"))) == .changed)
            return try #require(state.board.snapshot)
        }
        #expect(eyes.map(\.seat) == [0, 1, nil, nil])
        #expect(state.eyes == .referee)
    }

    @Test func `the text tells who played, how it ended, the last position and the moves`() throws {
        let lines = try ReplayText.lines(of: Self.connectFour(), from: Self.catalog)
        try expectScreen(lines.map { $0 + "\n" }.joined(), "replay-text")
    }

    @Test func `a name in a file cannot move the cursor`() throws {
        var record = try Self.connectFour()
        record.result.players[0].name = "\u{1B}[2Jmika\u{7}"
        let text = try ReplayText.lines(of: record, from: Self.catalog).joined()
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    }

    @Test func `records of unknown games, of other rules and of impossible moves are refused`() throws {
        let record = try Self.connectFour()
        var unknown = record
        unknown.result.game = "checkers"
        #expect(throws: Rejection.self) { try ReplayState(unknown, from: Self.catalog) }
        var broken = record
        broken.record = [
            "game": "connect4", "version": 1, "seed": "1", "seats": 2, "events": [["move": [1, ["drop": 3]]]],
        ]
        #expect(throws: Rejection("not_your_turn", "it is not your turn")) {
            try ReplayState(broken, from: Self.catalog)
        }
    }
}

/// One runner, a step a tick; a move jumps.
private enum Sprint: Game {
    struct State: Codable, Sendable, Equatable { var distance = 0 }
    struct Move: Codable, Sendable, Hashable { var jump: Int }
    typealias View = State
    typealias Options = NoOptions

    static let info = GameInfo(id: "sprint", title: "Sprint", seats: 1...1, tickRate: 10, help: "Run.")
    static func start(_ options: NoOptions, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State { State() }
    static func turn(_ state: State) -> Turn { state.distance < 150 ? .everyTick : .over }
    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        guard (0...100).contains(move.jump) else { throw Rejection("far", "too far") }
        state.distance += move.jump
    }
    static func step(_ state: inout State, rng: inout SeededRandom) { state.distance += 1 }
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        state.distance = 1_000
    }
    static func view(_ state: State, for audience: Audience) -> State { state }
    static func moves(_ view: State, for seat: Seat) -> [Move] { [Move(jump: 1)] }
    static func outcome(_ state: State) -> Outcome? {
        state.distance < 150 ? nil : .win(by: 0, of: 1, "at the line")
    }
    static func move(from text: String, in view: State, for seat: Seat) throws(Rejection) -> Move { Move(jump: 1) }
    static func text(of move: Move, in view: State) -> String { "jump \(move.jump)" }
}
