/// Chess by the FIDE Laws of 2023, for two.
///
/// Draws need no claim, since nobody is there to hear it: the third repetition of a position ends a match, and so do fifty
/// moves of each side without a capture or a pawn's move, unless the last of them mates. A position in which mate is
/// impossible for want of material ends it as well. Whoever forfeits loses, except against a bare king, which draws.
///
/// White has seat 0. The coded forms:
///
/// - Options: `{}`, or `{"fen": "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1"}` to begin from a position (as one word:
///   `fen=4k3/8/8/8/8/8/4P3/4K3_w_-_-`).
/// - Move: `{"from": "e2", "to": "e4"}`, with `"promote": "q"` (or `r`, `b`, `n`) for a pawn that reaches the last rank.
///   Castling is the king's move: `{"from": "e1", "to": "g1"}`.
/// - View, the same for everybody:
///   ```
///   {"position": "rnbqkbnr/ppp1pppp/8/3P4/8/8/PPPP1PPP/RNBQKBNR b KQkq - 0 2",  FEN
///    "check": false,                   whether the side to move is in check
///    "last": {"from": "e4", "to": "d5"},   absent before the first move
///    "moves": ["e4", "d5", "exd5"],    the last 80 at most, in standard algebraic notation
///    "captured": ["p"],                what was taken, in order: upper case for White's pieces
///    "twice": ["9c1f20ab3d4e5f60"],    keys of the positions that draw when they come once more
///    "outcome": {"places": [1, 1], "reason": "stalemate"}}   absent while it goes on
///   ```
public enum Chess: Game {
    public static let info = GameInfo(
        id: "chess", title: "Chess", seats: 2...2, moveTime: 120, showsMoves: true,
        help: """
            White begins, and whoever mates the other king wins: it is attacked, and no move saves it.
            Type a move as chess players write it: e4, Nf3, exd5, Nbd2, O-O, O-O-O, e8=Q; or from square to square: \
            e2e4, e7e8q.
            A match is drawn by stalemate, by the third repetition of a position, by fifty moves without a capture or \
            a pawn's move, and when too few pieces are left to mate.
            Options. fen=4k3/8/8/8/8/8/4P3/4K3_w_-_-: the position to begin from, with _ for each space.
            """)

    public static func start(
        _ options: Options, seats: Int, rng: inout SeededRandom
    ) throws(Rejection) -> State {
        guard let fen = options.fen else { return State(position: .start) }
        let position = try Position(fen: fen)
        let state = State(position: position)
        if let end = ending(of: state) { throw Rejection("fen", "nobody can play from there: \(end.reason)") }
        return state
    }

    public static func turn(_ state: State) -> Turn {
        state.outcome == nil ? .seats([state.position.toMove.seat]) : .over
    }

    public static func apply(
        _ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom
    ) throws(Rejection) {
        let position = state.position
        guard position.legalMoves.contains(move) else { throw position.refusal(of: move) }
        state.play(move)
        state.outcome = ending(of: state)
    }

    public static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom) {
        let winner = seat == Side.white.seat ? Side.black : .white
        guard state.position[winner].count > 1 else {
            state.outcome = .draw(of: 2, "one \(cause.words), and the other had nothing to mate with")
            return
        }
        state.outcome = .win(by: winner.seat, of: 2, cause.reason(of: 2))
    }

    public static func view(_ state: State, for audience: Audience) -> View {
        View(
            position: state.position, check: state.position.isInCheck, last: state.last, moves: state.moves,
            captured: state.captured, twice: state.keysSeenTwice, outcome: state.outcome)
    }

    public static func moves(_ view: View, for seat: Seat) -> [Move] {
        guard view.outcome == nil, view.position.toMove.seat == seat else { return [] }
        return view.position.legalMoves
    }

    public static func outcome(_ state: State) -> Outcome? { state.outcome }

    public static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move {
        guard view.outcome == nil else { throw .over }
        guard view.position.toMove.seat == seat else { throw Rejection("not_your_turn", "it is not your turn") }
        return try view.position.move(san: text)
    }

    public static func text(of move: Move, in view: View) -> String { view.position.san(move) }

    private static func ending(of state: State) -> Outcome? {
        let position = state.position
        if position.isStuck {
            guard position.isInCheck else { return .draw(of: 2, "stalemate") }
            return .win(by: position.toMove.opponent.seat, of: 2, "checkmate")
        }
        if position.isDead { return .draw(of: 2, "too few pieces to mate") }
        if position.quietMoves >= 100 { return .draw(of: 2, "fifty moves without progress") }
        if state.repetitions >= 3 { return .draw(of: 2, "threefold repetition") }
        return nil
    }
}
