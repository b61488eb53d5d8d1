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
}
