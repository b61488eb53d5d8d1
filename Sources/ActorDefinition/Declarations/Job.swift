package import ActorWire

/// Something that the actor's own schedule and other actors may ask of it, but no client.
///
/// Declare it as a stored property of the definition: the property's name and the arguments are what the schedule keeps, so
/// both outlive a new version of the program.
///
/// ```swift
/// let remind = Job { (c: Context, text: String) in c.broadcast(\.reminder, text) }
/// let remindLater = Action { (c: Call, text: String) in try c.schedule.after(.seconds(5), \.remind, text) }
/// ```
public final class Job<D: DurableActor, Reply: Codable & Sendable, each Argument: Codable & Sendable>: Sendable {
    /// What runs, and answers another actor.
    public typealias Handler =
        nonisolated(nonsending) @Sendable (ActorContext<D>, repeat each Argument) async throws -> Reply
    /// What runs without an answer.
    public typealias SilentHandler =
        nonisolated(nonsending) @Sendable (ActorContext<D>, repeat each Argument) async throws -> Void

    private let handler: Handler

    /// - Parameter handler: What runs, for `ActorOptions.actionTimeout` at most.
    public init(_ handler: @escaping Handler) { self.handler = handler }
}

extension Job where Reply == Nothing {
    /// A job without an answer.
    @_disfavoredOverload
    public convenience init(_ handler: @escaping SilentHandler) {
        self.init { (c: ActorContext<D>, argument: repeat each Argument) in
            try await handler(c, repeat each argument)
            return Nothing()
        }
    }
}

/// A job with its types erased.
package protocol DeclaredJob<D>: AnyObject, Sendable {
    associatedtype D: DurableActor
    nonisolated(nonsending) func run(_ c: ActorContext<D>, _ arguments: [Value]) async throws -> EncodedValue
}

extension Job: DeclaredJob {
    nonisolated(nonsending) package func run(_ c: ActorContext<D>, _ arguments: [Value]) async throws -> EncodedValue {
        var reader = ArgumentReader(arguments)
        let decoded = (repeat try reader.next((each Argument).self))
        try reader.finish()
        let reply = try await handler(c, repeat each decoded)
        return Reply.self == Nothing.self ? .null : try EncodedValue(encoding: reply)
    }
}
