/// An error as it travels: in error frames, in HTTP bodies and, shortened, as the reason of a close.
public struct WireError: Error, Sendable, Hashable {
    /// Who reports it: `user` for an actor's own errors, else a part of the system.
    public var group: String
    /// What is wrong, unique within its group.
    public var code: String
    /// A sentence for a person.
    public var message: String
    /// More of it for a program; nil for nothing.
    public var metadata: Value?
    /// The actor that it is about, where one is known.
    public var actor: ActorReference?

    public init(group: String, code: String, message: String, metadata: Value? = nil, actor: ActorReference? = nil) {
        self.group = group
        self.code = code
        self.message = message
        self.metadata = metadata
        self.actor = actor
    }

    /// `group.code`: unique, and the reason with which a connection closes after the error.
    public var name: String { "\(group).\(code)" }

    /// The status of an HTTP answer that carries the error.
    public var httpStatus: Int {
        switch (group, code) {
        case ("auth", "forbidden"): 403
        case ("actor", "not_found"), ("actor", "action_not_found"): 404
        case ("actor", "method_not_allowed"): 405
        case ("actor", "action_timed_out"): 408
        case ("actor", "aborted"), ("actor", "invalid_request"): 400
        case ("message", _), ("queue", _), ("schedule", _), ("user", _): 400
        default: 500
        }
    }
}

/// Which actor an error is about.
public struct ActorReference: Sendable, Hashable {
    /// The id of the actor.
    public var actorID: String
    /// How often the actor was claimed when the error happened.
    public var generation: UInt64
    /// The key in its control-plane form.
    public var key: String?

    public init(actorID: String, generation: UInt64, key: String? = nil) {
        self.actorID = actorID
        self.generation = generation
        self.key = key
    }
}

extension WireError: CustomStringConvertible {
    public var description: String { message }
}
