public import ActorDefinition
public import ActorWire

/// An actor as the control plane shows it.
public struct ActorDescription: Sendable, Hashable {
    /// Unique for ever.
    public var id: ActorID
    /// The kind of the actor.
    public var name: String
    /// What tells it apart from others of its kind.
    public var key: ActorKey
    /// When it was made.
    public var createdAt: Timestamp
    /// Since when it is in memory; nil while it sleeps.
    public var startedAt: Timestamp?
    /// When it was destroyed; nil while it exists.
    public var destroyedAt: Timestamp?
}
