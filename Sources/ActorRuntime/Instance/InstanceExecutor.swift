import ActorDefinition
import Synchronization

/// Runs the instances of one actor, one thing after the other, on whatever thread is at hand.
///
/// To wake a thread of the pool for one message costs more than most handlers do. So whoever brings a message may run
/// what it wakes on its own thread, `runHere`: an event loop that has just read it, for one. All else, and what is left
/// after one round, runs on the pool.
final class InstanceExecutor: SerialExecutor {
    /// A round that took longer than this was no trifle: for a while everything runs on the pool.
    private static let patience = Duration.milliseconds(2)
    private static let rest = Duration.seconds(1)

    private struct State {
        var jobs: [UnownedJob] = []
        /// Whether some thread runs jobs, or is about to.
        var isRunning = false
        /// By the uptime.
        var restsUntil = Duration.zero
    }

    private let clock: any ActorClock
    private let state = Mutex(State())

    init(clock: any ActorClock) { self.clock = clock }

    /// Whether no thread runs it or is about to, for tests.
    var isAtRest: Bool { state.withLock { !$0.isRunning } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = state.withLock { state in
            state.jobs.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if isFirst { runOnPool() }
    }

    /// Makes jobs ready and runs them on the calling thread, unless another thread runs this actor already.
    func runHere(_ wake: () -> Void) {
        let start = clock.uptime
        let isMine = state.withLock { state in
            guard !state.isRunning, start >= state.restsUntil else { return false }
            state.isRunning = true
            return true
        }
        wake()
        guard isMine else { return }
        let isLeft = runRound()
        let end = clock.uptime
        if end - start > Self.patience { state.withLock { $0.restsUntil = end + Self.rest } }
        if isLeft { runOnPool() }
    }

    /// The task ends with the last job, and each job belongs to a task that somebody awaits.
    private func runOnPool() {
        Task.detached { [self] in
            while runRound() { await Task.yield() }
        }
    }

    /// Runs the jobs that are ready.
    ///
    /// - Returns: Whether more became so meanwhile; else it is at rest.
    private func runRound() -> Bool {
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
