public import ActorDefinition
public import ActorWire
import NIOHTTP1

/// Calls actions of one actor over HTTP, each by itself: without a connection, and so without being seen in the actor.
///
/// ```swift
/// let room = ActorCaller(ChatRoom(), key: ["lobby"], server: server)
/// let members = try await room.members()
/// ```
@dynamicMemberLookup
public struct ActorCaller<D: DurableActor>: Sendable {
    private let interface: Interface<D>
    private let target: ConnectTarget
    private let server: ServerAddress
    private let parameters: D.ConnParams?
    private let limit: Duration

    /// - Parameters:
    ///   - definition: Only its declarations are used; nothing of it runs here.
    ///   - method: Whether an actor that does not exist is made. Default: it is not.
    ///   - parameters: Whom the actor is to take the caller for.
    ///   - limit: How long a call may take. Default 10 s.
    public init(
        _ definition: D, key: ActorKey, server: ServerAddress, method: ConnectTarget.Method = .get,
        parameters: D.ConnParams? = nil, within limit: Duration = .seconds(10)
    ) {
        interface = Interface(definition)
        target = ConnectTarget(actor: .named(D.name, key: key, method: method))
        self.server = server
        self.parameters = parameters
        self.limit = limit
    }

    public subscript<Reply, each Argument>(
        dynamicMember action: KeyPath<D, Action<D, Reply, repeat each Argument>>
    ) -> CalledAction<Reply, repeat each Argument> {
        CalledAction(name: interface.name(of: interface.definition[keyPath: action])) { name, arguments in
            try await call(name, arguments)
        }
    }

    private func call(_ name: String, _ arguments: [Value]) async throws -> Value {
        var headers = ["content-type": "application/json"]
        if let parameters {
            headers["x-rivet-conn-params"] =
                String(decoding: try Value(encoding: parameters).json(), as: UTF8.self).percentEncoded
        }
        var target = target
        target.endpoint = "action/\(name)"
        let body: Value = ["args": .array(arguments)]
        let answer = try await HTTPExchange(server: server, limit: limit)
            .send(.POST, try target.path(), headers: headers, body: body.json())
        guard let value = try? Value(json: answer.body) else {
            throw ServerUnreachable(server, "its answer is not JSON")
        }
        guard answer.status == 200 else {
            throw WireError(value)?.thrown ?? ServerUnreachable(server, "it answered with status \(answer.status)")
        }
        return value["output"] ?? .null
    }
}

/// One action of an actor, to be called over HTTP.
public struct CalledAction<Reply: Codable & Sendable, each Argument: Codable & Sendable>: Sendable {
    let name: String
    let call: @Sendable (String, [Value]) async throws -> Value

    /// - Throws: `UserError` if the actor refuses, `WireError` if the server does, `ServerUnreachable` without an answer.
    @discardableResult
    public func callAsFunction(_ argument: repeat each Argument) async throws -> Reply {
        var values: [Value] = []
        repeat values.append(try Value(encoding: each argument))
        let reply = try await call(name, values)
        return try (Reply.self == Nothing.self ? .object([]) : reply).decode(Reply.self)
    }
}
