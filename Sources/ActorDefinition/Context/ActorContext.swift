public import ActorWire

/// What a handler sees of its actor. Not `Sendable`: it cannot leave the actor's own thread of work, and so everything
/// here is read and changed without waiting.
public class ActorContext<D: DurableActor> {
    package let core: ActorCore<D>

    package init(_ core: ActorCore<D>) { self.core = core }

    /// The id of the actor: unique for ever, also after it is destroyed.
    public final var id: ActorID { core.id }
    /// The key by which it was asked for.
    public final var key: ActorKey { core.key }
    /// The definition with its own properties: limits, services, secrets.
    public final var definition: D {
        // Lent, not copied: it holds an object for each action, event and job.
        _read { yield core.interface.definition }
    }
    /// The client that asked for the actor first, while `onCreate` runs; nil when the server or another actor did.
    public final var creator: ClientInfo? { core.creator }
    /// The time of day by the runtime's clock. It jumps when somebody sets the machine's clock.
    public final var now: Timestamp { core.host.now }
    /// How long the runtime's clock has run: what intervals are measured by. It only grows, and means nothing after a
    /// restart.
    public final var uptime: Duration { core.host.uptime }

    /// The durable state. Changing it saves it; a handler that throws leaves it as it found it.
    public final var state: D.State {
        _read { yield core.state }
        _modify { yield &core.changingState }
    }

    /// What is forgotten when the actor sleeps. A throw does not restore it.
    public final var vars: D.Vars {
        _read { yield core.vars }
        _modify { yield &core.vars }
    }

    /// The open connections, in the order in which they joined.
    public final var conns: Connections<D> { core.connections }
    /// What happened in the actor, entry by entry.
    public final var journal: Journal<D> { Journal(core: core) }
    /// What the actor will do later.
    public final var schedule: Schedule<D> { Schedule(core: core) }
    /// What the actor does in fixed steps, in real time.
    public final var ticker: Ticker<D> { Ticker(core: core) }

    /// Tells every connection that subscribed to the event, once what the handler changed is durable. Content that cannot be
    /// encoded, such as a number that is not finite, is logged and not sent.
    ///
    /// - Parameter except: A connection that is not told.
    public final func broadcast<each Content>(
        _ event: KeyPath<D, Event<repeat each Content>>, _ content: repeat each Content, except: Connection<D>? = nil
    ) {
        core.emit(definition[keyPath: event], repeat each content, to: .subscribers(except: except?.number))
    }

    /// Tells every connection that subscribed to the event: for code that several kinds of actors share. There a key
    /// path is not a constant but made anew each time, which costs as much as the broadcast.
    ///
    /// - Parameter event: One of `definition`.
    public final func broadcast<each Content>(_ event: Event<repeat each Content>, _ content: repeat each Content) {
        core.emit(event, repeat each content, to: .subscribers(except: nil))
    }

    /// Tells those connections that the filter takes, of all that subscribed to the event.
    public final func broadcast<each Content>(
        _ event: KeyPath<D, Event<repeat each Content>>, _ content: repeat each Content,
        where filter: (Connection<D>) -> Bool
    ) {
        // A closure, since the runtime cannot make a key path inside a function with a parameter pack.
        let receivers = conns.filter(filter).map { $0.number }
        core.emit(definition[keyPath: event], repeat each content, to: .subscribersAmong(receivers))
    }

    /// Another actor, to ask jobs of it; it is created when there is none of this key.
    ///
    /// - Throws: `WireError` when a part or the key is too long.
    public final func peer<Other: DurableActor>(_ definition: Other, _ key: String...) throws -> Peer<Other> {
        peer(definition, try ActorKey(key))
    }

    /// Another actor, to ask jobs of it; it is created when there is none of this key.
    public final func peer<Other: DurableActor>(_ definition: Other, _ key: ActorKey) -> Peer<Other> {
        Peer(Interface(definition), key: key, caller: core.host)
    }

    /// Whether an actor of this id is there, awake or asleep; it is not woken. One that was destroyed is there until that
    /// is durable.
    nonisolated(nonsending) public final func exists(_ actor: ActorID) async throws -> Bool {
        try await core.host.exists(actor)
    }

    /// Ends this actor for good when the handler has succeeded: connections close, `onDestroy` runs, its data goes.
    public final func destroy() { core.destroys = true }
}

/// What an action sees: its actor, and who called.
public final class ActionContext<D: DurableActor>: ActorContext<D> {
    /// The connection that called. For a call over plain HTTP it lasts as long as the call and is not in `conns`.
    public let conn: Connection<D>

    package init(_ core: ActorCore<D>, _ conn: Connection<D>) {
        self.conn = conn
        super.init(core)
    }
}

/// What the hooks before a connection see: the actor, and who knocks.
public final class ConnectContext<D: DurableActor>: ActorContext<D> {
    /// What the transport knows of who knocks.
    public let client: ClientInfo

    package init(_ core: ActorCore<D>, _ client: ClientInfo) {
        self.client = client
        super.init(core)
    }
}

/// What the transport knows of a client.
public struct ClientInfo: Sendable, Hashable {
    /// Address and port, `127.0.0.1:51022`; empty when there is none.
    public var remoteAddress: String
    /// The encoding that it speaks: `json`, `cbor` or `bare`.
    public var encoding: String

    public init(remoteAddress: String, encoding: String) {
        self.remoteAddress = remoteAddress
        self.encoding = encoding
    }
}
