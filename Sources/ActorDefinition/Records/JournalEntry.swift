public import ActorWire

/// The two append-only logs of an actor.
public enum JournalKind: String, Sendable, Hashable, CaseIterable {
    /// What happened in it: the messages of a room.
    case main
    /// Who did what to whom: acts of moderation.
    case audit
}

/// One line of a journal, as stored.
public struct JournalEntry: Sendable, Hashable {
    /// The journal that it stands in.
    public var kind: JournalKind
    /// Dense from 1, assigned by the actor.
    public var sequence: UInt64
    /// When it was appended.
    public var time: Timestamp
    /// The client's own id of what it sent, if it gave one.
    public var clientID: String?
    /// The text to be found by a search; nil keeps the entry out of the index.
    public var text: String?
    /// The entry itself, encoded as JSON.
    public var payload: [UInt8]

    public init(
        kind: JournalKind, sequence: UInt64, time: Timestamp, clientID: String? = nil, text: String? = nil,
        payload: [UInt8]
    ) {
        self.kind = kind
        self.sequence = sequence
        self.time = time
        self.clientID = clientID
        self.text = text
        self.payload = payload
    }
}

/// Where a page of a journal starts or ends; the sequence number itself is not part of the page.
public enum JournalCursor: Sendable, Hashable {
    /// The page that begins just after this entry; after 0 it is the oldest page.
    case after(UInt64)
    /// The page that ends just before this entry.
    case before(UInt64)
    /// The newest page.
    case end
}
