public import ActorWire

/// What an actor tells a caller that it will not do. Everything else that a handler throws is masked from callers.
///
/// On the wire it is the error `user.<code>`.
public struct UserError: Error, Sendable, Hashable, CustomStringConvertible {
    public var code: String
    public var message: String
    public var metadata: Value?

    public init(_ code: String, _ message: String, metadata: Value? = nil) {
        self.code = code
        self.message = message
        self.metadata = metadata
    }

    public var description: String { message }
}
