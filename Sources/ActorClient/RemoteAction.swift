import ActorDefinition
import ActorWire

/// One action of an actor, to be called.
public struct RemoteAction<Reply: Codable & Sendable, each Argument: Codable & Sendable>: Sendable {
    let engine: ClientEngine
    let name: String
    let isIdempotent: Bool
    var limit: Duration?

    /// The same with another deadline, counted from the call.
    public func within(_ limit: Duration) -> Self {
        var copy = self
        copy.limit = limit
        return copy
    }

    /// Calls the action and waits for its reply. Without a connection the call waits for the next one, in its place of
    /// the order. A cancelled call that was sent may still run.
    ///
    /// - Throws: `UserError` if the actor refuses, `WireError` if the server does, `ClientError` if there is no reply,
    ///   `CancellationError`.
    @discardableResult
    nonisolated(nonsending) public func callAsFunction(_ argument: repeat each Argument) async throws -> Reply {
        var values: [Value] = []
        repeat values.append(try Value(encoding: each argument))
        let reply = try await engine.call(name, values, isIdempotent: isIdempotent, within: limit)
        return try reply.decode(Reply.self)
    }
}
