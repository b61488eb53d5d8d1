import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Synchronization

/// What survives the end of a process, and how writing to it goes wrong.
// Sendable: see RunQueue.
final class Disk: @unchecked Sendable {
    enum Health {
        case well
        /// Some commits are refused, some have an outcome that nobody knows, some reads fail.
        case faulty
        /// No commit is written.
        case full
    }

    let contents: MemoryStore
    fileprivate let world: World
    fileprivate let mistake: Mistake?
    fileprivate var chance: Chance
    var health = Health.well

    init(_ world: World, chance: Chance, mistake: Mistake?) {
        self.world = world
        self.chance = chance
        self.mistake = mistake
        contents = MemoryStore(clock: world.clock)
    }

    /// The disk as a new process sees it.
    func mount() -> Mount { Mount(self) }
}

/// The disk as one process sees it. What it has not answered when the process ends may be written or not.
// Sendable: see RunQueue.
final class Mount: JournalSearch, @unchecked Sendable {
    private struct Submission {
        let commit: Commit
        let deliver: @Sendable ([CommitResult]) -> Void
    }

    /// A commit of which nobody knows whether it was written.
    private struct Doubt: Hashable {
        let actor: ActorID
        let generation: Generation
        let commit: UInt64

        init(_ commit: Commit) { (actor, generation, self.commit) = (commit.actor, commit.generation, commit.id) }
    }

    private let disk: Disk
    private var doubtful: Set<Doubt> = []
    private var waiting: [Submission] = []
    private var isWriting = false
    private var isDead = false

    fileprivate init(_ disk: Disk) { self.disk = disk }

    private var world: World { disk.world }

    // MARK: Writing

    func commit(_ commits: [Commit], deliver: @escaping @Sendable ([CommitResult]) -> Void) {
        guard !isDead else { return }
        waiting += commits.map { Submission(commit: $0, deliver: deliver) }
        if disk.mistake == .earlyAcknowledgement {
            for commit in commits {
                deliver([commit.result(.committed(Revision(commit.follows.number + 1)))])
            }
        }
        writeSoon()
    }

    private func writeSoon() {
        guard !isWriting, !waiting.isEmpty else { return }
        isWriting = true
        world.after(disk.chance.milliseconds(1...30)) { [self] in
            guard !isDead else { return }
            let count = 1 + disk.chance.below(waiting.count)
            let group = waiting.prefix(count)
            waiting.removeFirst(count)
            for submission in group { write(submission) }
            isWriting = false
            writeSoon()
        }
    }

    private func write(_ submission: Submission) {
        let outcome = outcome(of: submission.commit)
        guard disk.mistake != .earlyAcknowledgement else { return }
        submission.deliver([submission.commit.result(outcome)])
    }

    private func outcome(of commit: Commit) -> CommitOutcome {
        switch disk.health {
        case .well: return apply(commit)
        case .full where !doubtful.contains(Doubt(commit)): return refuse(commit, "the disk is full")
        case .full: return .unknown("the disk is full")
        case .faulty:
            switch disk.chance.below(8) {
            // What may have been written is not refused afterwards.
            case 0 where !doubtful.contains(Doubt(commit)): return refuse(commit, "the disk is broken")
            case 1, 2:
                let isApplied = disk.chance.happens(500)
                if isApplied, case .fenced = apply(commit) { return .fenced }
                world.note("disk", "nobody knows of commit \(commit.id); it was \(isApplied ? "" : "not ")written")
                doubtful.insert(Doubt(commit))
                return .unknown("the disk did not answer")
            default: return apply(commit)
            }
        }
    }

    private func refuse(_ commit: Commit, _ why: String) -> CommitOutcome {
        world.note("disk", "refuses commit \(commit.id): \(why)")
        return .refused(why)
    }

    private func apply(_ commit: Commit) -> CommitOutcome {
        var commit = commit
        if disk.mistake == .tornCommit, !commit.entries.isEmpty, commit.follows.number > 0 { commit.state = nil }
        if disk.mistake == .lostRepetition, commit.follows.number > 0 {
            commit.schedules = commit.schedules.map(\.withoutRepetition)
        }
        let outcome = Mutex(CommitOutcome.unknown("no answer"))
        disk.contents.commit([commit]) { results in
            // The memory store answers before it returns.
            if let result = results.first { outcome.withLock { $0 = result.outcome } }
        }
        return outcome.withLock(\.self)
    }

    /// The process is gone. What was not answered is lost, or was just written.
    func die() {
        guard !isDead else { return }
        let survivors = disk.chance.below(waiting.count + 1)
        world.note("disk", "\(waiting.count) commits were not answered; \(survivors) of them are written")
        for submission in waiting.prefix(survivors) where disk.health == .well { _ = apply(submission.commit) }
        waiting = []
        isDead = true
    }

    func close() async { isDead = true }

    // MARK: Reading

    private func read<T>(
        _ body: nonisolated(nonsending) (MemoryStore) async throws(StoreError) -> T
    ) async throws(StoreError) -> T {
        if disk.chance.happens(300) { await world.sleep(disk.chance.milliseconds(1...20)) }
        guard !isDead else { throw .closed }
        if disk.health == .faulty, disk.chance.happens(100) {
            world.note("disk", "a read fails")
            throw .failed("the disk cannot be read")
        }
        return try await body(disk.contents)
    }

    func create(_ record: ActorRecord) async throws(StoreError) {
        try await read { store throws(StoreError) in try await store.create(record) }
    }

    func actor(_ id: ActorID) async throws(StoreError) -> ActorRecord? {
        try await read { store throws(StoreError) in try await store.actor(id) }
    }

    func actor(named name: String, key: ActorKey) async throws(StoreError) -> ActorRecord? {
        try await read { store throws(StoreError) in try await store.actor(named: name, key: key) }
    }

    func actors(named name: String?, limit: Int) async throws(StoreError) -> [ActorRecord] {
        try await read { store throws(StoreError) in try await store.actors(named: name, limit: limit) }
    }

    func claim(_ id: ActorID) async throws(StoreError) -> Claim {
        try await read { store throws(StoreError) in try await store.claim(id) }
    }

    func withdraw(_ id: ActorID, generation: Generation) async throws(StoreError) {
        try await read { store throws(StoreError) in try await store.withdraw(id, generation: generation) }
    }

    func journal(
        _ kind: JournalKind, of id: ActorID, from cursor: JournalCursor, limit: Int, maxBytes: Int
    ) async throws(StoreError) -> [JournalEntry] {
        try await read { store throws(StoreError) in
            try await store.journal(kind, of: id, from: cursor, limit: limit, maxBytes: maxBytes)
        }
    }

    func search(
        _ query: String, in id: ActorID, before sequence: UInt64?, limit: Int
    ) async throws(StoreError) -> [JournalEntry] {
        try await read { store throws(StoreError) in
            try await store.search(query, in: id, before: sequence, limit: limit)
        }
    }

    func due(at time: Timestamp, limit: Int, skipping skipped: Int) async throws(StoreError) -> [ActorID] {
        try await read { store throws(StoreError) in
            try await store.due(at: time, limit: limit, skipping: skipped)
        }
    }

    func nextDue(after time: Timestamp) async throws(StoreError) -> Timestamp? {
        try await read { store throws(StoreError) in try await store.nextDue(after: time) }
    }
}

extension ScheduleChange {
    fileprivate var withoutRepetition: ScheduleChange {
        if case .set(let job) = self, job.repetition != nil { .remove(id: job.id) } else { self }
    }
}

extension Commit {
    fileprivate func result(_ outcome: CommitOutcome) -> CommitResult {
        CommitResult(actor: actor, commit: id, outcome: outcome)
    }
}
