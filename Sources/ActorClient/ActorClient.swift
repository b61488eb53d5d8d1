public import ActorDefinition
public import ActorWire
public import Logging

/// A client of one actor: it connects, stays connected, and calls and listens by the actor's own declarations.
///
/// ```swift
/// let room = try ActorClient(ChatRoom(), key: ActorKey(["lobby"]), server: server) { .init(name: "ann") }
/// try await withThrowingTaskGroup { group in
///     group.addTask { await room.run() }
///     let message = try await room.sendMessage("hi")
///     for try await message in room.newMessage { … }
/// }
/// ```
///
/// While `run()` runs, the client reconnects for ever, with growing random delays, until it is closed on this side or
/// the actor ends it for good: by a disconnection with a reason, or by refusing it. After a reconnection it subscribes
/// again, then sends the calls that waited, in order. A call that was sent and has no reply when the connection breaks
/// is sent again, in its place of the order, if its action is declared idempotent; else it fails with
/// `ClientError.outcomeUnknown`, since it may have run.
///
/// What the actor declares is found by its name: `room.sendMessage` is the action, `room.newMessage` the event. A
/// declaration with the name of a member of this class is found by `room[dynamicMember: \.status]`.
@dynamicMemberLookup
public final class ActorClient<D: DurableActor>: Sendable {
    /// The key of the actor.
    public let key: ActorKey
    private let interface: Interface<D>
    private let engine: ClientEngine
    private let parameters: @Sendable () async throws -> D.ConnParams

    /// - Parameters:
    ///   - definition: Only its declarations are used; nothing of it runs here.
    ///   - clock: Measures deadlines, delays and round trips.
    ///   - randomness: Spreads the delays.
    ///   - parameters: Is asked for the connection parameters before each attempt to connect. When it throws, the
    ///     attempt has failed, and others follow.
    /// - Throws: `actor.invalid_request` if the key has a part with a comma, which an address cannot express.
    public convenience init(
        _ definition: D, key: ActorKey, server: ServerAddress, configuration: ClientConfiguration = .init(),
        clock: any Clock<Duration> = ContinuousClock(),
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        logger: Logger = Logger(label: "actor-client"),
        parameters: @escaping @Sendable () async throws -> D.ConnParams
    ) throws(WireError) {
        try self.init(
            definition, key: key,
            transport: WebSocketTransport(
                server: server, timeout: configuration.connectTimeout, longestMessage: configuration.incomingMessage),
            configuration: configuration, clock: clock, randomness: randomness, logger: logger, parameters: parameters)
    }

    /// A client of an actor that asks for no parameters.
    ///
    /// - Throws: As the other one.
    public convenience init(
        _ definition: D, key: ActorKey, server: ServerAddress, configuration: ClientConfiguration = .init(),
        logger: Logger = Logger(label: "actor-client")
    ) throws(WireError) where D.ConnParams == Nothing {
        try self.init(definition, key: key, server: server, configuration: configuration, logger: logger) { Nothing() }
    }

    package init(
        _ definition: D, key: ActorKey, transport: any ClientTransport, configuration: ClientConfiguration,
        clock: any Clock<Duration>, randomness: any RandomNumberGenerator & Sendable, logger: Logger,
        parameters: @escaping @Sendable () async throws -> D.ConnParams
    ) throws(WireError) {
        let target = ConnectTarget(actor: .named(D.name, key: key, method: configuration.method))
        _ = try target.path()
        var logger = logger
        logger[metadataKey: "actor"] = "\(D.name) \(key.description.printable(limit: 200))"
        self.key = key
        self.interface = Interface(definition)
        self.parameters = parameters
        engine = ClientEngine(
            configuration, target: target, transport: transport, clock: MonotonicTime(clock), randomness: randomness,
            logger: logger)
    }

    /// Does the client's work, until the client has stopped for good or the task is cancelled. Nothing of it is left
    /// when this returns. Call it once; a second call only waits.
    ///
    /// - Returns: why the client has stopped.
    @discardableResult
    nonisolated(nonsending) public func run() async -> ClosedReason {
        await engine.run { [parameters] in try Value(encoding: await parameters()) }
    }

    /// Closes the connection and stops the client for good; `run()` returns when that is done. Calls that wait are answered
    /// with `ClientError.closed`.
    public func close() { engine.receive(.close) }

    /// What the client is doing about its connection now.
    public var status: ClientStatus { engine.statusBoard.status }

    /// The status now and every change of it.
    ///
    /// `connected` is shown before the first event of the connection is handed out, and `reconnecting` after the last:
    /// who sees a new `connected` and then asks the actor for what it missed has no gap, if it drops what it gets twice
    /// by its sequence number.
    public var statuses: StatusStream { StatusStream(board: engine.statusBoard) }
}

// What the actor declares.
extension ActorClient {
    /// The action of this name, to be called.
    public subscript<Reply, each Argument>(
        dynamicMember action: KeyPath<D, Action<D, Reply, repeat each Argument>>
    ) -> RemoteAction<Reply, repeat each Argument> {
        let action = interface.definition[keyPath: action]
        return RemoteAction(engine: engine, name: interface.name(of: action), isIdempotent: action.isIdempotent)
    }

    @available(*, unavailable, message: "a job is for the schedule and for other actors, not for clients")
    public subscript<Reply, each Argument>(
        dynamicMember job: KeyPath<D, Job<D, Reply, repeat each Argument>>
    ) -> RemoteAction<Reply, repeat each Argument> { preconditionFailure("a job cannot be called by a client") }

    /// The occurrences of the event of this name, from the subscription on.
    public subscript<Content>(dynamicMember event: KeyPath<D, Event<Content>>) -> EventStream<Content> {
        EventStream(name: interface.name(of: interface.definition[keyPath: event]), engine: engine) { values in
            var reader = ArgumentReader(values)
            return try reader.next(Content.self)
        }
    }

    /// An event with several values, as a tuple.
    @_disfavoredOverload
    public subscript<each Content>(
        dynamicMember event: KeyPath<D, Event<repeat each Content>>
    ) -> EventStream<(repeat each Content)> {
        EventStream(name: interface.name(of: interface.definition[keyPath: event]), engine: engine) { values in
            var reader = ArgumentReader(values)
            return (repeat try reader.next((each Content).self))
        }
    }
}

// By name.
extension ActorClient {
    /// Calls an action by its name on the wire.
    ///
    /// - Parameters:
    ///   - arguments: Trailing ones that are optional may be left out.
    ///   - idempotent: Whether the call may be sent again when it may have run.
    ///   - limit: The deadline, counted from the call. Default: the configuration's.
    /// - Throws: the same as a typed call.
    @discardableResult
    nonisolated(nonsending) public func call(
        _ name: String, _ arguments: [Value] = [], idempotent: Bool = false, within limit: Duration? = nil
    ) async throws -> Value {
        try await engine.call(name, arguments, isIdempotent: idempotent, within: limit)
    }

    /// The occurrences of an event by its name on the wire, with all of their arguments.
    public func subscribe(_ name: String) -> EventStream<[Value]> {
        EventStream(name: name, engine: engine) { $0 }
    }
}
