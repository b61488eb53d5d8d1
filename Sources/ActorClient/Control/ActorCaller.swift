public import ActorDefinition
public import ActorWire

/// Calls actions of one actor over HTTP, each by itself: without a connection, and so without being seen in the actor.
///
/// ```swift
/// let room = ActorCaller(ChatRoom(), key: ActorKey(["lobby"]), server: server)
/// let members = try await room.members()
/// ```
@dynamicMemberLookup
public struct ActorCaller<D: DurableActor>: Sendable {
    private let interface: Interface<D>
    private let key: ActorKey
    private let server: ControlClient
    private let parameters: D.ConnParams?

    /// - Parameters:
    ///   - definition: Only its declarations are used; nothing of it runs here.
    ///   - key: Of an actor that exists: none is made.
    ///   - parameters: Whom the actor is to take the caller for.
    public init(_ definition: D, key: ActorKey, server: ServerAddress, parameters: D.ConnParams? = nil) {
        interface = Interface(definition)
        self.key = key
        self.server = ControlClient(server: server)
        self.parameters = parameters
    }

    /// The action of this name, to be called.
    public subscript<Reply, each Argument>(
        dynamicMember action: KeyPath<D, Action<D, Reply, repeat each Argument>>
    ) -> CalledAction<Reply, repeat each Argument> {
        CalledAction(name: interface.name(of: interface.definition[keyPath: action])) { name, arguments in
            do {
                return try await server.call(
                    name, of: D.name, key: key, arguments, parameters: try parameters.map(Value.init(encoding:)))
            } catch let error as WireError {
                throw error.thrown
            }
        }
    }
}

/// One action of an actor, to be called over HTTP.
public struct CalledAction<Reply: Codable & Sendable, each Argument: Codable & Sendable>: Sendable {
    let name: String
    let call: @Sendable (String, [Value]) async throws -> Value

    /// - Throws: `UserError` if the actor refuses, `WireError` if the server does, `ControlError` without an answer.
    @discardableResult
    public func callAsFunction(_ argument: repeat each Argument) async throws -> Reply {
        var values: [Value] = []
        repeat values.append(try Value(encoding: each argument))
        let reply = try await call(name, values)
        return try reply.decode(Reply.self)
    }
}
