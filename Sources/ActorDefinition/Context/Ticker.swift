/// The beat of an actor that plays in real time: a job that runs in fixed steps while the actor is in memory.
///
/// ```swift
/// let tick = Job { (c: Context, steps: Int) in
///     for _ in 0..<steps { c.vars.match.step() }
///     c.broadcast(\.frame, c.vars.match.frame)
/// }
/// func onWake(_ c: Context) { c.ticker.start(every: .milliseconds(50), \.tick) }
/// ```
///
/// The n-th step is due n intervals after the start, however late one before it was, and whatever happens to the time of
/// day. A tick waits for its turn like any message; only one waits at a time, and it is told how many steps are due by
/// then. One that throws is undone and logged, and its steps count as done. A tick that changes neither state nor
/// journal nor schedule costs no commit.
///
/// An actor has one ticker, and does not sleep while it runs. It ends with the actor's time in memory: start it in
/// `onWake`. Like everything else, starting and stopping are undone when the handler throws.
public struct Ticker<D: DurableActor> {
    package let core: ActorCore<D>

    /// The most steps that one tick is told of. What is due beyond them, after a stall, is forgotten.
    public static var stepLimit: Int { 10 }

    /// Whether it runs.
    public var isRunning: Bool { core.ticking != nil }

    /// How late the newest tick began: the time from its first step's moment to its handler. A millisecond of it is
    /// usual, since ticks of all actors are gathered by the millisecond.
    public var lateness: Duration { core.tickLateness }

    /// Starts it; one that runs already starts anew. The first step is due after one interval.
    ///
    /// - Parameters:
    ///   - interval: From step to step; from 1 ms to a day, and brought there if it is not.
    ///   - job: What runs, with the number of steps that are due: 1 as a rule, `stepLimit` at most.
    public func start(every interval: Duration, _ job: KeyPath<D, Job<D, Nothing, Int>>) {
        core.ticking = Ticking(
            job: core.interface.name(of: core.interface.definition[keyPath: job]),
            interval: min(max(interval, .milliseconds(1)), .seconds(86_400)), start: core.host.uptime)
    }

    /// Stops it. A tick that waits already does not run any more.
    public func stop() { core.ticking = nil }
}

/// One start of a ticker, told from others by its identity.
package final class Ticking: Sendable {
    package let job: String
    package let interval: Duration
    /// By the clock's uptime.
    package let start: Duration

    package init(job: String, interval: Duration, start: Duration) {
        self.job = job
        self.interval = interval
        self.start = start
    }
}
