import ActorWire

/// How an instance of an actor ended.
enum Ending: Sendable {
    /// It had nothing to do until its next job; all that it knew is durable.
    case slept(nextJob: Timestamp?)
    case destroyed
    /// The system is shutting down.
    case stopped
    /// Another process has taken the actor over.
    case fenced
    /// What it knew could not be saved, or a handler of it hangs: the next instance begins from what is durable.
    case restarting
    /// It could not begin.
    case failed(WireError)
    /// It could not be created: nothing of it is kept, not even its place in the directory.
    case notCreated(WireError, Generation)

    /// The end of an actor that could not begin from what the claim found.
    init(_ error: WireError, from claim: Claim) {
        self = claim.state == nil ? .notCreated(error, claim.generation) : .failed(error)
    }
}
