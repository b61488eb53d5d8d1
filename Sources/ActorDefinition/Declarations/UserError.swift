public import ActorWire

/// What an actor tells a caller that it will not do. Everything else that a handler throws is masked from callers.
///
/// On the wire it is the error `user.<code>`.
public struct UserError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, for a program: lower case with underscores by custom.
    public var code: String
    /// A sentence for a person.
    public var message: String
    /// More of it for a program; nil for nothing.
    public var metadata: Value?

    public init(_ code: String, _ message: String, metadata: Value? = nil) {
        self.code = code
        self.message = message
        self.metadata = metadata
    }

    public var description: String { message }
}
