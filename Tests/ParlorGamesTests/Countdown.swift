import ParlorGames

/// A small game with ticks to try the kit on: who presses last before nought wins.
enum Countdown<F: Flaw>: RealTimeGame {
    static var info: GameInfo {
        GameInfo(id: "countdown", title: "Countdown", seats: 2...3, tickRate: 10, help: "Press before nought: press")
    }

    struct State: Codable, Equatable {
        var left = 30
        var seats: Int
        var wishes: [Seat] = []
        var last: Seat = 0
        var out: [Seat] = []
    }

    enum Move: String, Codable { case press }

    struct Delta: Codable, Equatable {
        var left: Int
        var last: Seat?
    }

    struct View: Codable, Equatable {
        var left: Int
        var last: Seat
    }

    static func start(_ options: NoOptions, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        State(seats: seats)
    }

    static func turn(_ state: State) -> Turn { state.left > 0 ? .everyTick : .over }

    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        if !state.wishes.contains(seat) { state.wishes.append(seat) }
    }

    static func step(_ state: inout State, rng: inout SeededRandom) {
        state.left -= 1
        state.last = rng.pick(state.wishes) ?? state.last
        state.wishes = []
    }

    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        if !state.out.contains(seat) { state.out.append(seat) }
        if state.out.count == state.seats { state.left = 0 }
    }

    static func view(_ state: State, for audience: Audience) -> View { View(left: state.left, last: state.last) }
    static func moves(_ view: View, for seat: Seat) -> [Move] { view.left > 0 ? [.press] : [] }

    static func outcome(_ state: State) -> Outcome? {
        state.left > 0 ? nil : .win(by: state.last, of: state.seats, "the last press")
    }

    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        guard let move = Move(rawValue: text) else { throw Rejection("press", "type press") }
        return move
    }

    static func text(of move: Move, in view: View) -> String { move.rawValue }

    static func delta(from old: View, to new: View) -> Delta? {
        Delta(left: new.left, last: new.last == old.last || F.flaw == .forgetsInDelta ? nil : new.last)
    }

    static func apply(_ delta: Delta, to view: inout View) {
        view.left = delta.left
        view.last = delta.last ?? view.last
    }
}
