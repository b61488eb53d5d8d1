import ParlorGames

/// Everybody has a secret card; all say at once, each only once, whether theirs is high. Who is right wins. The clock says
/// no for the slow, and people may come late.
enum Secrets: Game {
    static let info = GameInfo(
        id: "secrets", title: "Secrets", seats: 2...4, moveTime: 20, joinsLate: true, help: "Say high or low.")

    typealias Options = NoOptions
    struct State: Codable, Sendable, Equatable {
        var cards: [Int]
        var said: [Bool?]
    }
    struct Move: Codable, Sendable, Hashable { var isHigh: Bool }
    struct View: Codable, Sendable, Equatable {
        var card: Int?
        /// Who has said something.
        var hasSaid: [Bool]
        /// At the end.
        var cards: [Int]?
    }

    static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        State(cards: (0..<seats).map { _ in rng.below(10) }, said: Array(repeating: nil, count: seats))
    }
    static func turn(_ state: State) -> Turn {
        let waiting = state.said.indices.filter { state.said[$0] == nil }
        return waiting.isEmpty ? .over : .seats(waiting)
    }
    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        state.said[seat] = move.isHigh
    }
    static func timeout(_ seat: Seat, _ state: State) -> Move? { Move(isHigh: false) }
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        state.said[seat] = false
    }
    static func join(_ state: inout State, rng: inout SeededRandom) throws(Rejection) {
        state.cards.append(rng.below(10))
        state.said.append(nil)
    }
    static func view(_ state: State, for audience: Audience) -> View {
        let isOver = turn(state) == .over
        var card: Int?
        if case .seat(let seat) = audience { card = state.cards[seat] }
        return View(
            card: card, hasSaid: state.said.map { $0 != nil }, cards: isOver || audience == .referee ? state.cards : nil
        )
    }
    static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.hasSaid.indices.contains(seat), !view.hasSaid[seat] else { return [] }
        return [Move(isHigh: true), Move(isHigh: false)]
    }
    static func outcome(_ state: State) -> Outcome? {
        guard turn(state) == .over else { return nil }
        return Outcome(
            places: zip(state.cards, state.said).map { card, said in (card >= 5) == said ? 1 : 2 }, reason: "all spoke")
    }
    static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State {
        guard turn(state) != .over else { return state }
        var other = state
        for seat in state.cards.indices where audience != .seat(seat) && audience != .referee {
            other.cards[seat] = rng.below(10)
        }
        return other
    }
    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        Move(isHigh: text == "high")
    }
    static func text(of move: Move, in view: View) -> String { move.isHigh ? "high" : "low" }
}
