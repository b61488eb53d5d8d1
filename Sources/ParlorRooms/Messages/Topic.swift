public import ActorWire

/// What a room is about, and who said so.
public struct Topic: Codable, Sendable, Hashable {
    public var text: String
    /// The name of who set it; empty in a room whose topic nobody has set.
    public var by: String
    public var time: Timestamp?

    public init(text: String = "", by: String = "", time: Timestamp? = nil) {
        self.text = text
        self.by = by
        self.time = time
    }
}
