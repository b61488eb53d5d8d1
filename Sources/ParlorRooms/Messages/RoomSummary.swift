public import ActorWire

/// A room as the lobby lists it.
public struct RoomSummary: Codable, Sendable, Hashable, Identifiable {
    public var name: String
    public var topic: String
    /// How many people are in it.
    public var members: Int
    /// When something was last said in it, or it was made.
    public var active: Timestamp
    public var created: Timestamp

    public var id: String { name }

    public init(name: String, topic: String = "", members: Int = 0, active: Timestamp, created: Timestamp) {
        self.name = name
        self.topic = topic
        self.members = members
        self.active = active
        self.created = created
    }
}
