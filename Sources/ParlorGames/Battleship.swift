/// Battleship: both hide a fleet of five ships on a board of 10 × 10 at the same time, then shoot at each other by turns
/// until a fleet is sunk.
///
/// A cell is a letter for its row and a number for its column, from `A1` to `J10`. Kinds of ships: `carrier` of 5 cells,
/// `battleship` of 4, `destroyer` and `submarine` of 3, `patrol` of 2.
///
/// Moves:
///
///     {"place": {"kind": "carrier", "at": "B7", "down": true}}    from its upper or left end, down or to the right
///     {"lift": "carrier"}       takes a ship up again
///     "auto"                    places the missing ships at random; all of them anew when none is missing
///     "ready"                   the fleet stays as it is, and missing ships are placed at random
///     {"shoot": "B7"}
///
/// As text: `carrier b7 down`, `c b7` (to the right), `lift carrier`, `auto`, `ready`, `b7`.
///
/// View, here of seat 0:
///
///     {"phase": "shooting",       placing, shooting or over
///      "turn": [0],               the seats that may move
///      "waters": [                of each seat
///        {"ships": [{"kind": "patrol", "at": "B7", "down": true}, …],
///         "shots": [{"at": "B7", "hit": true}, {"at": "C7", "hit": true, "sunk": "patrol"}], "ready": true},
///        {"ships": [], "shots": [{"at": "J10", "hit": false}], "ready": true}],
///      "lastTarget": 0}           the seat at which the last shot was fired; absent before the first
///
/// `ships` are the own ones; of others only those that are sunk, until the match is over. `shots` are those that fell into
/// these waters, in their order.
public enum Battleship: Game {
    public static let info = GameInfo(
        id: "battleship", title: "Battleship", seats: 2...2, moveTime: 60, timesTurns: true,
        help: """
            First hide your fleet on ten rows A to J and ten columns 1 to 10: carrier (5 cells), battleship (4), \
            destroyer (3), submarine (3) and patrol boat (2), across or down. Ships may touch but not overlap.
            Type carrier b7 down, or c b7 for across; lift carrier to take it up again; auto for a place at random; \
            ready when you are done.
            Then shoot by turns: type b7. A ship is sunk when all of its cells are hit, and is shown then. Who sinks \
            the other fleet wins.
            """)

    public typealias Options = NoOptions

    public enum Move: Sendable, Hashable {
        case place(Ship)
        case lift(Ship.Kind)
        case auto
        case ready
        case shoot(Cell)
    }

    public struct Shot: Codable, Sendable, Hashable {
        public var at: Cell
        public var hit: Bool
        /// The ship that it sank.
        public var sunk: Ship.Kind?
    }

    public enum Phase: String, Codable, Sendable, Hashable { case placing, shooting, over }

    public struct State: Codable, Sendable, Hashable {
        struct Waters: Codable, Sendable, Hashable {
            /// Ordered by kind.
            var ships: [Ship] = []
            var shots: [Shot] = []
            var isReady = false
            /// What places the ships of this seat, so that no fleet depends on what another seat did.
            var rng: SeededRandom
        }

        var waters: [Waters]
        /// Who shoots next.
        var shooter: Seat
        var lastTarget: Seat?
        var outcome: Outcome?

        var phase: Phase {
            if outcome != nil { return .over }
            return waters.allSatisfy(\.isReady) ? .shooting : .placing
        }
    }

    public struct View: Codable, Sendable, Hashable {
        public struct Waters: Codable, Sendable, Hashable {
            public var ships: [Ship]
            public var shots: [Shot]
            public var ready: Bool
        }

        public var phase: Phase
        public var turn: [Seat]
        public var waters: [Waters]
        public var lastTarget: Seat?
    }

    // MARK: The course of a match

    public static func start(_ options: NoOptions, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        let waters = (0..<seats).map { _ in State.Waters(rng: SeededRandom(seed: rng.next())) }
        return State(waters: waters, shooter: rng.below(seats))
    }

    public static func turn(_ state: State) -> Turn {
        switch state.phase {
        case .placing: .seats(state.waters.indices.filter { !state.waters[$0].isReady })
        case .shooting: .seats([state.shooter])
        case .over: .over
        }
    }

    public static func apply(
        _ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom
    ) throws(Rejection) {
        switch (move, state.phase) {
        case (.shoot(let cell), .shooting): try shoot(at: cell, by: seat, &state)
        case (.shoot, _): throw Rejection("not_ready", "the other fleet is not in place yet")
        case (_, .placing): try state.waters[seat].arrange(move)
        default: throw Rejection("in_place", "the fleets are in place: shoot, like b7")
        }
    }

    /// Puts the fleet in place, or shoots at the first cell that is left.
    public static func timeout(_ seat: Seat, _ state: State) -> Move? {
        state.phase == .placing ? .ready : moves(view(state, for: .seat(seat)), for: seat).first
    }

    public static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        guard state.waters.indices.contains(seat) else { return }
        state.outcome = .win(by: 1 - seat, of: state.waters.count, cause.reason(of: 2))
    }

    public static func outcome(_ state: State) -> Outcome? { state.outcome }

    private static func shoot(at cell: Cell, by seat: Seat, _ state: inout State) throws(Rejection) {
        let target = 1 - seat
        try state.waters[target].receiveShot(at: cell)
        state.lastTarget = target
        state.shooter = target
        if state.waters[target].sunk.count == Ship.Kind.allCases.count {
            state.outcome = .win(by: seat, of: state.waters.count, "the other fleet is sunk")
        }
    }

    // MARK: What is seen

    public static func view(_ state: State, for audience: Audience) -> View {
        let isOpen = state.phase == .over || audience == .referee
        let waters = state.waters.enumerated().map { seat, waters in
            let sunk = waters.sunk
            let ships =
                isOpen || audience == .seat(seat) ? waters.ships : waters.ships.filter { sunk.contains($0.kind) }
            return View.Waters(ships: ships, shots: waters.shots, ready: waters.isReady)
        }
        let turn = if case .seats(let seats) = turn(state) { seats } else { [Seat]() }
        return View(phase: state.phase, turn: turn, waters: waters, lastTarget: state.lastTarget)
    }

    public static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.turn.contains(seat), view.waters.count == 2, (0...1).contains(seat) else { return [] }
        switch view.phase {
        case .placing:
            let ships = view.waters[seat].ships
            let taken = CellSet(ships.flatMap(\.cells))
            let places = Ship.Kind.missing(from: ships).flatMap(\.places).filter { $0.cells.isDisjoint(with: taken) }
            return places.map { .place($0.ship) } + ships.map { .lift($0.kind) } + [.auto, .ready]
        case .shooting:
            let shot = CellSet(view.waters[1 - seat].shots.map(\.at))
            return Cell.all.filter { !shot.contains($0) }.map(Move.shoot)
        case .over: return []
        }
    }

    /// Other fleets that explain all shots, and other luck with places at random.
    public static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State {
        var state = state
        guard state.phase != .over, audience != .referee else { return state }
        for seat in state.waters.indices where audience != .seat(seat) {
            state.waters[seat].redeal(&rng)
        }
        return state
    }

    // MARK: What people type

    public static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        let words = text.lowercased().split(separator: " ").map(String.init)
        let how = "shoot like b7; place like carrier b7 down or c b7; or say lift carrier, auto or ready"
        let unreadable = Rejection("unreadable", how)
        switch words.first {
        case "auto" where words.count == 1: return .auto
        case "ready" where words.count == 1: return .ready
        case "lift" where words.count == 2:
            guard let kind = Ship.Kind(text: words[1]) else { throw unreadable }
            return .lift(kind)
        case let word? where words.count == 1:
            guard let cell = Cell(word) else { throw unreadable }
            return .shoot(cell)
        case let word? where words.count <= 3:
            guard let kind = Ship.Kind(text: word), let cell = Cell(words[1]) else { throw unreadable }
            let direction = words.count == 3 ? words[2] : "across"
            let isDown = "down".hasPrefix(direction)
            guard isDown || "across".hasPrefix(direction) else { throw unreadable }
            return .place(Ship(kind: kind, at: cell, down: isDown))
        default: throw unreadable
        }
    }

    public static func text(of move: Move, in view: View) -> String {
        switch move {
        case .place(let ship): "\(ship.kind) \(ship.at) \(ship.down ? "down" : "across")"
        case .lift(let kind): "lift \(kind)"
        case .auto: "auto"
        case .ready: "ready"
        case .shoot(let cell): "\(cell)"
        }
    }
}
