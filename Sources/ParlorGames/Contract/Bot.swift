/// A player without a person: it sees what its seat may see, and picks one of the moves.
public struct Bot<G: Game>: Sendable {
    /// What people call it: `random`, `easy`, `strong`. Unique within a game.
    public let level: String
    private let decide: @Sendable (G.View, Seat, [G.Move], Int, inout SeededRandom) -> G.Move?

    /// - Parameter decide: Given the view, the seat, all its moves (never none), an effort in positions that it may look
    ///   at, and randomness, picks one of the moves. Nil picks any; in a game with ticks it lets the tick pass without one.
    public init(
        _ level: String,
        decide:
            @escaping @Sendable (
                _ view: G.View, _ seat: Seat, _ moves: [G.Move], _ effort: Int, _ rng: inout SeededRandom
            ) -> G.Move?
    ) {
        self.level = level
        self.decide = decide
    }

    /// The positions that a bot looks at for a move where nothing else is said: about 0.2 s of chess. Effort is counted,
    /// not timed, so that a bot plays the same on any machine.
    public static var defaultEffort: Int { 30_000 }

    /// The move to make; nil when the seat has none, or in a game with ticks makes none.
    public func choose(
        _ view: G.View, for seat: Seat, effort: Int = Bot.defaultEffort, rng: inout SeededRandom
    ) -> G.Move? {
        let moves = G.moves(view, for: seat)
        guard !moves.isEmpty else { return nil }
        let move = decide(view, seat, moves, effort, &rng)
        if move == nil, G.info.tickRate != nil { return nil }
        return move.flatMap { moves.contains($0) ? $0 : nil } ?? rng.pick(moves)
    }

    /// Plays any move.
    public static var random: Bot {
        Bot("random") { _, _, moves, _, rng in rng.pick(moves) }
    }
}
