import ActorDefinition
import ActorWire
import Synchronization

/// Makes an actor's batches durable in order, one commit at a time, and lets each out when it and all before it are.
///
/// What comes while a commit is written is gathered and becomes the next commit. When the store answers, the batch
/// leaves and the next commit starts on the store's own thread: no other thread has to wake up in between.
final class Committer: Sendable {
    /// Why nothing more can be saved.
    enum Failure: Sendable, Hashable {
        case fenced
        case refused(String)
    }

    private struct State {
        var revision: Revision
        var nextID: UInt64 = 1
        /// Whether a batch is being written or let out.
        var isBusy = false
        /// The one that is being written.
        var written: Batch?
        /// When that began, by the uptime.
        var writtenSince = Duration.zero
        var gathered = Batch()
        var failure: Failure?
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    /// Beyond this, what is gathered must be written before more is done.
    private static let gatheredLimit = 4 << 20

    private let actor: ActorID
    private let generation: Generation
    private let store: any ActorStore
    private let timers: Alarms<Duration>
    private let clock: any ActorClock
    private let metrics: ActorMetrics?
    private let onFailure: @Sendable () -> Void
    private let state: Mutex<State>

    init(
        actor: ActorID, claim: Claim, store: any ActorStore, timers: Alarms<Duration>, clock: any ActorClock,
        metrics: ActorMetrics?, onFailure: @escaping @Sendable () -> Void
    ) {
        self.actor = actor
        self.generation = claim.generation
        self.store = store
        self.timers = timers
        self.clock = clock
        self.metrics = metrics
        self.onFailure = onFailure
        self.state = Mutex(State(revision: claim.revision))
    }

    func add(_ batch: Batch) {
        let isFirst = state.withLock { state in
            if state.isBusy || state.failure != nil {
                state.gathered.append(batch)
                return false
            }
            state.isBusy = true
            return true
        }
        if isFirst { process(batch) }
    }

    /// Writes or lets out the batch, and what was gathered meanwhile.
    private func process(_ batch: Batch) {
        var batch = batch
        while true {
            if batch.changesSomething {
                write(batch)
                return
            }
            batch.release()
            guard let next = next() else { return }
            batch = next
        }
    }

    private func next() -> Batch? {
        let (next, watchers) = state.withLock { state -> (Batch?, [CheckedContinuation<Void, Never>]) in
            let watchers = state.watchers
            state.watchers = []
            if state.gathered.isEmpty {
                state.isBusy = false
                return (nil, watchers)
            }
            defer { state.gathered = Batch() }
            return (state.gathered, watchers)
        }
        for watcher in watchers { watcher.resume() }
        return next
    }

    private func write(_ batch: Batch) {
        let now = clock.uptime
        let commit = state.withLock { state in
            state.written = batch
            state.writtenSince = now
            defer { state.nextID += 1 }
            return Commit(
                id: state.nextID, actor: actor, generation: generation, follows: state.revision, state: batch.state,
                entries: batch.entries, schedules: batch.schedules, destroys: batch.destroys)
        }
        send(commit, retryAfter: .milliseconds(50))
    }

    private func send(_ commit: Commit, retryAfter delay: Duration) {
        store.commit([commit]) { [self] results in
            for result in results where result.actor == actor && result.commit == commit.id {
                switch result.outcome {
                case .committed(let revision): finish(revision)
                case .unknown:
                    timers.set(at: clock.uptime + delay) { [self] in
                        send(commit, retryAfter: min(delay * 2, .seconds(5)))
                    }
                case .fenced: fail(.fenced)
                case .refused(let why): fail(.refused(why))
                }
            }
        }
    }

    private func finish(_ revision: Revision) {
        let (written, since) = state.withLock { state in
            state.revision = revision
            return (state.written.take(), state.writtenSince)
        }
        if let written {
            metrics?.recordCommit(of: written.messages, took: clock.uptime - since)
            written.release()
        }
        if let next = next() { process(next) }
    }

    /// Lets nothing out any more.
    func giveUp() { fail(.fenced) }

    private func fail(_ failure: Failure) {
        let watchers = state.withLock { state in
            state.failure = failure
            defer { state.watchers = [] }
            return state.watchers
        }
        for watcher in watchers { watcher.resume() }
        onFailure()
    }
}

// MARK: What the actor asks

extension Committer {
    var failure: Failure? { state.withLock { $0.failure } }

    /// Returns when everything is durable and let out, or when that has failed.
    nonisolated(nonsending) func untilSettled() async {
        await wait { !$0.isBusy }
    }

    /// Returns when more can be gathered, at once as a rule.
    nonisolated(nonsending) func untilThereIsRoom() async {
        await wait { !$0.isBusy || $0.gathered.bytes < Self.gatheredLimit }
    }

    nonisolated(nonsending) private func wait(for condition: @Sendable (borrowing State) -> Bool) async {
        while true {
            if state.withLock({ condition($0) || $0.failure != nil }) { return }
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    if condition(state) || state.failure != nil { return true }
                    state.watchers.append(continuation)
                    return false
                }
                if isDone { continuation.resume() }
            }
        }
    }

    /// The entries that may not be in the store yet, oldest first.
    func unsettledEntries(of kind: JournalKind) -> [JournalEntry] {
        state.withLock { state in
            ((state.written?.entries ?? []) + state.gathered.entries).filter { $0.kind == kind }
        }
    }

    /// Everything that was not let out, once after a failure.
    func takeUnsaved() -> Batch {
        state.withLock { state in
            var unsaved = state.written.take() ?? Batch()
            unsaved.append(state.gathered)
            state.gathered = Batch()
            return unsaved
        }
    }
}
