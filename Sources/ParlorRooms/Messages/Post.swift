internal import ActorWire

/// What a client sends to be said: a plain string, or an object `{"id", "text", "kind"?}`.
///
/// With an id, which the client makes, a post may be sent again after a broken line: the room says it once.
public struct Post: Codable, Sendable, Hashable, ExpressibleByStringLiteral {
    /// 1 to 64 printable ASCII characters, unique among the posts of one person.
    public var id: String?
    public var text: String
    public var kind: Message.Kind

    public init(id: String? = nil, text: String, kind: Message.Kind = .say) {
        self.id = id
        self.text = text
        self.kind = kind
    }

    public init(stringLiteral text: String) { self.init(text: text) }

    private enum Field: CodingKey { case id, text, kind }

    public init(from decoder: any Decoder) throws {
        // Looked at and not tried: an error that nobody sees costs more than the post.
        if case .string(let text) = try Value(from: decoder) {
            self.init(text: text)
            return
        }
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            id: try fields.decodeIfPresent(String.self, forKey: .id),
            text: try fields.decode(String.self, forKey: .text),
            kind: try fields.decodeIfPresent(Message.Kind.self, forKey: .kind) ?? .say)
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encodeIfPresent(id, forKey: .id)
        try fields.encode(text, forKey: .text)
        try fields.encode(kind, forKey: .kind)
    }
}
