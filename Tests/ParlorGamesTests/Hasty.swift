import ParlorGames

/// A game that never ends, whose rules act before they look: what is refused has changed everything by then.
enum Hasty: Game {
    static let info = GameInfo(
        id: "hasty", title: "Hasty", seats: 1...3, tickRate: 10, joinsLate: true, help: "Nothing")

    struct Options: Codable, Equatable, DefaultOptions {
        var ticks = false
        static let names = ["ticks"]
        init() {}
        init(ticks: Bool) { self.ticks = ticks }
    }

    struct State: Codable, Equatable {
        var seats: Int
        var ticks: Bool
        var sum = 0
    }

    enum Move: String, Codable { case accepted, refused }

    static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        State(seats: seats, ticks: options.ticks)
    }

    static func turn(_ state: State) -> Turn { state.ticks ? .everyTick : .seats(Array(0..<state.seats)) }

    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        state.sum += rng.below(1_000)
        if move == .refused { throw Rejection("no", "not that") }
    }

    static func step(_ state: inout State, rng: inout SeededRandom) { state.sum += rng.below(10) }
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {}
    static func join(_ state: inout State, rng: inout SeededRandom) throws(Rejection) { state.seats += 1 }
    static func view(_ state: State, for audience: Audience) -> State { state }
    static func moves(_ view: State, for seat: Seat) -> [Move] { [.accepted] }
    static func outcome(_ state: State) -> Outcome? { nil }
    static func move(from text: String, in view: State, for seat: Seat) throws(Rejection) -> Move { .accepted }
    static func text(of move: Move, in view: State) -> String { move.rawValue }
}
