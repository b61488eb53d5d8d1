import ParlorGames

/// Take one to three from a heap in turn: whoever takes the last wins. Nothing is hidden, and who lets the clock run out
/// has lost.
enum Nim: Game {
    static let info = GameInfo(
        id: "nim", title: "Nim", seats: 2...2, moveTime: 30, showsMoves: true, help: "Take 1, 2 or 3.")

    struct Options: Codable, Sendable, Hashable, DefaultOptions {
        var heap = 10
        static let names = ["heap"]
        init() {}
        init(from decoder: any Decoder) throws {
            heap = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Int.self, forKey: .heap) ?? heap
        }
    }
    struct State: Codable, Sendable, Equatable {
        var heap: Int
        var mover = 0
        var walkover: Outcome?
    }
    struct Move: Codable, Sendable, Hashable { var take: Int }
    typealias View = State

    static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        guard (1...100).contains(options.heap) else { throw Rejection("heap", "a heap has 1 to 100") }
        return State(heap: options.heap)
    }
    static func turn(_ state: State) -> Turn {
        state.heap == 0 || state.walkover != nil ? .over : .seats([state.mover])
    }
    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        guard (1...3).contains(move.take), move.take <= state.heap else { throw Rejection("take", "take 1 to 3") }
        state.heap -= move.take
        state.mover = 1 - state.mover
    }
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        state.walkover = .win(by: 1 - seat, of: 2, cause.reason(of: 2))
    }
    static func view(_ state: State, for audience: Audience) -> View { state }
    static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.heap > 0, view.walkover == nil, view.mover == seat else { return [] }
        return (1...min(3, view.heap)).map { Move(take: $0) }
    }
    static func outcome(_ state: State) -> Outcome? {
        if let walkover = state.walkover { return walkover }
        return state.heap == 0 ? .win(by: 1 - state.mover, of: 2, "the last was taken") : nil
    }
    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        guard let take = Int(text) else { throw Rejection("take", "type 1, 2 or 3") }
        return Move(take: take)
    }
    static func text(of move: Move, in view: View) -> String { "\(move.take)" }
    static var bots: [Bot<Nim>] {
        [.random, Bot("sharp") { view, _, moves, _, _ in moves.first { ($0.take - view.heap) % 4 == 0 } }]
    }
}
