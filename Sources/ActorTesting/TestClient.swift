public import ActorDefinition
public import ActorWire

/// A client of an actor in a test: its actions are called and its events listened to by their names in the definition.
///
/// ```swift
/// let message = try await ann.sendMessage("hi")
/// ```
@dynamicMemberLookup
public final class TestClient<D: DurableActor>: Sendable {
    /// The id of its connection in `conns`.
    public let connectionID: String
    private let interface: Interface<D>
    private let link: TestLink

    init(_ interface: Interface<D>, _ link: TestLink, connectionID: String) {
        self.interface = interface
        self.link = link
        self.connectionID = connectionID
    }

    /// The action of this name, to be called.
    public subscript<Reply, each Argument>(
        dynamicMember action: KeyPath<D, Action<D, Reply, repeat each Argument>>
    ) -> TestAction<Reply, repeat each Argument> {
        TestAction(name: interface.name(of: interface.definition[keyPath: action]), link: link)
    }

    @available(*, unavailable, message: "a job is for the schedule and other actors, not for clients")
    public subscript<Reply, each Argument>(
        dynamicMember job: KeyPath<D, Job<D, Reply, repeat each Argument>>
    ) -> TestAction<Reply, repeat each Argument> {
        preconditionFailure("a job cannot be called by a client")
    }

    /// Subscribes to the event.
    public subscript<each Content>(
        dynamicMember event: KeyPath<D, Event<repeat each Content>>
    ) -> EventStream<repeat each Content> {
        EventStream(queue: link.listen(to: interface.name(of: interface.definition[keyPath: event])))
    }

    /// Calls an action as a foreign client does: by name, with a JSON array of arguments.
    ///
    /// - Throws: `UserError` for an error of the actor, else `WireError`.
    @discardableResult
    public func call(_ name: String, json arguments: String = "[]") async throws -> Value {
        try await link.call(name, try Value(json: Array(arguments.utf8)).array ?? []).unwrap()
    }

    /// Subscribes to an event by its name, as a foreign client does, or ends that.
    public func subscribe(_ event: String, _ subscribe: Bool = true) { link.subscribe(event, subscribe) }

    /// All that came of an event since the connection began, also what was sent to this client alone.
    public func received<each Content>(
        _ event: KeyPath<D, Event<repeat each Content>>
    ) throws -> [(repeat each Content)] {
        let name = interface.name(of: interface.definition[keyPath: event])
        return try link.arguments(of: name).map(EventStream<repeat each Content>.decode)
    }

    /// Errors that were not the answer to a call.
    public var refusals: [WireError] { link.refusals }

    /// Whether the connection is over, whoever ended it.
    public var isClosed: Bool { link.isClosed }
    /// With which words the actor closed the connection; nil if it did not.
    public var closeReason: String? { link.closeReason?.reason }
    /// With which code the actor closed the connection; nil if it did not.
    public var closeCode: UInt16? { link.closeReason?.code }

    /// Says goodbye.
    public func disconnect() { link.end(.left) }

    /// Loses the line.
    public func lose() { link.end(.lost("the test cut it")) }

    /// Begins to read so slowly that what is droppable is left out, or ends that. All else comes as before.
    ///
    /// - Parameter queuedBytes: How much waits for it meanwhile, as its actor is told.
    public func readSlowly(_ isSlow: Bool = true, queuedBytes: Int = 1) {
        link.readSlowly(leaving: isSlow ? queuedBytes : 0)
    }

    /// Lets a close by the actor wait until `finishClosing`, as a slow network does.
    public func delayClosing() { link.keepClosing(true) }

    public func finishClosing() { link.end(.disconnected(closeReason ?? "")) }
}

/// One action, to be called.
public struct TestAction<Reply: Codable & Sendable, each Argument: Codable & Sendable>: Sendable {
    let name: String
    let link: TestLink

    /// - Throws: `UserError` for an error of the actor, else `WireError`.
    @discardableResult
    public func callAsFunction(_ argument: repeat each Argument) async throws -> Reply {
        var values: [Value] = []
        repeat values.append(try Value(encoding: each argument))
        let reply = try await link.call(name, values).unwrap()
        return try reply.decode(Reply.self)
    }
}

extension Result where Failure == WireError {
    /// The value; an error of the actor as it was thrown there.
    func unwrap() throws -> Success {
        do {
            return try get()
        } catch  where error.group == "user" {
            throw UserError(error.code, error.message, metadata: error.metadata)
        }
    }
}
