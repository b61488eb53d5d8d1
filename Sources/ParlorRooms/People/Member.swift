public import ActorWire

/// Somebody in a room: a person, over however many connections.
public struct Member: Codable, Sendable, Hashable, Identifiable {
    public var id: MemberID
    /// Unique in the room.
    public var name: String
    public var role: Role
    /// Open connections: two terminals of one person are two.
    public var connections: Int
    /// Whether the line broke a moment ago: somebody who comes back in time has not left.
    public var away: Bool
    public var joined: Timestamp
    public var muted: Bool
    /// When the mute ends; absent without a mute, and with one that lasts until it is lifted.
    public var mutedUntil: Timestamp?

    public init(
        id: MemberID, name: String, role: Role, connections: Int = 1, away: Bool = false, joined: Timestamp,
        muted: Bool = false, mutedUntil: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.connections = connections
        self.away = away
        self.joined = joined
        self.muted = muted
        self.mutedUntil = mutedUntil
    }
}
