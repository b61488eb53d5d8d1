package import ActorWire

/// Something that a client may ask an actor to do, with positional arguments and a reply.
///
/// Declare it as a stored property of the definition: its name on the wire is the property's. Trailing arguments
/// that are optional may be left out on the wire; a typed call in Swift passes nil.
///
/// ```swift
/// let kick = Action(if: { $0.state.role == .op }) { (c: Call, name: String, reason: String) in … }
/// ```
public final class Action<D: DurableActor, Reply: Codable & Sendable, each Argument: Codable & Sendable>: Sendable {
    /// What runs for a call, and replies.
    public typealias Handler =
        nonisolated(nonsending) @Sendable (ActionContext<D>, repeat each Argument) async throws -> Reply
    /// What runs for a call that has no reply.
    public typealias SilentHandler =
        nonisolated(nonsending) @Sendable (ActionContext<D>, repeat each Argument) async throws -> Void

    private let allowed: (@Sendable (Connection<D>) -> Bool)?
    private let handler: Handler
    package let isIdempotent: Bool

    /// - Parameters:
    ///   - allowed: Which connections may call it; a call by another is answered with `auth.forbidden`. Default: all.
    ///   - idempotent: Whether running it twice with the same arguments does what running it once does, so that a
    ///     client may repeat it when it does not know whether it ran.
    ///   - handler: What runs, for `ActorOptions.actionTimeout` at most.
    public init(
        if allowed: (@Sendable (Connection<D>) -> Bool)? = nil, idempotent: Bool = false, _ handler: @escaping Handler
    ) {
        self.allowed = allowed
        self.isIdempotent = idempotent
        self.handler = handler
    }
}

extension Action where Reply == Nothing {
    /// An action without a reply; its callers get null when it has run and is durable.
    @_disfavoredOverload
    public convenience init(
        if allowed: (@Sendable (Connection<D>) -> Bool)? = nil, idempotent: Bool = false,
        _ handler: @escaping SilentHandler
    ) {
        self.init(if: allowed, idempotent: idempotent) { (c: ActionContext<D>, argument: repeat each Argument) in
            try await handler(c, repeat each argument)
            return Nothing()
        }
    }
}

/// An action with its types erased.
package protocol DeclaredAction<D>: AnyObject, Sendable {
    associatedtype D: DurableActor
    var isIdempotent: Bool { get }
    func allows(_ connection: Connection<D>) -> Bool
    nonisolated(nonsending) func run(_ c: ActionContext<D>, _ arguments: [Value]) async throws -> EncodedValue
}

extension Action: DeclaredAction {
    package func allows(_ connection: Connection<D>) -> Bool { allowed?(connection) ?? true }

    nonisolated(nonsending) package func run(_ c: ActionContext<D>, _ arguments: [Value]) async throws -> EncodedValue {
        var reader = ArgumentReader(arguments)
        let decoded = (repeat try reader.next((each Argument).self))
        try reader.finish()
        let reply = try await handler(c, repeat each decoded)
        return Reply.self == Nothing.self ? .null : try c.core.encode(reply)
    }
}
