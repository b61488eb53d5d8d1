public import ActorDefinition
public import ActorWire

/// A way by which clients reach actors: the gateway's sockets, or a test's memory.
public protocol Transport: AnyObject, Sendable {
    /// Makes the outgoing side for one instance of an actor. It lives as long as the instance has clients on this
    /// transport.
    func makeFanOut(for actor: ActorID) -> any FanOut
}

/// The outgoing side of one actor instance on one transport.
public protocol FanOut: AnyObject, Sendable {
    /// Hands over what left the actor, in order, and only what is durable. The runtime calls it from any thread, one call
    /// at a time, but for the errors and closes of an actor that is given up, which may come beside another call. It must
    /// not block: what a client does not read is bounded by the transport, which cuts such a client off.
    func deliver(_ batch: [Delivery])
}

/// One thing that leaves an actor.
public enum Delivery: Sendable {
    /// The client takes part in broadcasts from here on.
    case join(any Link)
    case subscribe(any Link, event: String)
    case unsubscribe(any Link, event: String)
    /// To one client: a reply, an error, a greeting or an event meant for it alone.
    case send(any Link, EncodedFrame)
    /// To every client that subscribed to the event, but for one.
    case broadcast(event: String, EncodedFrame, except: (any Link)?)
    /// The client's connection ends once everything before has been written.
    case close(any Link, CloseReason)
}

/// The transport's end of one client's connection.
public protocol Link: AnyObject, Sendable {
    var transport: any Transport { get }
    /// Address and port of the peer, as text: `127.0.0.1:51022`. Empty when there is none.
    var remoteAddress: String { get }
    var encoding: WireEncoding { get }
    /// What the transport measured of this client; for the operator's view.
    var health: LinkHealth { get }
    /// The client has woken its actor. The transport may say where it runs; by default it runs by itself. It is called
    /// on the thread that brought the message, within a lock: run nothing here.
    func wake(_ actor: WokenActor)
}

extension Link {
    public func wake(_ actor: WokenActor) { actor.run() }
}

/// What a transport knows of one client.
public struct LinkHealth: Sendable, Hashable {
    /// Round trip of the newest ping; nil before the first answer.
    public var roundTrip: Duration?
    /// Bytes accepted for this client that the kernel has not taken.
    public var queuedBytes: Int
    /// Droppable frames that were left out because such bytes waited.
    public var dropped: Int

    public init(roundTrip: Duration? = nil, queuedBytes: Int = 0, dropped: Int = 0) {
        self.roundTrip = roundTrip
        self.queuedBytes = queuedBytes
        self.dropped = dropped
    }
}
