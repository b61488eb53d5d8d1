/// Liar's Dice: everybody rolls under a cup, and bids how many dice of a face lie under all cups together. The next
/// player raises the bid or calls it a lie; then all cups are lifted, and who was wrong loses a die.
///
/// Options: `{"dice": 5, "wild": false, "exact": false}`, each of which may be absent.
///
/// Moves:
///
///     {"bid": {"count": 4, "face": 5}}      there are at least four fives
///     "challenge"                           the bid is a lie
///     "exact"                               the bid is exactly right: only with the option of that name
///
/// As text: `4x5`, `liar`, `exact`.
///
/// View, here of seat 0 after somebody's bid was called a lie, and the next bid was made:
///
///     {"options": {"dice": 5, "wild": false, "exact": false},
///      "hands": [[1, 3, 3, 6], null, null],      null for the dice that the receiver may not see
///      "counts": [4, 5, 5],                      dice of each seat; 0 for who is out
///      "turn": 2,                                absent when the match is over
///      "claim": {"seat": 1, "bid": {"count": 2, "face": 3}},       the bid to beat; absent before the first
///      "reveal": {…},                            the last lifting of the cups, until the next bid
///      "out": []}                                who is out, the first to go first
///
/// A reveal: `{"hands": [[…], …], "claim": {…}, "caller": 0, "call": "challenge", "count": 3, "loser": 0}`, where `count`
/// says how many dice there were of the claimed face, and `loser`, who lost a die, is absent when nobody did.
public enum LiarsDice: Game {
    public static let info = GameInfo(
        id: "liarsdice", title: "Liar's Dice", seats: 2...6, moveTime: 60, showsMoves: true,
        help: """
            Everybody has five dice under a cup and sees only the own ones.
            Bid how many dice of a face lie under all cups together: 4x5 says "at least four fives". The next player \
            bids more dice, or as many of a higher face, or calls the bid a lie. Then all cups are lifted: if there \
            are as many dice as was bid, the caller loses a die, otherwise the bidder does. Who lost it begins the \
            next round. Who has no dice is out; the last with dice wins.
            Type 4x5 or 4 5 to bid, and liar to call.
            Options. dice=5: 1 to 10. wild=yes: ones count as any face, and no bid names them. exact=yes: say exact \
            to a bid, and win a die back if there are exactly as many, or lose one if there are not.
            """)

    public struct Options: Codable, Sendable, Hashable, DefaultOptions {
        /// The dice of each player at the start, 1 to 10. Default 5.
        public var dice: Int
        /// Whether ones count as any face. No bid names them then. Default false.
        public var wild: Bool
        /// Whether a bid may be called exactly right. Default false.
        public var exact: Bool

        public static var names: [String] { ["dice", "wild", "exact"] }

        public init(dice: Int = 5, wild: Bool = false, exact: Bool = false) {
            self.dice = dice
            self.wild = wild
            self.exact = exact
        }

        public init() { self.init(dice: 5) }
    }

    /// That there are at least `count` dice of a face, all cups together.
    public struct Bid: Codable, Sendable, Hashable, Comparable {
        public var count: Int
        public var face: Int

        public init(count: Int, face: Int) {
            self.count = count
            self.face = face
        }

        /// More dice are more, and of as many dice a higher face is.
        public static func < (lhs: Bid, rhs: Bid) -> Bool { (lhs.count, lhs.face) < (rhs.count, rhs.face) }
    }

    public enum Move: Sendable, Hashable {
        case bid(Bid)
        case call(Call)
    }

    /// What can be said to a bid instead of raising it.
    public enum Call: String, Codable, Sendable, Hashable { case challenge, exact }

    /// A bid, and who made it.
    public struct Claim: Codable, Sendable, Hashable {
        public var seat: Seat
        public var bid: Bid
    }

    /// All dice of a round, as they lay when somebody called.
    public struct Reveal: Codable, Sendable, Hashable {
        public var hands: [[Int]]
        public var claim: Claim
        public var caller: Seat
        public var call: Call
        /// How many dice there were of the claimed face, wild ones among them.
        public var count: Int
        /// Who lost a die; nil when an exact call was right.
        public var loser: Seat?

        /// Whether there were as many dice as was claimed.
        public var isTrue: Bool { count >= claim.bid.count }
    }

    public struct State: Codable, Sendable, Hashable {
        public internal(set) var options: Options
        /// The dice of each seat, sorted; none of who is out.
        public internal(set) var hands: [[Int]]
        public internal(set) var turn: Seat
        public internal(set) var claim: Claim?
        public internal(set) var reveal: Reveal?
        public internal(set) var out: [Seat] = []
        /// Why the last player but one is gone, where it was not by the dice.
        var walkover: Forfeit?
    }

    public struct View: Codable, Sendable, Hashable {
        public var options: Options
        public var hands: [[Int]?]
        public var counts: [Int]
        public var turn: Seat?
        public var claim: Claim?
        public var reveal: Reveal?
        public var out: [Seat]
    }

    // MARK: The course of a match

    public static func start(
        _ options: Options, seats: Int, rng: inout SeededRandom
    ) throws(Rejection) -> State {
        guard (1...10).contains(options.dice) else { throw Rejection("dice", "a player has 1 to 10 dice") }
        let hands = Array(repeating: Array(repeating: 1, count: options.dice), count: seats)
        var state = State(options: options, hands: hands, turn: rng.below(seats))
        beginRound(with: state.turn, &state, &rng)
        return state
    }

    public static func turn(_ state: State) -> Turn { state.isOver ? .over : .seats([state.turn]) }

    public static func apply(
        _ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom
    ) throws(Rejection) {
        switch move {
        case .bid(let bid):
            try state.bidding.check(bid)
            state.claim = Claim(seat: seat, bid: bid)
            state.reveal = nil
            state.turn = state.player(after: seat)
        case .call(let call):
            guard call != .exact || state.options.exact else {
                throw Rejection("no_exact", "exact calls are not played here: raise the bid, or call it a lie")
            }
            guard let claim = state.claim else { throw Rejection("no_bid", "there is no bid yet: bid like 2x5") }
            settle(call, by: seat, of: claim, &state, &rng)
        }
    }

    public static func timeout(_ seat: Seat, _ state: State) -> Move? {
        state.bidding.all.first.map(Move.bid) ?? .call(.challenge)
    }

    /// The dice of who leaves are gone, and with them what a bid was worth: all roll again.
    public static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        guard state.hands.indices.contains(seat), !state.hands[seat].isEmpty else { return }
        state.hands[seat] = []
        state.out.append(seat)
        if state.isOver { state.walkover = cause }
        beginRound(with: state.turn, &state, &rng)
    }

    public static func outcome(_ state: State) -> Outcome? {
        guard state.isOver else { return nil }
        var places = Array(repeating: 1, count: state.hands.count)
        for (index, seat) in state.out.enumerated() { places[seat] = places.count - index }
        return Outcome(places: places, reason: state.walkover?.reason(of: places.count) ?? "the last with dice")
    }

    /// Lifts the cups: somebody loses a die, or wins one back, and begins the next round.
    private static func settle(
        _ call: Call, by caller: Seat, of claim: Claim, _ state: inout State, _ rng: inout SeededRandom
    ) {
        let count = state.hands.joined().count { matches($0, claim.bid.face, wild: state.options.wild) }
        let loser: Seat? =
            switch call {
            case .challenge: count >= claim.bid.count ? caller : claim.seat
            case .exact: count == claim.bid.count ? nil : caller
            }
        state.reveal = Reveal(
            hands: state.hands, claim: claim, caller: caller, call: call, count: count, loser: loser)
        if let loser {
            state.hands[loser].removeLast()
            if state.hands[loser].isEmpty { state.out.append(loser) }
        } else if state.hands[caller].count < state.options.dice {
            state.hands[caller].append(1)
        }
        beginRound(with: loser ?? caller, &state, &rng)
    }

    private static func beginRound(with seat: Seat, _ state: inout State, _ rng: inout SeededRandom) {
        state.claim = nil
        state.turn = state.hands[seat].isEmpty ? state.player(after: seat) : seat
        for seat in state.hands.indices { state.hands[seat] = roll(state.hands[seat].count, &rng) }
    }

    static func roll(_ count: Int, _ rng: inout SeededRandom) -> [Int] {
        (0..<count).map { _ in 1 + rng.below(6) }.sorted()
    }

    /// Whether a die counts for a face.
    static func matches(_ die: Int, _ face: Int, wild: Bool) -> Bool { die == face || wild && die == 1 }

    // MARK: What is seen

    public static func view(_ state: State, for audience: Audience) -> View {
        let hands = state.hands.enumerated().map { seat, hand in
            audience == .referee || audience == .seat(seat) ? hand : nil
        }
        return View(
            options: state.options, hands: hands,
            counts: state.hands.map(\.count), turn: state.isOver ? nil : state.turn, claim: state.claim,
            reveal: state.reveal, out: state.out)
    }

    public static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.turn == seat else { return [] }
        let calls: [Call] = view.claim == nil ? [] : view.options.exact ? [.challenge, .exact] : [.challenge]
        return view.bidding.all.map(Move.bid) + calls.map(Move.call)
    }

    /// Other dice under the cups. What is hidden is not asked of `view`, whose mistakes are to show.
    public static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State {
        var state = state
        guard audience != .referee else { return state }
        for seat in state.hands.indices where audience != .seat(seat) {
            state.hands[seat] = roll(state.hands[seat].count, &rng)
        }
        return state
    }

    // MARK: What people type

    public static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        let text = text.lowercased()
        switch text {
        case "liar", "lie", "challenge", "!": return .call(.challenge)
        case "exact", "=": return .call(.exact)
        default: break
        }
        let numbers = text.split { " x×*".contains($0) }.map { Int($0) }
        guard numbers.count == 2, let count = numbers[0], let face = numbers[1] else {
            throw Rejection("unreadable", "bid like 4x5, for at least four fives, or call the bid a lie with liar")
        }
        return .bid(Bid(count: count, face: face))
    }

    public static func text(of move: Move, in view: View) -> String {
        switch move {
        case .bid(let bid): "\(bid.count)x\(bid.face)"
        case .call(.challenge): "liar"
        case .call(.exact): "exact"
        }
    }
}

extension LiarsDice.State {
    var isOver: Bool { hands.count { !$0.isEmpty } <= 1 }

    /// The next seat that has dice.
    func player(after seat: Seat) -> Seat {
        let order = (1...hands.count).map { (seat + $0) % hands.count }
        return order.first { !hands[$0].isEmpty } ?? seat
    }
}
