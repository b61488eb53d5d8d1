import ActorWire
import ParlorGames
import Terminal
import Testing

@testable import ParlorBoards

/// Boards of games with ticks, which are told what changed.
struct TickingTests {
    private func session(at revision: Int, steps: Int) -> GameSession<RunBoard> {
        var session = GameSession<RunBoard>()
        session.update(MatchSnapshot(match: "m", revision: revision, seat: 0, view: ["steps": .int(Int64(steps))]))
        return session
    }

    private func shown(_ session: GameSession<RunBoard>) -> String {
        session.draw(in: Size(columns: 4, rows: 1)).lines[0]
    }

    @Test func `a delta of the next revision is applied`() {
        var session = session(at: 7, steps: 2)
        #expect(session.apply(delta: 3, of: "m", revision: 8) == .applied)
        #expect(shown(session) == "5")
        #expect(session.revision == 8)
    }

    @Test func `a delta after a gap is missed, and an old one is late: neither changes anything`() {
        var session = session(at: 7, steps: 2)
        #expect(session.apply(delta: 3, of: "m", revision: 9) == .missed)
        #expect(session.apply(delta: 3, of: "m", revision: 7) == .late)
        #expect(session.apply(delta: 3, of: "m", revision: .min) == .late)
        #expect(shown(session) == "2")
        #expect(session.revision == 7)
    }

    @Test func `a delta of another match, before any view, or that does not fit is missed`() {
        var session = session(at: 7, steps: 2)
        #expect(session.apply(delta: 3, of: "other", revision: 8) == .missed)
        #expect(session.apply(delta: "three", of: "m", revision: 8) == .missed)
        #expect(session.apply(delta: 1_000, of: "m", revision: 8) == .missed)
        #expect(shown(session) == "2")
        var fresh = GameSession<RunBoard>()
        #expect(fresh.apply(delta: 3, of: "m", revision: 1) == .missed)
    }

    @Test func `a whole view after a gap is shown, and deltas go on from there`() {
        var session = session(at: 7, steps: 2)
        session.update(MatchSnapshot(match: "m", revision: 9, seat: 0, view: ["steps": 20]))
        #expect(session.apply(delta: 1, of: "m", revision: 9) == .late)
        #expect(session.apply(delta: 1, of: "m", revision: 10) == .applied)
        #expect(shown(session) == "21")
    }
}

/// Runs a hundred steps, one with each tick.
private enum Run: RealTimeGame {
    struct State: Codable, Sendable, Equatable { var steps = 0 }
    struct View: Codable, Sendable, Equatable { var steps: Int }
    struct Move: Codable, Sendable, Hashable {}
    typealias Options = NoOptions

    static let info = GameInfo(id: "run", title: "Run", seats: 1...1, tickRate: 10, help: "Nothing to do.")
    static func start(_ options: NoOptions, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State { State() }
    static func turn(_ state: State) -> Turn { state.steps < 100 ? .everyTick : .over }
    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {}
    static func step(_ state: inout State, rng: inout SeededRandom) { state.steps += 1 }
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        state.steps = 100
    }
    static func view(_ state: State, for audience: Audience) -> View { View(steps: state.steps) }
    static func moves(_ view: View, for seat: Seat) -> [Move] { [Move()] }
    static func outcome(_ state: State) -> Outcome? { nil }
    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move { Move() }
    static func text(of move: Move, in view: View) -> String { "go" }
    static func delta(from old: View, to new: View) -> Int? { new.steps - old.steps }
    static func apply(_ delta: Int, to view: inout View) { view.steps += delta }
}

private enum RunBoard: Board {
    typealias Rules = Run
    struct Cursor: Sendable, Equatable {}

    static func keys(_ view: Run.View) -> [KeyHint] { [] }

    static func cursor(_ view: Run.View, for seat: Seat?) -> Cursor { Cursor() }
    static func isSound(_ view: Run.View) -> Bool { (0...100).contains(view.steps) }
    static func minimumSize(_ view: Run.View) -> Size { Size(columns: 3, rows: 1) }
    static func idealSize(_ view: Run.View) -> Size { minimumSize(view) }
    static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        grid.write("\(scene.view.steps)", at: Position(column: 0, row: 0))
    }
    static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<Run.Move> { .ignored }
    static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<Run.Move> { .ignored }
}
