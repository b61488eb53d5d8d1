import ParlorGames

/// Nim: players take turns to take sticks, as many as they like, all from one heap. Who takes the last stick wins.
///
/// A move is coded as `{"heap": 1, "take": 2}`, and a view as `{"heaps": [3, 4, 5], "turn": 0}`, where `turn` is absent
/// once the match is over.
enum Nim: Game {
    static let info = GameInfo(
        id: "nim", title: "Nim", seats: 2...2, moveTime: 60,
        help: """
            Take as many sticks as you like, all from one heap. Whoever takes the last stick wins.
            Type the heap, and how many: b2
            """)

    struct Options: Codable, Sendable, Equatable, DefaultOptions {
        var heaps = [3, 4, 5]

        static let names = ["heaps"]

        init() {}

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            heaps = try fields.decodeIfPresent([Int].self, forKey: .heaps) ?? heaps
        }
    }

    struct Move: Codable, Sendable, Hashable {
        var heap: Int
        var take: Int
    }

    struct State: Codable, Sendable, Equatable {
        var heaps: [Int]
        var mover: Seat = 0
        var outcome: Outcome?
    }

    struct View: Codable, Sendable, Equatable {
        var heaps: [Int]
        var turn: Seat?
    }

    static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        guard (1...8).contains(options.heaps.count), options.heaps.allSatisfy((1...9).contains) else {
            throw Rejection("heaps", "there are 1 to 8 heaps of 1 to 9 sticks")
        }
        return State(heaps: options.heaps)
    }

    static func turn(_ state: State) -> Turn { state.outcome == nil ? .seats([state.mover]) : .over }

    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        guard state.heaps.indices.contains(move.heap) else { throw Rejection("no_heap", "there is no such heap") }
        guard (1...9).contains(move.take), move.take <= state.heaps[move.heap] else {
            throw Rejection("too_many", "that heap has \(state.heaps[move.heap]) sticks")
        }
        state.heaps[move.heap] -= move.take
        state.mover = 1 - seat
        if state.heaps.allSatisfy({ $0 == 0 }) { state.outcome = .win(by: seat, of: 2, "the last stick") }
    }

    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        state.outcome = .win(by: 1 - seat, of: 2, cause.reason(of: 2))
    }

    static func outcome(_ state: State) -> Outcome? { state.outcome }

    static func view(_ state: State, for audience: Audience) -> View {
        View(heaps: state.heaps, turn: state.outcome == nil ? state.mover : nil)
    }

    static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.turn == seat else { return [] }
        return view.heaps.indices.flatMap { heap in
            (1...9).filter { $0 <= view.heaps[heap] }.map { Move(heap: heap, take: $0) }
        }
    }

    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        guard let letter = text.lowercased().first, let heap = letters.firstIndex(of: letter),
            let take = Int(text.dropFirst())
        else { throw Rejection("unclear", "type the heap, and how many sticks: b2") }
        return Move(heap: heap, take: take)
    }

    static func text(of move: Move, in view: View) -> String {
        letters.indices.contains(move.heap) ? "\(letters[move.heap])\(move.take)" : "?"
    }

    static let letters = Array("abcdefgh")
}

extension Nim {
    /// `strong` leaves heaps whose sizes, as binary numbers, add up to zero without carrying: whoever finds them so loses
    /// (Bouton, "Nim, a game with a complete mathematical theory", 1901).
    static var bots: [Bot<Nim>] {
        [
            .random,
            Bot("strong") { view, _, moves, _, _ in
                moves.first { move in
                    var heaps = view.heaps
                    heaps[move.heap] -= move.take
                    return heaps.reduce(0, ^) == 0
                }
            },
        ]
    }
}
