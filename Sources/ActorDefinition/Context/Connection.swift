public import ActorWire

/// One client's connection to an actor, as the actor sees it.
public final class Connection<D: DurableActor> {
    /// The public id: a random UUID.
    public let id: String
    /// The parameters that the client brought.
    public let params: D.ConnParams
    /// What the transport knows of the client.
    public let client: ClientInfo
    /// When it was listed in `conns`.
    public let connectedAt: Timestamp
    package let number: UInt64
    package let core: ActorCore<D>
    package var storedState: D.ConnState
    /// Whether the actor has closed it: nothing that it sent is processed any more.
    package var closing: DisconnectReason?

    package init(
        id: String, number: UInt64, params: D.ConnParams, state: D.ConnState, client: ClientInfo, core: ActorCore<D>
    ) {
        self.id = id
        self.number = number
        self.params = params
        self.client = client
        self.storedState = state
        self.core = core
        self.connectedAt = core.host.now
    }

    /// What the actor knows of this connection. A handler that throws leaves it as it found it.
    public var state: D.ConnState {
        get { storedState }
        _modify {
            core.willChange(self)
            yield &storedState
        }
    }

    /// What the transport measured of this client, for an operator's view: the newest known.
    public var health: ConnectionHealth { core.host.health(ofConnection: number) }

    /// Tells this connection alone, whatever it subscribed to, once what the handler changed is durable.
    public func send<each Content>(_ event: KeyPath<D, Event<repeat each Content>>, _ content: repeat each Content) {
        core.emit(core.interface.definition[keyPath: event], repeat each content, to: .one(number))
    }

    /// Closes the connection when the handler has succeeded and what it changed is durable. From then on nothing that
    /// the client sent is processed. A second call is harmless.
    ///
    /// In an asynchronous closure a bare call means the other form, which waits.
    public func disconnect(_ reason: String) { core.disconnect(self, reason) }

    /// Closes the connection and returns when its transport is closed and `onDisconnect` has run.
    ///
    /// What the handler did so far becomes durable first, and a later throw does not undo it.
    nonisolated(nonsending) public func disconnect(_ reason: String) async {
        core.disconnect(self, reason)
        await core.host.closeDisconnected()
    }
}

/// What the transport measured of a connection.
public struct ConnectionHealth: Sendable, Hashable {
    /// Round trip of the newest ping; nil before the first answer.
    public var roundTrip: Duration?
    /// Bytes that wait for the client to read.
    public var queuedBytes: Int
    /// Droppable events that were left out because the client had not read what came before.
    public var dropped: Int

    public init(roundTrip: Duration? = nil, queuedBytes: Int = 0, dropped: Int = 0) {
        self.roundTrip = roundTrip
        self.queuedBytes = queuedBytes
        self.dropped = dropped
    }
}
