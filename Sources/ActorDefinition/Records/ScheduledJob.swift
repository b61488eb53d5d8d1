public import ActorWire

/// A job that an actor asked to be done later.
public struct ScheduledJob: Sendable, Hashable, Identifiable {
    /// Unique within the actor; of one that repeats, its name.
    public var id: String
    /// The name of the job.
    public var job: String
    /// When it is due; of one that repeats, the next time.
    public var time: Timestamp
    /// The arguments: a JSON array.
    public var arguments: [UInt8]
    /// How it repeats; nil when it is done once.
    public var repetition: Repetition?

    public init(
        id: String, job: String, time: Timestamp, arguments: [UInt8], repetition: Repetition? = nil
    ) {
        self.id = id
        self.job = job
        self.time = time
        self.arguments = arguments
        self.repetition = repetition
    }
}

/// What a commit changes of an actor's schedule.
public enum ScheduleChange: Sendable, Hashable {
    case set(ScheduledJob)
    case remove(id: String)
}
