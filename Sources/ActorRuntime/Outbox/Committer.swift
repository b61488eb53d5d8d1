import ActorDefinition
import ActorWire
import Synchronization

/// Makes an actor's batches durable in order, one commit at a time, and lets each out when it and all before it are.
///
/// What comes while a commit is written is gathered and becomes the next commit. When the store answers, the batch
/// leaves and the next commit starts on the thread of the answer, which is the caller's own when the store writes at once:
/// no other thread has to wake up in between.
final class Committer: Sendable {
    /// Why nothing more can be saved.
    enum Failure: Sendable, Hashable {
        case fenced
        case refused(String)
    }

    private struct State: Watched {
        var revision: Revision
        var nextID: UInt64 = 1
        /// Whether a batch is being written or let out.
        var isBusy = false
        /// The one that is being written.
        var written: Batch?
        /// When that began, by the uptime.
        var writtenSince = Duration.zero
        /// Whether the call of the store has not returned yet,
        var isSending = false
        /// and what it was answered meanwhile. Who sent goes on then, or the stack would grow with each commit.
        var earlyAnswer: CommitOutcome?
        var gathered = Batch()
        var failure: Failure?
        var watchers = Watchers()
        /// Whether everything is durable and let out, or nothing will be any more.
        var isSettled: Bool { !isBusy || failure != nil }
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

    /// Writes or lets out the batch, and what was gathered meanwhile, until the store takes its time.
    private func process(_ batch: Batch) {
        var current: Batch? = batch
        while let batch = current {
            if batch.changesSomething {
                guard write(batch) else { return }
            } else {
                batch.release()
            }
            current = next()
        }
    }

    private func next() -> Batch? {
        let (next, watchers) = state.withLock { state -> (Batch?, Watchers) in
            let watchers = state.watchers.take()
            if state.gathered.isEmpty {
                state.isBusy = false
                return (nil, watchers)
            }
            defer { state.gathered = Batch() }
            return (state.gathered, watchers)
        }
        watchers.wake()
        return next
    }

    /// - Returns: Whether it is written and let out.
    private func write(_ batch: Batch) -> Bool {
        let now = clock.uptime
        let commit = state.withLock { state in
            state.written = batch
            state.writtenSince = now
            defer { state.nextID += 1 }
            return Commit(
                id: state.nextID, actor: actor, generation: generation, follows: state.revision, state: batch.state,
                entries: batch.entries, schedules: batch.schedules, destroys: batch.destroys)
        }
        return send(commit, retryAfter: .milliseconds(50))
    }

    /// - Returns: Whether it is written and let out. If not, it will be, or has failed.
    private func send(_ commit: Commit, retryAfter delay: Duration) -> Bool {
        state.withLock { $0.isSending = true }
        store.commit([commit]) { [self] results in
            for result in results where result.actor == actor && result.commit == commit.id {
                let isEarly = state.withLock { state in
                    if state.isSending { state.earlyAnswer = result.outcome }
                    return state.isSending
                }
                guard !isEarly, settle(commit, result.outcome, retryAfter: delay) else { continue }
                goOn()
            }
        }
        let answer = state.withLock { state in
            state.isSending = false
            return state.earlyAnswer.take()
        }
        return answer.map { settle(commit, $0, retryAfter: delay) } ?? false
    }

    private func settle(_ commit: Commit, _ outcome: CommitOutcome, retryAfter delay: Duration) -> Bool {
        switch outcome {
        case .committed(let revision):
            finish(revision)
            return true
        case .unknown:
            timers.set(at: clock.uptime + delay) { [self] in
                if send(commit, retryAfter: min(delay * 2, .seconds(5))) { goOn() }
            }
        case .fenced: fail(.fenced)
        case .refused(let why): fail(.refused(why))
        }
        return false
    }

    private func finish(_ revision: Revision) {
        let (written, since) = state.withLock { state in
            state.revision = revision
            return (state.written.take(), state.writtenSince)
        }
        guard let written else { return }
        metrics?.recordCommit(of: written.messages, took: clock.uptime - since)
        written.release()
    }

    private func goOn() {
        if let next = next() { process(next) }
    }

    /// Lets nothing out any more.
    func giveUp() { fail(.fenced) }

    private func fail(_ failure: Failure) {
        state.withLock { $0.failure = failure }
        state.wakeWatchers()
        onFailure()
    }
}

// MARK: What the actor asks

extension Committer {
    var failure: Failure? { state.withLock { $0.failure } }

    /// Returns when everything is durable and let out, or when that has failed.
    nonisolated(nonsending) func untilSettled() async {
        while await state.wait(until: { $0.isSettled }) {}
    }

    /// Returns also when the task is cancelled.
    nonisolated(nonsending) func untilSettledOrCancelled() async {
        await withTaskCancellationHandler {
            while await state.wait(until: { $0.isSettled || Task.isCancelled }) {}
        } onCancel: {
            state.wakeWatchers()
        }
    }

    /// Returns when more can be gathered, at once as a rule.
    nonisolated(nonsending) func untilThereIsRoom() async {
        while await state.wait(until: { $0.isSettled || $0.gathered.bytes < Self.gatheredLimit }) {}
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
