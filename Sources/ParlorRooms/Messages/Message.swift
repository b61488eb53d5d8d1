public import ActorWire

/// What was said in a room, as the room keeps it and everybody gets it.
public struct Message: Sendable, Hashable, Identifiable {
    public enum Kind: String, Codable, Sendable, Hashable {
        /// Said.
        case say
        /// Done: the text follows the author's name, as after `/me`.
        case action
    }

    /// Dense from 1 in each room; by it a client notices a gap and asks for what it missed.
    public let seq: UInt64
    /// The sender's own id; nil where the sender gave none.
    let givenID: String?
    /// The author's name at that time.
    public var author: String
    public var authorID: MemberID
    public var text: String
    public var time: Timestamp
    public var kind: Kind

    /// - Parameter id: The sender's own; nil for none.
    public init(
        seq: UInt64, id: String? = nil, author: String, authorID: MemberID, text: String, time: Timestamp,
        kind: Kind = .say
    ) {
        self.seq = seq
        self.givenID = id.flatMap { $0.hasPrefix("seq-") && $0 == Self.id(forUnnamed: seq) ? nil : $0 }
        self.author = author
        self.authorID = authorID
        self.text = text
        self.time = time
        self.kind = kind
    }

    /// The sender's own id, or `seq-` and the number.
    public var id: String { givenID ?? Self.id(forUnnamed: seq) }

    private static func id(forUnnamed seq: UInt64) -> String { "seq-\(seq)" }
}

/// A message goes to everybody in the room: what follows from the rest, or is so nearly always, is not written. The text
/// leads, so that who looks for words alone reads no further than them.
extension Message: Codable {
    private enum Field: CodingKey { case seq, id, author, authorID, text, time, kind }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            seq: try fields.decode(UInt64.self, forKey: .seq), id: try fields.decodeIfPresent(String.self, forKey: .id),
            author: try fields.decode(String.self, forKey: .author),
            authorID: try fields.decode(MemberID.self, forKey: .authorID),
            text: try fields.decode(String.self, forKey: .text),
            time: try fields.decode(Timestamp.self, forKey: .time),
            kind: try fields.decodeIfPresent(Kind.self, forKey: .kind) ?? .say)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(text, forKey: .text)
        try fields.encode(seq, forKey: .seq)
        try fields.encodeIfPresent(givenID, forKey: .id)
        try fields.encode(author, forKey: .author)
        try fields.encode(authorID.rawValue, forKey: .authorID)
        try fields.encode(time.milliseconds, forKey: .time)
        if kind != .say { try fields.encode(kind.rawValue, forKey: .kind) }
    }
}
