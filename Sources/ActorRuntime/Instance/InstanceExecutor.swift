import Glibc
import Synchronization

/// Runs the instances of one actor, one thing after the other, on whatever thread is at hand.
///
/// To wake a thread of the pool for one message costs more than most handlers do. So an instance that has nothing to
/// do leaves its next turn here, `hold`, and whoever brings a message may run that on its own thread, `wakeHere`: an
/// event loop that has just read it, for one. All else, and what a turn leaves undone, runs on the pool.
///
/// A turn is a task of its own, and not one that waits: Swift resumes a task that waited on a thread of the pool first,
/// wherever it belongs.
final class InstanceExecutor: SerialExecutor {
    /// A turn that took longer than this was no trifle. For ten times as long as it took everything runs on the pool, so
    /// that an event loop keeps most of its time for others however long the turns are.
    private static let patience = Duration.milliseconds(2)
    private static let pause = 10

    fileprivate struct State {
        var jobs: [UnownedJob] = []
        /// The next turn of an instance that waits for something to do.
        var held: UnownedJob?
        /// The thread whose next job is to be held.
        var holder: pthread_t?
        /// Whether some thread runs jobs, or is about to.
        var isRunning = false
        /// By the uptime.
        var isPausedUntil = Duration.zero
    }

    private let clock: any ActorClock
    private let state = Mutex(State())

    init(clock: any ActorClock) { self.clock = clock }

    /// Whether no thread runs jobs or is about to, for tests.
    var isAtRest: Bool { state.withLock { !$0.isRunning } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = state.withLock { state in
            if state.holder == pthread_self() {
                state.holder = nil
                state.held = job
                return false
            }
            return state.add(job)
        }
        if isFirst { runOnPool() }
    }

    /// Keeps the task that is made, which must belong to an actor of this executor, until somebody wakes it.
    func hold<Success>(_ makeTask: () -> Task<Success, Never>) -> Task<Success, Never> {
        state.withLock { $0.holder = pthread_self() }
        return makeTask()
    }

    /// Lets the turn that is held begin.
    func wake() {
        if state.withLock({ $0.release() }) { runOnPool() }
    }

    /// Lets the turn that is held begin, before this returns and on the calling thread, unless another thread runs the
    /// actor, or it has taken long of late.
    func wakeHere() {
        let start = clock.uptime
        let (isFirst, isMine) = state.withLock { state in
            let isFirst = state.release()
            return (isFirst, isFirst && start >= state.isPausedUntil)
        }
        guard isMine else {
            if isFirst { runOnPool() }
            return
        }
        let isLeft = runJobs()
        let end = clock.uptime
        let took = end - start
        if took > Self.patience { state.withLock { $0.isPausedUntil = end + took * Self.pause } }
        if isLeft { runOnPool() }
    }

    /// The task ends with the last job, and each job belongs to a task that somebody awaits.
    private func runOnPool() {
        Task.detached { [self] in
            if runJobs() { runOnPool() }
        }
    }

    /// Runs the jobs that are ready.
    ///
    /// - Returns: Whether more became so meanwhile; else it is at rest.
    private func runJobs() -> Bool {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
        return state.withLock { state in
            state.isRunning = !state.jobs.isEmpty
            return state.isRunning
        }
    }
}

extension InstanceExecutor.State {
    /// - Returns: Whether nobody runs jobs yet, so that the caller has to see to it.
    fileprivate mutating func add(_ job: UnownedJob) -> Bool {
        jobs.append(job)
        defer { isRunning = true }
        return !isRunning
    }

    /// - Returns: As `add`; false if nothing is held.
    fileprivate mutating func release() -> Bool {
        held.take().map { add($0) } ?? false
    }
}
