/// The rules of a game: pure functions over values.
///
/// Rules know no clock, no network and no randomness but the generator that they are handed, so that the same seed and
/// the same moves make the same match everywhere and always. They never trap, whatever a move holds: one process runs
/// the rooms of everybody.
///
/// Whoever runs a game keeps it in a ``Match``, which checks whose turn it is, records what happened, and takes a
/// rejected move back as if it had never been. Rules therefore may change `state` before they throw.
public protocol Game: Sendable {
    /// All of a match. Made of structs and arrays: nothing whose order is not defined, no floating point, no dates.
    associatedtype State: Codable, Sendable, Equatable
    /// What somebody may do. Its coded form is what goes over the wire.
    associatedtype Move: Codable, Sendable, Hashable
    /// What one audience may know of a match: the only thing that leaves the host.
    associatedtype View: Codable, Sendable, Equatable
    /// What can be chosen when a match is set up. Every field has a default, also when it is absent in a coded form.
    associatedtype Options: Codable, Sendable, Equatable, DefaultOptions

    static var info: GameInfo { get }

    /// - Throws: ``Rejection`` when the options make no game for so many seats.
    static func start(_ options: Options, seats: Int, rng: inout SeededRandom) throws(Rejection) -> State

    /// Who may move now. In a game with ticks it is ``Turn/everyTick`` until the match is over.
    static func turn(_ state: State) -> Turn

    /// Plays a move of somebody whose turn it is. In a game with ticks a move is a wish, which the next ``step(_:rng:)``
    /// carries out: the latest of each seat counts.
    ///
    /// - Throws: ``Rejection`` with a sentence for the player.
    static func apply(_ move: Move, by seat: Seat, to state: inout State, rng: inout SeededRandom) throws(Rejection)

    /// One tick of a game that has them. Default: nothing happens.
    static func step(_ state: inout State, rng: inout SeededRandom)

    /// What the clock plays for somebody whose time is over; nil when they forfeit. Default: nil.
    static func timeout(_ seat: Seat, _ state: State) -> Move?

    /// Somebody gives up, is gone, or has no time left: the match is over for them, and for all where nobody is left to
    /// play. Then the ``outcome(_:)`` says which of it was so.
    static func forfeit(_ seat: Seat, for cause: Forfeit, in state: inout State, rng: inout SeededRandom)

    /// Adds a seat behind the last while the match runs. Default: rejected.
    static func join(_ state: inout State, rng: inout SeededRandom) throws(Rejection)

    static func view(_ state: State, for audience: Audience) -> View

    /// All moves that the seat may make, in an order that is defined; empty when it is not its turn. It takes a view, so
    /// that neither a bot nor a hint knows more than the player.
    static func moves(_ view: View, for seat: Seat) -> [Move]

    /// How it ended; nil while it goes on.
    static func outcome(_ state: State) -> Outcome?

    /// A state that this audience cannot tell from the given one: all that is hidden from it is dealt anew. With it tests
    /// prove that no view leaks. Default: the same state, since nothing is hidden.
    static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State

    /// Reads a move as a person types it.
    ///
    /// - Throws: ``Rejection`` that says what can be typed.
    static func move(from text: String, in view: View, for seat: Seat) throws(Rejection) -> Move

    /// A move as people write it; `view` is what was known before it. ``move(from:in:for:)`` reads it.
    static func text(of move: Move, in view: View) -> String

    /// Who can sit in for a person, the weakest first. Default: ``Bot/random``.
    static var bots: [Bot<Self>] { get }
}

/// Options with a default for everything.
public protocol DefaultOptions {
    /// What they are called in their coded form. Nothing else is taken for an option.
    static var names: [String] { get }

    init()
}

/// The options of a game that has none.
public struct NoOptions: Codable, Sendable, Hashable, DefaultOptions {
    public static var names: [String] { [] }

    public init() {}
}

extension Game {
    public static func step(_ state: inout State, rng: inout SeededRandom) {}
    public static func timeout(_ seat: Seat, _ state: State) -> Move? { nil }
    public static func join(_ state: inout State, rng: inout SeededRandom) throws(Rejection) {
        throw Rejection("no_late_join", "\(info.title) has begun: wait for the next match")
    }
    public static func redealt(_ state: State, hiddenFrom audience: Audience, rng: inout SeededRandom) -> State {
        state
    }
    public static var bots: [Bot<Self>] { [.random] }
}
