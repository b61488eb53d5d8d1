import ParlorGames

/// What is wrong with a variant of ``Stones``.
protocol Flaw: Sendable { static var flaw: FlawKind { get } }

enum FlawKind {
    case none
    case leakingView, undealtSecret, leakingRefusal
    case ambientRandomness, dictionaryOrder
    case enumeratesOneTooMany, acceptsOneTooMany, acceptsNegativeNumbers
    case movesOutOfTurn, everybodysTurn
    case ignoresForfeits, refusesTimeouts, endsWithoutOutcome, neverEnds
    case writesOneTooMany, forgetsInCoding, forgetsInDelta
    case namesAStranger, hasNoName, hasAMoodyBot
}

/// Nothing is wrong.
enum Correct: Flaw { static let flaw = FlawKind.none }

/// A small game to try the kit on: players take stones from a pile, each at most as many as a card allows that only they
/// see; a die says who is next; the last stone wins.
enum Stones<F: Flaw>: Game {
    static var info: GameInfo {
        GameInfo(id: F.flaw == .hasNoName ? "" : "stones", title: "Stones", seats: 2...4, help: "Take stones: 2")
    }

    struct State: Codable, Equatable {
        var pile: Int
        var cards: [Int]
        var mover: Seat = 0
        var out: Set<Seat> = []
        var winner: Seat?
        var taken = 0

        enum CodingKeys: String, CodingKey { case pile, cards, mover, out, winner, taken }

        init(pile: Int, cards: [Int]) { (self.pile, self.cards) = (pile, cards) }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            pile = try fields.decode(Int.self, forKey: .pile)
            cards = try fields.decode([Int].self, forKey: .cards)
            mover = try fields.decode(Seat.self, forKey: .mover)
            out = Set(try fields.decode([Seat].self, forKey: .out))
            winner = try fields.decodeIfPresent(Seat.self, forKey: .winner)
            taken = F.flaw == .forgetsInCoding ? 0 : try fields.decode(Int.self, forKey: .taken)
        }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(pile, forKey: .pile)
            try fields.encode(cards, forKey: .cards)
            try fields.encode(mover, forKey: .mover)
            try fields.encode(out.sorted(), forKey: .out)
            try fields.encodeIfPresent(winner, forKey: .winner)
            try fields.encode(taken, forKey: .taken)
        }
    }

    struct Move: Codable, Hashable { var take: Int }

    struct View: Codable, Equatable {
        var pile: Int
        var cards: [Int?]
        var mover: Seat?
    }

    static func start(_ options: NoOptions, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        var deck = F.flaw == .dictionaryOrder ? Array(Set(0..<52)) : Array(0..<52)
        rng.shuffle(&deck)
        if F.flaw == .ambientRandomness { deck.shuffle() }
        return State(pile: 12 + rng.below(8), cards: deck.prefix(seats).map { $0 % 4 + 1 })
    }

    static func turn(_ state: State) -> Turn {
        guard state.winner == nil else { return .over }
        return switch F.flaw {
        case .everybodysTurn: .seats(Array(state.cards.indices))
        case .namesAStranger: .seats([state.mover, state.cards.count])
        default: .seats([state.mover])
        }
    }

    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection) {
        let most = min(state.cards[seat] + (F.flaw == .acceptsOneTooMany ? 1 : 0), state.pile)
        guard move.take <= most, move.take >= 1 || F.flaw == .acceptsNegativeNumbers else {
            let hint = F.flaw == .leakingRefusal ? " \(state.cards)" : ""
            throw Rejection("range", "that is not what your card allows\(hint)")
        }
        if F.flaw != .neverEnds { state.pile = state.pile.subtractingReportingOverflow(move.take).partialValue }
        state.taken += 1
        if state.pile == 0 { state.winner = seat } else { passOn(&state, rng: &rng) }
    }

    private static func passOn(_ state: inout State, rng: inout SeededRandom) {
        let rest = state.cards.indices.filter { !state.out.contains($0) }
        if rest.count == 1 { state.winner = rest[0] } else { state.mover = rng.pick(rest) ?? 0 }
    }

    static func timeout(_ seat: Seat, _ state: State) -> Move? { Move(take: F.flaw == .refusesTimeouts ? 0 : 1) }

    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        if F.flaw == .ignoresForfeits { return }
        state.out.insert(seat)
        passOn(&state, rng: &rng)
    }

    static func view(_ state: State, for audience: Audience) -> View {
        let cards = state.cards.indices.map {
            audience == .seat($0) || audience == .referee || F.flaw == .leakingView ? state.cards[$0] : nil
        }
        return View(pile: state.pile, cards: cards, mover: state.winner == nil ? state.mover : nil)
    }

    static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.cards.indices.contains(seat), let card = view.cards[seat], (1...4).contains(card),
            view.mover == seat || F.flaw == .movesOutOfTurn && view.mover != nil
        else { return [] }
        let most = min(card + (F.flaw == .enumeratesOneTooMany ? 1 : 0), view.pile)
        return most < 1 ? [] : (1...most).map(Move.init)
    }

    static func outcome(_ state: State) -> Outcome? {
        F.flaw == .endsWithoutOutcome
            ? nil : state.winner.map { .win(by: $0, of: state.cards.count, "the last stone") }
    }

    static var bots: [Bot<Stones>] {
        [.random, Bot("moody") { _, _, moves, _, rng in F.flaw == .hasAMoodyBot ? moves.randomElement() : moves.last }]
    }

    static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State {
        var other = state
        for seat in state.cards.indices where audience != .seat(seat) && audience != .referee {
            let card = rng.below(4) + 1
            if F.flaw != .undealtSecret { other.cards[seat] = card }
        }
        return other
    }

    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        guard let take = Int(text) else { throw Rejection("number", "type a number") }
        return Move(take: take)
    }

    static func text(of move: Move, in view: View) -> String {
        String(F.flaw == .writesOneTooMany ? move.take &+ 1 : move.take)
    }
}
