public import ActorDefinition
public import ActorWire

/// An actor as the control plane shows it.
public struct ActorDescription: Sendable, Hashable {
    public var id: ActorID
    public var name: String
    public var key: ActorKey
    public var createdAt: Timestamp
    /// Since when it is in memory; nil while it sleeps.
    public var startedAt: Timestamp?
    public var destroyedAt: Timestamp?
}
