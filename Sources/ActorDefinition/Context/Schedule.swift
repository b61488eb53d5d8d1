public import ActorWire

/// Jobs that the actor does later, also after a restart: each at least once, and not before its time. One whose time has
/// passed is done at once.
///
/// A job that throws is undone and logged, and not tried again before its next time, if it has one. One that the definition
/// does not have any more leaves the schedule.
///
/// What repeats has a name, and setting it again replaces it. So it may be set in `onWake`, where a new version of the
/// program changes it:
///
/// ```swift
/// func onWake(_ c: Context) throws {
///     try c.schedule.every(.seconds(3_600), \.sweep)
///     try c.schedule.cron("0 9 * * mon-fri", \.report, "sales")
/// }
/// ```
///
/// Its times follow from the first one or from the expression, however late it is done. What was missed, since the host was
/// down or the actor was busy, is done once.
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

    /// Does a job again and again, for the first time after one interval. Setting it again with the same interval does not
    /// put it off.
    ///
    /// - Parameters:
    ///   - interval: From time to time, and brought to at least a second if it is not. What comes more often is for the
    ///     `ticker`. While the actor is in memory it does not matter what the time of day is set to.
    ///   - name: What it is replaced by. Default: the name of the job.
    /// - Returns: The name, by which to cancel it.
    /// - Throws: `UserError` with code `schedule_full` beyond `ActorOptions.scheduleLimit`.
    @discardableResult
    public func every<R, each A>(
        _ interval: Duration, named name: String? = nil, _ job: KeyPath<D, Job<D, R, repeat each A>>,
        _ arguments: repeat each A
    ) throws -> String {
        try set(.every(about: interval), name, job, repeat each arguments)
    }

    /// Does a job at the times of day, in UTC, that an expression of cron names: `0 9 * * mon-fri`.
    ///
    /// - Parameters:
    ///   - expression: As `CronExpression` describes it.
    ///   - name: What it is replaced by. Default: the name of the job.
    /// - Returns: The name, by which to cancel it.
    /// - Throws: `CronError`, or `UserError` with code `schedule_full` beyond `ActorOptions.scheduleLimit`.
    @discardableResult
    public func cron<R, each A>(
        _ expression: String, named name: String? = nil, _ job: KeyPath<D, Job<D, R, repeat each A>>,
        _ arguments: repeat each A
    ) throws -> String {
        try set(.cron(CronExpression(expression)), name, job, repeat each arguments)
    }

    private func set<R, each A>(
        _ repetition: Repetition, _ name: String?, _ job: KeyPath<D, Job<D, R, repeat each A>>,
        _ arguments: repeat each A
    ) throws -> String {
        var values: [Value] = []
        repeat values.append(try Value(encoding: each arguments))
        let declared = core.interface.name(of: core.interface.definition[keyPath: job])
        try core.schedule(declared, named: name ?? declared, repetition, values)
        return name ?? declared
    }

    /// Moves all jobs that are done once by an interval, into the past too.
    public func move(by interval: Duration) { core.moveSchedules(by: interval) }

    /// Whether a job of this id waited and now does not.
    @discardableResult
    public func cancel(_ id: String) -> Bool { core.cancel(id) }
}
