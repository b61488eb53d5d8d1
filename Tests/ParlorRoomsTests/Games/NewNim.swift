import ParlorGames

/// Nim with other rules: whoever takes the last loses. It has the same name, and a newer version.
enum NewNim: Game {
    static let info = GameInfo(
        id: "nim", title: "Nim", version: Nim.info.version + 1, seats: 2...2, help: "Do not take the last.")

    typealias Options = Nim.Options
    typealias State = Nim.State
    typealias Move = Nim.Move
    typealias View = Nim.View

    static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        try Nim.start(options, seats: seats, rng: &rng)
    }
    static func turn(_ state: State) -> Turn { Nim.turn(state) }
    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        try Nim.apply(move, by: seat, to: &state, rng: &rng)
    }
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        Nim.forfeit(seat, for: cause, in: &state, rng: &rng)
    }
    static func view(_ state: State, for audience: Audience) -> View { state }
    static func moves(_ view: View, for seat: Seat) -> [Move] { Nim.moves(view, for: seat) }
    static func outcome(_ state: State) -> Outcome? {
        state.heap == 0 ? .win(by: state.mover, of: 2, "the last was left") : nil
    }
    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        try Nim.move(from: text, in: view, for: seat)
    }
    static func text(of move: Move, in view: View) -> String { Nim.text(of: move, in: view) }
}
