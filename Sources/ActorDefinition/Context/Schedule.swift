public import ActorWire

/// Jobs that the actor does later, also after a restart: each at least once, and not before its time. One whose time has
/// passed is done at once.
///
/// A job that throws is undone and logged, and not tried again; so is one that the definition does not have any more. What
/// goes on at intervals therefore plans its next time where nothing else can throw:
///
/// ```swift
/// let hourly = Job { (c: Context) in
///     try c.schedule.after(.seconds(3_600), \.hourly)
///     try c.schedule.after(.zero, \.sweep)  // by itself: what it throws undoes neither line
/// }
/// ```
public struct Schedule<D: DurableActor> {
    package let core: ActorCore<D>

    /// The jobs that wait, the earliest first.
    public var jobs: [ScheduledJob] { core.schedules.values.sorted { ($0.time, $0.id) < ($1.time, $1.id) } }

    /// - Returns: An id by which to cancel it.
    /// - Throws: `UserError` with code `schedule_full` beyond `ActorOptions.scheduleLimit`.
    @discardableResult
    public func after<R, each A>(
        _ delay: Duration, _ job: KeyPath<D, Job<D, R, repeat each A>>, _ arguments: repeat each A
    ) throws -> String {
        try at(core.host.now + delay, job, repeat each arguments)
    }

    /// - Returns: An id by which to cancel it.
    /// - Throws: `UserError` with code `schedule_full` beyond `ActorOptions.scheduleLimit`.
    @discardableResult
    public func at<R, each A>(
        _ time: Timestamp, _ job: KeyPath<D, Job<D, R, repeat each A>>, _ arguments: repeat each A
    ) throws -> String {
        var values: [Value] = []
        repeat values.append(try Value(encoding: each arguments))
        let name = core.interface.name(of: core.interface.definition[keyPath: job])
        return try core.schedule(name, at: time, values)
    }

    /// Moves all jobs that wait by an interval, into the past too.
    public func move(by interval: Duration) { core.moveSchedules(by: interval) }

    /// Whether a job of this id waited and now does not.
    @discardableResult
    public func cancel(_ id: String) -> Bool { core.cancel(id) }
}
