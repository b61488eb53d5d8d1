/// Limits and times of one kind of actor. The defaults are those of RivetKit where it has them.
public struct ActorOptions: Sendable, Hashable {
    /// How long a hook around a connection may take, and `run` to end. Default 5 s.
    public var hookTimeout: Duration = .seconds(5)
    /// How long an action may take. Default 60 s.
    public var actionTimeout: Duration = .seconds(60)
    /// How long an actor without connections and work stays in memory. Default 30 s.
    public var sleepAfter: Duration = .seconds(30)
    /// What may wait for the actor.
    public var mailbox = MailboxLimits()
    /// Connections at a time. Default 20,000.
    public var connectionLimit = 20_000
    /// Whether clients may connect to actors of this kind, call and create them. Of another kind only actors and the
    /// server itself know: to clients there is none of its name. Default true.
    public var acceptsClients = true
    /// Jobs on the schedule. Default 1,000.
    public var scheduleLimit = 1_000

    public init() {}
}
