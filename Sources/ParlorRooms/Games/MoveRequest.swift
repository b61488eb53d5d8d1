public import ActorWire

/// A move, as its player sends it.
public struct MoveRequest: Codable, Sendable, Hashable {
    /// Made by the sender, new for each move: a move sent again with the same id is played once. 1 to 64 printable ASCII
    /// characters.
    public var id: String
    /// The move in the game's coded form. Either this or `text`.
    public var move: Value?
    /// The move as people write it: `e4`, `3`, `4x5`.
    public var text: String?
    /// The match that it is meant for; absent for the one under way.
    public var match: String?

    public init(id: String, move: Value? = nil, text: String? = nil, match: String? = nil) {
        self.id = id
        self.move = move
        self.text = text
        self.match = match
    }
}

/// The answer to a move that was played and is durable.
public struct MoveReceipt: Codable, Sendable, Hashable {
    public var ok: Bool
    /// The revision of the match after the move.
    public var revision: Int

    public init(revision: Int) {
        ok = true
        self.revision = revision
    }
}
