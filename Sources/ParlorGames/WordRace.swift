/// Everybody guesses the same hidden word at once; who needs the fewest tries gets the most points.
///
/// - A move is `{"guess":"crane"}`, a word of the list in lower case, or `"pass"`, which gives up the round.
/// - Options with their default: `{"rounds":3}`, 1 to 10.
/// - A view:
///
///       {"round":1, "rounds":3, "tries":6, "isOver":false,
///        "players":[{"marks":["..Y.Y"], "words":["abide"], "isDone":false, "points":0, "delay":0,
///                    "hasLeft":false}, …],
///        "last":{"word":"speed", "words":[["abide", "erase"], …]}}
///
///   Players are listed by seat. A guess has a mark for each letter: `G` is at its place, `Y` is elsewhere in the word,
///   `.` is not in it, or not once more. `words` is there for the viewer's own seat only, and for all when the match is
///   over. `last` is the round before, for everybody: nobody learns the word while somebody still guesses. It is absent
///   in the first round.
///
/// A clock runs for each guess. Who lets it run out has passed, so nobody is waited for longer than that.
public enum WordRace: Game {
    public static let info = GameInfo(
        id: "wordrace", title: "Word Race", seats: 2...20, moveTime: 120, joinsLate: true,
        help: """
            Everybody guesses the same word of five letters at the same time, in six tries.
            [X] is at its place. (X) is elsewhere in the word. A small x is not in it. Of the others you see no \
            letters, only marks: ● or G for a place, ○ or Y for elsewhere, a dot for neither.
            Solved with the first try is worth 6 points, with the last 1; among equals the quicker is ahead. Who \
            passes gives up the round.
            Type a word, or pass.
            Options. rounds=3: 1 to 10.
            """)

    public static let tries = 6

    public struct Options: Codable, Sendable, Hashable, DefaultOptions {
        public var rounds = 3

        public static var names: [String] { ["rounds"] }

        public init() {}

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            rounds = try fields.decodeIfPresent(Int.self, forKey: .rounds) ?? rounds
        }
    }

    public enum Move: Sendable, Hashable {
        case guess(String)
        case pass
    }

    public struct State: Codable, Sendable, Equatable {
        struct Player: Codable, Sendable, Equatable {
            var guesses: [String] = []
            var isDone = false
            var points = 0
            var delay = 0
            var hasLeft = false
        }

        let rounds: Int
        var round = 0
        var word = ""
        var players: [Player]
        var last: Reveal?
        var isOver = false
        /// Why the last player but one is gone, where that ended the match.
        var walkover: Forfeit?

        func hasSolved(_ seat: Seat) -> Bool { players[seat].guesses.last == word }
    }

    /// A round that is over.
    public struct Reveal: Codable, Sendable, Equatable {
        public let word: String
        /// What each seat guessed.
        public let words: [[String]]
    }

    public struct View: Codable, Sendable, Equatable {
        public struct Player: Codable, Sendable, Equatable {
            /// The marks of each guess in this round.
            public let marks: [String]
            /// The guesses; nil where they are nobody else's business.
            public let words: [String]?
            /// Whether this player has solved the word, used up the tries, passed or left.
            public let isDone: Bool
            public let points: Int
            /// How many were quicker, over all rounds: it breaks ties.
            public let delay: Int
            public let hasLeft: Bool

            public var hasSolved: Bool { marks.last == WordRace.solved }
        }

        /// Counted from 1.
        public let round: Int
        public let rounds: Int
        public let tries: Int
        public let isOver: Bool
        public let players: [Player]
        public let last: Reveal?
        /// The hidden word, for the referee.
        public let word: String?
    }

    public static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        guard (1...10).contains(options.rounds) else { throw Rejection("options", "a match has 1 to 10 rounds") }
        var state = State(rounds: options.rounds, players: Array(repeating: .init(), count: seats))
        beginRound(&state, rng: &rng)
        return state
    }

    private static func beginRound(_ state: inout State, rng: inout SeededRandom) {
        state.round += 1
        state.word = rng.pick(words) ?? ""
        for seat in state.players.indices {
            state.players[seat].guesses = []
            state.players[seat].isDone = state.players[seat].hasLeft
        }
    }

    public static func turn(_ state: State) -> Turn {
        state.isOver ? .over : .seats(state.players.indices.filter { !state.players[$0].isDone })
    }

    /// - Throws: ``Rejection`` `syntax`, `unknown_word` or `repeated`, which costs no try.
    public static func apply(
        _ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom
    ) throws(Rejection) {
        switch move {
        case .pass: state.players[seat].isDone = true
        case .guess(let guess):
            try check(guess, after: state.players[seat].guesses)
            state.players[seat].guesses.append(guess)
            if guess == state.word { score(seat, in: &state) }
            state.players[seat].isDone = guess == state.word || state.players[seat].guesses.count == tries
        }
        endRoundIfDone(&state, rng: &rng)
    }

    private static func check(_ guess: String, after guesses: [String]) throws(Rejection) {
        guard isWordLike(guess) else { throw Rejection("syntax", "a guess is a word of five letters") }
        guard isKnown(guess) else { throw Rejection("unknown_word", "“\(guess)” is not in the list of words") }
        guard !guesses.contains(guess) else { throw Rejection("repeated", "you have tried “\(guess)” already") }
    }

    private static func score(_ seat: Seat, in state: inout State) {
        let quicker = state.players.indices.count { $0 != seat && state.hasSolved($0) }
        state.players[seat].points += tries + 1 - state.players[seat].guesses.count
        state.players[seat].delay += quicker
    }

    private static func endRoundIfDone(_ state: inout State, rng: inout SeededRandom) {
        guard state.players.allSatisfy(\.isDone) else { return }
        let solved = state.players.indices.filter(state.hasSolved)
        for seat in state.players.indices where !solved.contains(seat) { state.players[seat].delay += solved.count }
        reveal(&state)
        if state.round >= state.rounds {
            state.isOver = true
        } else {
            beginRound(&state, rng: &rng)
        }
    }

    private static func reveal(_ state: inout State) {
        state.last = Reveal(word: state.word, words: state.players.map(\.guesses))
    }

    /// A guess in time is worth waiting for; after it, the round goes on without this player.
    public static func timeout(_ seat: Seat, _ state: State) -> Move? { .pass }

    public static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        guard state.players.indices.contains(seat), !state.isOver else { return }
        state.players[seat].hasLeft = true
        state.players[seat].isDone = true
        if state.players.count(where: { !$0.hasLeft }) < 2 {
            reveal(&state)
            state.walkover = cause
            state.isOver = true
        } else {
            endRoundIfDone(&state, rng: &rng)
        }
    }

    /// The newcomer takes part in this round at once, with no points so far.
    public static func join(_ state: inout State, rng: inout SeededRandom) throws(Rejection) {
        state.players.append(.init())
    }

    public static func view(_ state: State, for audience: Audience) -> View {
        let seesAll = audience == .referee || state.isOver
        let players = state.players.enumerated().map { seat, player in
            View.Player(
                marks: player.guesses.map { marks(of: $0, against: state.word) },
                words: seesAll || audience == .seat(seat) ? player.guesses : nil,
                isDone: player.isDone, points: player.points, delay: player.delay, hasLeft: player.hasLeft)
        }
        return View(
            round: state.round, rounds: state.rounds, tries: tries, isOver: state.isOver, players: players,
            last: state.last, word: audience == .referee ? state.word : nil)
    }

    /// Every word that the seat has not tried, and passing.
    public static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard !view.isOver, view.players.indices.contains(seat), !view.players[seat].isDone else { return [] }
        var moves = allMoves
        for word in view.players[seat].words ?? [] {
            if let index = moves.firstIndex(of: .guess(word)) { moves.remove(at: index) }
        }
        return moves
    }

    private static let allMoves = words.map(Move.guess) + [.pass]

    /// By points, then by how many were quicker; who left comes after all who stayed.
    public static func outcome(_ state: State) -> Outcome? {
        guard state.isOver else { return nil }
        let players = state.players
        let places = players.map { player in 1 + players.count { $0.isAhead(of: player) } }
        if let walkover = state.walkover { return Outcome(places: places, reason: walkover.reason(of: places.count)) }
        return Outcome(places: places, reason: reason(players))
    }

    private static func reason(_ players: [State.Player]) -> String {
        let best = players.filter { !$0.hasLeft }.sorted { $0.isAhead(of: $1) }
        guard best.count > 1, best[0].points > 0 else {
            return players.allSatisfy { $0.points == 0 } ? "nobody solved a word" : "who had points left"
        }
        if best[0].points > best[1].points { return "\(best[0].points) to \(best[1].points) points" }
        return "\(best[0].points) points each" + (best[0].isAhead(of: best[1]) ? ", and quicker" : "")
    }

    public static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        let word = text.lowercased()
        if word == "pass" { return .pass }
        guard isWordLike(word) else { throw Rejection("syntax", "type a word of five letters, or pass") }
        return .guess(word)
    }

    public static func text(of move: Move, in view: View) -> String {
        switch move {
        case .guess(let word): word
        case .pass: "pass"
        }
    }

    public static var bots: [Bot<WordRace>] { [.random, .easy, .strong] }
}

extension WordRace.State.Player {
    fileprivate func isAhead(of other: Self) -> Bool {
        if hasLeft != other.hasLeft { return other.hasLeft }
        return points != other.points ? points > other.points : delay < other.delay
    }
}

extension WordRace.Move: Codable {
    private enum Key: String, CodingKey { case guess }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            guard word == "pass" else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "a move is a guess or pass"))
            }
            self = .pass
        } else {
            self = .guess(try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .guess))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .guess(let word):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(word, forKey: .guess)
        case .pass:
            var container = encoder.singleValueContainer()
            try container.encode("pass")
        }
    }
}
