public import ActorWire

/// What was said in a room, as the room keeps it and everybody gets it.
public struct Message: Codable, Sendable, Hashable, Identifiable {
    public enum Kind: String, Codable, Sendable, Hashable {
        /// Said.
        case say
        /// Done: the text follows the author's name, as after `/me`.
        case action
    }

    /// Dense from 1 in each room; by it a client notices a gap and asks for what it missed.
    public var seq: UInt64
    /// The sender's own id; where the sender gave none, the room made one.
    public var id: String
    /// The author's name at that time.
    public var author: String
    public var authorID: MemberID
    public var text: String
    public var time: Timestamp
    public var kind: Kind

    public init(
        seq: UInt64, id: String, author: String, authorID: MemberID, text: String, time: Timestamp, kind: Kind = .say
    ) {
        self.seq = seq
        self.id = id
        self.author = author
        self.authorID = authorID
        self.text = text
        self.time = time
        self.kind = kind
    }

    /// The id of a message whose sender gave it none.
    static func id(forUnnamed seq: UInt64) -> String { "seq-\(seq)" }
    /// Whether the sender gave it its id.
    var isNamed: Bool { id != Self.id(forUnnamed: seq) }
}
