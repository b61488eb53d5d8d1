/// What became of frames that a client sent.
public struct Intake: Sendable, Hashable {
    /// A queue in which there is no room.
    public enum Queue: Sendable, Hashable {
        /// What waits of this client.
        case connection
        /// What waits for the actor, of all its clients.
        case actor
    }

    /// How many were taken, from the first on.
    public let taken: Int
    /// What was full; nil when all were taken.
    public let full: Queue?

    public init(taken: Int, full: Queue?) {
        self.taken = taken
        self.full = full
    }
}
