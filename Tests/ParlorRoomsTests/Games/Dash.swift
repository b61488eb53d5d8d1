import ParlorGames

/// Everybody runs; a move says how fast. Who is first at 100 wins.
enum Dash: RealTimeGame {
    static let info = GameInfo(id: "dash", title: "Dash", seats: 2...4, tickRate: 10, help: "Say how fast: 0 to 3.")

    typealias Options = NoOptions
    struct State: Codable, Sendable, Equatable {
        var places: [Int]
        var speeds: [Int]
        var isOut: [Bool]
        static let goal = 100
    }
    struct Move: Codable, Sendable, Hashable { var speed: Int }
    struct View: Codable, Sendable, Equatable { var places: [Int] }
    struct Delta: Codable, Sendable, Equatable { var steps: [Int] }

    static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        State(
            places: Array(repeating: 0, count: seats), speeds: Array(repeating: 0, count: seats),
            isOut: Array(repeating: false, count: seats))
    }
    static func turn(_ state: State) -> Turn {
        state.places.contains { $0 >= State.goal } || !state.isOut.contains(false) ? .over : .everyTick
    }
    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        guard (0...3).contains(move.speed) else { throw Rejection("speed", "0 to 3") }
        state.speeds[seat] = move.speed
    }
    static func step(_ state: inout State, rng: inout SeededRandom) {
        for seat in state.places.indices where !state.isOut[seat] { state.places[seat] += state.speeds[seat] }
    }
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        state.isOut[seat] = true
    }
    static func view(_ state: State, for audience: Audience) -> View { View(places: state.places) }
    static func moves(_ view: View, for seat: Seat) -> [Move] { (0...3).map(Move.init) }
    static func outcome(_ state: State) -> Outcome? {
        guard turn(state) == .over else { return nil }
        return Outcome(places: state.places.map { $0 >= State.goal ? 1 : 2 }, reason: "first at the line")
    }
    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        guard let speed = Int(text) else { throw Rejection("speed", "0 to 3") }
        return Move(speed: speed)
    }
    static func text(of move: Move, in view: View) -> String { "\(move.speed)" }
    static func delta(from old: View, to new: View) -> Delta? {
        Delta(steps: zip(old.places, new.places).map { $1 - $0 })
    }
    static func apply(_ delta: Delta, to view: inout View) {
        guard delta.steps.count == view.places.count else { return }
        for seat in view.places.indices { view.places[seat] &+= delta.steps[seat] }
    }
    static var bots: [Bot<Dash>] {
        [Bot("runner") { view, seat, _, _, _ in view.places[seat] == 0 ? Move(speed: 2) : nil }]
    }
}
