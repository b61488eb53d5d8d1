public import ActorWire
public import ParlorGames

/// A match of any game, whose moves and views are in their coded forms.
public protocol CodedMatch: Sendable {
    /// How many seats there are now.
    var seats: Int { get }
    /// How often what is seen of it changed: ticks in a game that has them, else all changes; less after an undo.
    var revision: Int { get }
    var turn: Turn { get }
    /// How it ended; nil while it goes on.
    var outcome: Outcome? { get }
    /// How many events its record has.
    var events: Int { get }
    /// Everything that makes it what it is, to be restored from.
    var record: Value { get throws }

    func view(for audience: Audience) throws -> Value

    /// - Returns: The move, in the coded form and as people write it.
    /// - Throws: `Rejection` `illegal` when it is no move of this game, else as of `Match`.
    mutating func play(_ move: Value, by seat: Seat) throws(Rejection) -> MatchView.Played
    /// Plays a move as a person types it.
    mutating func play(text: String, by seat: Seat) throws(Rejection) -> MatchView.Played
    /// Lets a tick pass.
    ///
    /// - Returns: For each audience what makes its new view of the old one; nil when the whole view has to be sent.
    mutating func tick(telling audiences: [Audience]) throws -> [Value?]
    /// The time of a seat is over.
    ///
    /// - Returns: Whether it has forfeited, since the game plays nothing for it.
    mutating func timeOut(_ seat: Seat) throws(Rejection) -> Bool
    mutating func forfeit(_ seat: Seat, for cause: Forfeit) throws(Rejection)
    mutating func join() throws(Rejection)
    mutating func agreeDraw() throws(Rejection)
    /// Goes back to before the last move of the seat.
    ///
    /// - Returns: The moves that were taken back, oldest first.
    /// - Throws: `Rejection` `nothing_to_undo` when it has not moved.
    mutating func undo(by seat: Seat) throws(Rejection) -> [MatchView.Played]

    /// What a bot of the level would play, to be worked out anywhere: it holds the seat's view and nothing else. Nil when
    /// there is no such level. The work gives nil when there is no move to make.
    ///
    /// - Parameter effort: Positions that the bot may look at; nil for the default.
    func thought(ofBot level: String, for seat: Seat, effort: Int?, seed: UInt64) -> (@Sendable () -> Value?)?
}
