public import ActorWire
public import ParlorGames
public import Terminal

/// The board of a match on one screen, whatever the game: it is told what changes, shows it, and makes moves of keys,
/// clicks and text. ``BoardCatalog/session(for:)`` makes one.
public protocol BoardSession: Sendable {
    /// What people call the game.
    var title: String { get }
    /// Who plays, by seat.
    var names: [String] { get set }
    var look: Look { get set }
    /// The keys of the board, for the help.
    var keys: [KeyHint] { get }

    /// What was told last of the match; nil before the first time. Deltas are not added to its view.
    var snapshot: MatchSnapshot? { get }
    /// The revision that is shown; 0 before the first view.
    var revision: Int { get }

    /// Shows a view. One that is older than what is shown already changes nothing. The cursor stays where it is unless
    /// the match or the seat is another.
    mutating func update(_ snapshot: MatchSnapshot)

    /// Shows what a tick changed.
    mutating func apply(delta: Value, of match: String, revision: Int) -> DeltaResult

    /// Answers a key. `size` is the room in which the board was drawn.
    mutating func press(_ key: KeyPress, in size: Size) -> Response<Choice>

    /// Answers a click of the left button at a cell of the room in which the board was drawn.
    mutating func click(_ position: Position, in size: Size) -> Response<Choice>

    /// Reads a move as a person types it.
    ///
    /// - Throws: ``Rejection`` that says what can be typed, or why there is no move now.
    func choice(from text: String) throws(Rejection) -> Choice

    /// The board in the middle of a grid of the given size, or a sentence where that is too small.
    func draw(in size: Size) -> Grid

    /// The room that the board needs, and the room that it can use.
    var minimumSize: Size { get }
    var idealSize: Size { get }

    /// How many rows the board takes where there is so much room.
    func rows(in size: Size) -> Int
}

/// A move that the person has chosen.
public struct Choice: Sendable, Hashable {
    /// In coded form; nil where only the host can read the text.
    public var move: Value?
    /// As people write it.
    public var text: String
}

/// What became of a delta.
public enum DeltaResult: Sendable, Hashable {
    case applied
    /// It is older than what is shown, and nothing has to be done.
    case late
    /// There is a gap, or it does not fit: the whole view has to be asked for.
    case missed
}

extension BoardSession {
    /// Whose turn it is or how the match ended, in a few words for the person: `your move`, `kai to move`,
    /// `mika wins: four in a row`. Empty where there is nothing to say.
    public var sentence: String {
        guard let snapshot else { return "" }
        if let outcome = snapshot.outcome { return result(outcome, own: snapshot.seat) }
        guard let first = snapshot.turn.first else { return "" }
        if let seat = snapshot.seat, snapshot.turn.contains(seat) { return "your move" }
        let others = snapshot.turn.count - 1
        return name(of: first) + (others > 0 ? " and \(others) more to move" : " to move")
    }

    private func result(_ outcome: Outcome, own seat: Seat?) -> String {
        let winners = outcome.winners
        if outcome.isDraw || winners.isEmpty { return "draw: \(outcome.reason)" }
        let isOwn = winners.count == 1 && winners.first == seat
        let subject = isOwn ? "you" : winners.map(name(of:)).joined(separator: " and ")
        return "\(subject) \(isOwn || winners.count > 1 ? "win" : "wins"): \(outcome.reason)"
    }

    private func name(of seat: Seat) -> String {
        names.indices.contains(seat) ? names[seat] : "seat \(seat &+ 1)"
    }

    /// Why the person has no move now.
    var noMove: Rejection {
        guard let snapshot else { return Rejection("no_match", "no match is under way") }
        if snapshot.outcome != nil { return Rejection("over", "the match is over") }
        guard snapshot.seat != nil else { return Rejection("not_seated", "you are watching: take a seat to play") }
        return Rejection("not_your_turn", snapshot.turn.isEmpty ? "you have no move now" : "not now: \(sentence)")
    }
}
