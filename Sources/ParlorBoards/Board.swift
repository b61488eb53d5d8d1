public import ActorWire
public import ParlorGames
public import Terminal

/// How a game looks in a terminal, and how keys and clicks become moves: pure functions over a ``Scene``.
///
/// A board is drawn at its own size and shown in the middle of the room that there is. Around it stand the clocks, whose
/// turn it is, and why a move was refused; the board shows the pieces, the players and what the player points at.
/// Nothing may be told by colour alone, and all of it must be playable where ``Look`` says that there is only ASCII.
///
/// Moves can always be typed too: the rules read them (``Game/move(from:in:for:)``).
public protocol Board: Sendable {
    associatedtype Rules: Game
    /// What the player points at and has picked up. It survives every change of the match.
    associatedtype Cursor: Sendable, Equatable

    /// The keys of the board, for the help: those that mean something in this match.
    static func keys(_ view: Rules.View) -> [KeyHint]

    /// Where the cursor begins, at the start of a match and whenever the person changes seats.
    static func cursor(_ view: Rules.View, for seat: Seat?) -> Cursor

    /// Whether a view has the shape that the rules give it: as many squares and players as it should, and no number out
    /// of range. Views come from a host of any origin; what is not sound is not shown to the other functions, which may
    /// therefore rely on it.
    static func isSound(_ view: Rules.View) -> Bool

    /// The smallest size at which ``draw(_:on:)`` can work. Below it a sentence is shown instead.
    static func minimumSize(_ view: Rules.View) -> Size

    /// The size beyond which more room would add nothing; at least the smallest.
    static func idealSize(_ view: Rules.View) -> Size

    /// How much it takes of `scene.size`, which is the room that there is, between the smallest and the ideal size.
    /// Default: all.
    static func size(_ scene: Scene<Self>) -> Size

    /// Draws on a blank grid of `scene.size`, which ``size(_:)`` has chosen.
    static func draw(_ scene: Scene<Self>, on grid: inout Grid)

    /// Answers a key. A move that is not legal may be answered all the same: who watches, or has no move now, is refused
    /// before it is sent, and the host refuses the rest.
    static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<Rules.Move>

    /// Answers a click of the left button at a cell of what ``draw(_:on:)`` has drawn.
    static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<Rules.Move>

    /// Fits the cursor to a view that has just come: lets go, say, of a piece that was captured. Default: nothing.
    static func settle(_ scene: inout Scene<Self>)

    /// Changes a view by the coded delta of a game with ticks; the default does. False when it does not fit, and always
    /// for a game without ticks.
    static func apply(delta: Value, to view: inout Rules.View) -> Bool
}

/// Keys, and what they do, for a person.
public typealias KeyHint = (names: String, summary: String)

/// What a board makes of a key or a click.
public enum Response<Move: Sendable>: Sendable {
    /// It means nothing here: the screen around the board may use it.
    case ignored
    /// The cursor changed.
    case moved
    case play(Move)
    /// It cannot be done; a sentence for the player.
    case refused(String)
}

extension Response: Equatable where Move: Equatable {}

extension Board {
    public static func size(_ scene: Scene<Self>) -> Size { scene.size }
    public static func settle(_ scene: inout Scene<Self>) {}
    public static func apply(delta: Value, to view: inout Rules.View) -> Bool { false }
}

extension Board where Rules: RealTimeGame {
    public static func apply(delta: Value, to view: inout Rules.View) -> Bool {
        guard let delta = try? delta.decode(Rules.Delta.self) else { return false }
        Rules.apply(delta, to: &view)
        return true
    }
}
