public import ActorDefinition
public import ActorWire
import NIOHTTP1

/// Asks a server once, without staying connected: what commands need (RivetKit client protocol, over HTTP).
///
/// An action that is called this way runs with a momentary connection: it never appears among the actor's connections.
public struct ControlClient: Sendable {
    private let exchange: HTTPExchange

    /// - Parameter timeout: for a request as a whole. Default 10 s.
    public init(server: ServerAddress, timeout: Duration = .seconds(10)) {
        exchange = HTTPExchange(server: server, timeout: timeout)
    }

    /// Whether the server is there and its actors can be reached, though it may have troubles of its own.
    nonisolated(nonsending) public func isHealthy() async -> Bool {
        guard let answer = try? await exchange.send(.GET, "/health") else { return false }
        return answer.status == .ok || (try? Value(json: answer.body)).flatMap(WireError.init)?.code == "degraded"
    }

    /// The actors of a kind.
    ///
    /// - Parameter name: of the kind, as in `chatRoom`.
    /// - Throws: `ControlError` without a proper answer, `WireError` if the server refuses.
    nonisolated(nonsending) public func actors(named name: String) async throws -> [ListedActor] {
        let answer = try await ask(.GET, "/actors?namespace=default&name=\(name.percentEncoded)")
        guard let actors = answer["actors"]?.array else { throw ControlError.unexpectedAnswer }
        return try actors.map { actor in
            guard let actor = ListedActor(actor) else { throw ControlError.unexpectedAnswer }
            return actor
        }
    }

    /// The actor of this key, which is created if there is none.
    ///
    /// - Parameters:
    ///   - definition: Only its declarations are used; nothing of it runs here.
    ///   - input: For the actor if it is created; one that exists does not hear of it.
    /// - Returns: The actor, and whether it was created by this call.
    /// - Throws: `UserError` if a hook of a new actor refuses, `WireError` if the server does, `ControlError` without a
    ///   proper answer: the actor may have been created or not.
    nonisolated(nonsending) public func getOrCreate<D: DurableActor>(
        _ definition: D, key: ActorKey, input: D.Input? = nil
    ) async throws -> (actor: ListedActor, isNew: Bool) {
        let answer = try await make(.PUT, D.name, key, input)
        guard let actor = answer["actor"].flatMap(ListedActor.init), let isNew = answer["created"]?.bool else {
            throw ControlError.unexpectedAnswer
        }
        return (actor, isNew)
    }

    /// A new actor of this key.
    ///
    /// - Parameters:
    ///   - definition: Only its declarations are used; nothing of it runs here.
    ///   - input: For the actor.
    /// - Throws: As `getOrCreate`, and `WireError` with code `duplicate_key` if there is one already.
    nonisolated(nonsending) public func create<D: DurableActor>(
        _ definition: D, key: ActorKey, input: D.Input? = nil
    ) async throws -> ListedActor {
        let answer = try await make(.POST, D.name, key, input)
        guard let actor = answer["actor"].flatMap(ListedActor.init) else { throw ControlError.unexpectedAnswer }
        return actor
    }

    private nonisolated(nonsending) func make(
        _ method: HTTPMethod, _ name: String, _ key: ActorKey, _ input: (any Encodable)?
    ) async throws -> Value {
        var body: [Value.Member] = [
            .init(name: "name", value: .string(name)), .init(name: "key", value: .string(key.description)),
            .init(name: "runner_name_selector", value: "default"), .init(name: "crash_policy", value: "sleep"),
        ]
        if let input {
            body.append(.init(name: "input", value: .string(try Value(encoding: input).actorInput)))
        }
        do {
            return try await ask(
                method, "/actors?namespace=default", headers: ["Content-Type": "application/json"],
                body: Value.object(body).json())
        } catch let error as WireError {
            throw error.thrown
        }
    }

    /// Calls an action and waits for its reply.
    ///
    /// - Parameters:
    ///   - method: Whether an actor that does not exist is created. Default: it is not.
    ///   - parameters: The connection parameters that the actor judges the caller by.
    /// - Throws: `WireError` if actor or server refuses, `ControlError` without a proper answer: the action may have run
    ///   or not.
    nonisolated(nonsending) public func call(
        _ action: String, of actor: String, key: ActorKey, _ arguments: [Value] = [], parameters: Value? = nil,
        method: ConnectTarget.Method = .get
    ) async throws -> Value {
        let target = ConnectTarget(actor: .named(actor, key: key, method: method), endpoint: "action/\(action)")
        var headers: HTTPHeaders = ["x-rivet-encoding": "json", "Content-Type": "application/json"]
        if let parameters {
            headers.add(
                name: "x-rivet-conn-params", value: String(decoding: parameters.json(), as: UTF8.self).percentEncoded)
        }
        let body: Value = ["args": .array(arguments)]
        let answer = try await ask(.POST, try target.path(), headers: headers, body: body.json())
        guard let output = answer["output"] else { throw ControlError.unexpectedAnswer }
        return output
    }

    private nonisolated(nonsending) func ask(
        _ method: HTTPMethod, _ path: String, headers: HTTPHeaders = [:], body: [UInt8] = []
    ) async throws -> Value {
        let answer = try await exchange.send(method, path, headers: headers, body: body)
        guard let value = try? Value(json: answer.body) else { throw ControlError.unexpectedAnswer }
        guard answer.status == .ok else { throw WireError(value) ?? ControlError.unexpectedAnswer as any Error }
        return value
    }
}

/// An actor as a server lists it.
public struct ListedActor: Sendable, Hashable {
    /// Unique for ever.
    public let id: String
    /// The kind of the actor.
    public let name: String
    /// What tells it apart from others of its kind.
    public let key: ActorKey
    /// When it was made.
    public let createdAt: Timestamp

    /// Reads the `Actor` of the control plane; nil if it is none.
    init?(_ value: Value) {
        guard let id = value["actor_id"]?.string, let name = value["name"]?.string, let key = value["key"]?.string,
            let key = try? ActorKey(controlPlane: key), let createdAt = value["create_ts"]?.int
        else { return nil }
        self.id = id
        self.name = name
        self.key = key
        self.createdAt = Timestamp(milliseconds: Int64(createdAt))
    }
}

/// Why there is no answer of a server.
public enum ControlError: Error, Sendable, Hashable {
    /// No server answered at the address.
    case unreachable(String)
    /// What answered does not speak the protocol.
    case unexpectedAnswer
}

extension ControlError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreachable(let why): "The server is not reachable: \(why)"
        case .unexpectedAnswer: "What answers at this address is no such server"
        }
    }
}
