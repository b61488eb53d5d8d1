/// Everybody rides a bike that leaves a wall behind; whoever rides last wins the round.
///
/// - A move is a wish: `{"turn":"left"}`, or `right`, `up`, `down`.
/// - Options, each with its default: `{"width":58,"height":20,"rounds":5}`. Width 20 to 120, height 12 to 60, rounds 1
///   to 15.
/// - A view, the same for everybody:
///
///       {"round":1, "rounds":5, "phase":"ready", "ticks":30,
///        "bikes":[{"x":14, "y":10, "heading":"right", "isRiding":true, "wins":0, "hasLeft":false}, …],
///        "arena":["....00....", …]}
///
///   Bikes are listed by seat. The arena has a string for each row from the top and a character for each cell: `.` is
///   free, a digit is the wall of that seat. What is outside is wall. Phases are `ready` (the bikes stand; `ticks` are
///   left until they go), `race`, `rest` (a round has ended; `ticks` are left until the next is laid out), and `over`.
/// - A delta has one of two fields. `{"ticks":29}` is the countdown; at 0 `ready` becomes `race`.
///   `{"moved":"rluD-"}` has a letter for each seat: the first of its heading when the bike went a cell that way, in
///   upper case when it crashed that way and stays where it was, `-` when it had crashed before.
public enum Tron: RealTimeGame {
    public static let info = GameInfo(
        id: "tron", title: "Tron", seats: 2...8, tickRate: 10,
        help: """
            Every bike goes a cell a tick and leaves a wall behind. Who meets a wall, the border or another bike is \
            out; two who want the same cell are both out. The last one riding wins the round.
            The match ends after all rounds, or when nobody can catch up with the leader.
            Turn with the arrow keys, WASD or hjkl. While you write in the chat: /move left, right, up or down.
            Options. rounds=5: 1 to 15. width=58: 20 to 120. height=20: 12 to 60.
            """)

    /// How long the bikes stand before a round, and how long a crash is looked at after it, in ticks.
    static let readyTicks = 30
    static let restTicks = 15

    public struct Options: Codable, Sendable, Hashable, DefaultOptions {
        /// With its border the arena fits into the 60 columns that a list of rooms leaves of 80.
        public var width = 58
        public var height = 20
        /// How many rounds are ridden at most.
        public var rounds = 5

        static let widths = 20...120
        static let heights = 12...60

        public static var names: [String] { ["width", "height", "rounds"] }

        public init() {}

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            width = try fields.decodeIfPresent(Int.self, forKey: .width) ?? width
            height = try fields.decodeIfPresent(Int.self, forKey: .height) ?? height
            rounds = try fields.decodeIfPresent(Int.self, forKey: .rounds) ?? rounds
        }
    }

    public struct Move: Codable, Sendable, Hashable {
        public var turn: Direction
        public init(turn: Direction) { self.turn = turn }
    }

    public enum Phase: String, Codable, Sendable { case ready, race, rest, over }

    public struct Bike: Codable, Sendable, Equatable {
        public internal(set) var x = 0
        public internal(set) var y = 0
        public internal(set) var heading = Direction.right
        /// False from its crash until the next round.
        public internal(set) var isRiding = false
        /// Rounds won.
        public internal(set) var wins = 0
        /// Whether its rider gave up the match.
        public internal(set) var hasLeft = false

        public var cell: Cell { Cell(x: x, y: y) }
    }

    /// Everything but what riders are about to do is open to everybody.
    public struct View: Codable, Sendable, Equatable {
        /// Counted from 1.
        public internal(set) var round: Int
        public let rounds: Int
        public internal(set) var phase: Phase
        /// Ticks until the next phase; 0 while bikes race and when the match is over.
        public internal(set) var ticks: Int
        public internal(set) var bikes: [Bike]
        public internal(set) var arena: Arena

        /// The seats whose bikes ride.
        public var riders: [Seat] { bikes.indices.filter { bikes[$0].isRiding } }
        /// The seats that have not left the match.
        public var players: [Seat] { bikes.indices.filter { !bikes[$0].hasLeft } }
    }

    public struct State: Codable, Sendable, Equatable {
        var scene: View
        /// The turns that each seat will take in the next ticks: two at most.
        var wishes: [[Direction]]
        /// Why the last rider but one is gone, where that ended the match.
        var walkover: Forfeit?
    }

    public static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State {
        guard Options.widths.contains(options.width), Options.heights.contains(options.height) else {
            throw Rejection("options", "the arena is 20 to 120 cells wide and 12 to 60 high")
        }
        guard (1...15).contains(options.rounds) else { throw Rejection("options", "a match has 1 to 15 rounds") }
        let scene = View(
            round: 0, rounds: options.rounds, phase: .ready, ticks: 0, bikes: Array(repeating: Bike(), count: seats),
            arena: Arena(width: options.width, height: options.height))
        var state = State(scene: scene, wishes: [])
        beginRound(&state, rng: &rng)
        return state
    }

    /// Bikes stand in two columns and face each other across the arena. Who stands where is drawn each round.
    private static func beginRound(_ state: inout State, rng: inout SeededRandom) {
        let players = state.scene.players
        let rows = (players.count + 1) / 2
        var places = Array(0..<rows * 2)
        rng.shuffle(&places)

        var arena = Arena(width: state.scene.arena.width, height: state.scene.arena.height)
        for (seat, place) in zip(players, places) {
            let x = arena.width / 4
            let y = (2 * (place / 2) + 1) * arena.height / (2 * rows)
            let isLeft = place.isMultiple(of: 2)
            state.scene.bikes[seat].x = isLeft ? x : arena.width - 1 - x
            state.scene.bikes[seat].y = y
            state.scene.bikes[seat].heading = isLeft ? .right : .left
            state.scene.bikes[seat].isRiding = true
            arena.build(seat, at: state.scene.bikes[seat].cell)
        }
        state.scene.arena = arena
        state.scene.round += 1
        state.scene.phase = .ready
        state.scene.ticks = readyTicks
        state.wishes = Array(repeating: [], count: state.scene.bikes.count)
    }

    public static func turn(_ state: State) -> Turn { state.scene.phase == .over ? .over : .everyTick }

    /// A turn takes the place of one that waits for the next tick. While bikes race there is an exception, so that quick
    /// fingers can turn twice: a turn across the one that waits is taken a tick after it.
    ///
    /// - Throws: ``Rejection`` `no_reverse`, or `not_riding` when the bike has crashed or the round is over.
    public static func apply(
        _ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom
    ) throws(Rejection) {
        guard state.scene.canTurn(seat) else {
            throw Rejection("not_riding", "your bike does not ride: wait for the next round")
        }
        let heading = state.scene.bikes[seat].heading
        if state.scene.phase == .race, let next = state.wishes[seat].first, move.turn.isAcross(next) {
            state.wishes[seat] = [next, move.turn]
        } else if move.turn == heading.opposite {
            throw Rejection("no_reverse", "a bike cannot turn back into its own wall")
        } else {
            state.wishes[seat] = move.turn == heading ? [] : [move.turn]
        }
    }

    public static func step(_ state: inout State, rng: inout SeededRandom) {
        switch state.scene.phase {
        case .ready:
            state.scene.ticks -= 1
            if state.scene.ticks <= 0 { state.scene.phase = .race }
        case .race:
            ride(&state)
            if state.scene.riders.count < 2 { endRound(&state.scene) }
        case .rest:
            state.scene.ticks -= 1
            if state.scene.ticks <= 0 { beginRound(&state, rng: &rng) }
        case .over: break
        }
    }

    /// All go at once: what is in the way is judged before anybody has moved, so no seat comes before another. Two that
    /// would change places run into each other's walls, since a bike stands on its own.
    private static func ride(_ state: inout State) {
        let riders = state.scene.riders
        for seat in riders where !state.wishes[seat].isEmpty {
            state.scene.bikes[seat].heading = state.wishes[seat].removeFirst()
        }
        let goals = riders.map { state.scene.bikes[$0].cell.next(state.scene.bikes[$0].heading) }
        let isOpen = goals.map { goal in
            state.scene.arena.isFree(goal) && goals.count { $0 == goal } == 1
        }
        for (index, seat) in riders.enumerated() {
            if isOpen[index] {
                state.scene.advance(seat)
            } else {
                state.scene.bikes[seat].isRiding = false
            }
        }
    }

    private static func endRound(_ scene: inout View) {
        if let winner = scene.riders.first { scene.bikes[winner].wins += 1 }
        let wins = scene.players.map { scene.bikes[$0].wins }.sorted(by: >)
        let lead = wins.count > 1 ? wins[0] - wins[1] : scene.rounds
        let isDecided = lead > scene.rounds - scene.round || scene.round >= scene.rounds
        scene.phase = isDecided ? .over : .rest
        scene.ticks = isDecided ? 0 : restTicks
    }

    /// The bike crashes where it is, and is in no further round. The last player left wins.
    public static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        guard state.scene.bikes.indices.contains(seat), state.scene.phase != .over else { return }
        state.scene.bikes[seat].isRiding = false
        state.scene.bikes[seat].hasLeft = true
        state.wishes[seat] = []
        if state.scene.players.count < 2 {
            state.walkover = cause
            state.scene.phase = .over
            state.scene.ticks = 0
        } else if state.scene.phase == .race, state.scene.riders.count < 2 {
            endRound(&state.scene)
        }
    }

    public static func view(_ state: State, for audience: Audience) -> View { state.scene }

    public static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.canTurn(seat) else { return [] }
        return Direction.allCases.filter { $0 != view.bikes[seat].heading.opposite }.map(Move.init)
    }

    /// By rounds won; who left comes after all who stayed.
    public static func outcome(_ state: State) -> Outcome? {
        guard state.scene.phase == .over else { return nil }
        let ranks = state.scene.bikes.map { $0.hasLeft ? -1 : $0.wins }
        let places = ranks.map { rank in 1 + ranks.count { $0 > rank } }
        let best = ranks.sorted(by: >)
        let rounds = best[0] > 0 ? "\(best[0]) to \(best[1]) in rounds" : "nobody won a round"
        let reason = state.walkover?.reason(of: places.count) ?? rounds
        return Outcome(places: places, reason: reason)
    }

    /// Nobody sees what the others are about to do.
    public static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State {
        var state = state
        for seat in state.scene.bikes.indices where audience != .seat(seat) && state.scene.canTurn(seat) {
            let turns = Direction.allCases.filter { $0.isAcross(state.scene.bikes[seat].heading) }
            state.wishes[seat] = rng.pick(turns).map { rng.below(2) == 0 ? [] : [$0] } ?? []
        }
        return state
    }

    public static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        let word = text.lowercased()
        let turn = Direction.allCases.first { word == $0.rawValue || word == String($0.letter) }
        guard let turn else { throw Rejection("syntax", "type left, right, up or down") }
        return Move(turn: turn)
    }

    public static func text(of move: Move, in view: View) -> String { move.turn.rawValue }

    public static var bots: [Bot<Tron>] { [.random, .easy, .strong] }
}

extension Tron.View {
    /// Whether the bike of this seat can be steered.
    public func canTurn(_ seat: Seat) -> Bool {
        (phase == .ready || phase == .race) && bikes.indices.contains(seat) && bikes[seat].isRiding
    }

    /// Takes a bike a cell ahead, onto a wall of its own.
    mutating func advance(_ seat: Seat) {
        let cell = bikes[seat].cell.next(bikes[seat].heading)
        bikes[seat].x = cell.x
        bikes[seat].y = cell.y
        arena.build(seat, at: cell)
    }
}
