public import ActorDefinition
public import ActorRuntime
public import ActorWire
import Synchronization

/// A store that forgets everything with the process, and that fails as a test has planned.
public final class MemoryStore: JournalSearch {
    /// What happens to a commit instead of being written.
    public enum Fault: Sendable, Hashable {
        /// Not applied, for good.
        case refuse(String)
        /// No answer: the commit was applied or not, and its repetition tells.
        case unknown(isApplied: Bool)
        /// Somebody has claimed the actor.
        case fence
    }

    fileprivate struct Contents {
        var actors: [ActorID: StoredActor] = [:]
        var ids: [DirectoryKey: ActorID] = [:]
        var created = 0
        var faults: [Fault] = []
        var commits: [Commit] = []
        var waiting: [Submission] = []
        var isHeld = false
        var isDelivering = false
        var isClosed = false
    }

    fileprivate struct DirectoryKey: Hashable {
        let name: String
        let key: ActorKey
    }

    fileprivate struct Submission {
        let commits: [Commit]
        let deliver: @Sendable ([CommitResult]) -> Void
    }

    private let contents = Mutex(Contents())

    private let clock: any ActorClock

    /// - Parameter clock: Says when an actor was destroyed.
    public init(clock: any ActorClock = SystemClock()) { self.clock = clock }
}

// MARK: What a test plans and sees

extension MemoryStore {
    /// Plans what happens to the commits that are written next, one fault for each.
    public func plan(_ faults: Fault...) { contents.withLock { $0.faults += faults } }

    /// Lets commits wait until `release`.
    public func hold() { contents.withLock { $0.isHeld = true } }

    /// Writes the commits that wait, and those that come, at once.
    public func release() {
        contents.withLock { $0.isHeld = false }
        work()
    }

    /// How many calls of `commit` wait.
    public var heldCount: Int { contents.withLock { $0.waiting.count } }

    /// All commits that were submitted, in order.
    public var commits: [Commit] { contents.withLock { $0.commits } }
}

// MARK: The directory

extension MemoryStore {
    public func create(_ record: ActorRecord) async throws(StoreError) {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            let key = DirectoryKey(name: record.name, key: record.key)
            guard contents.ids[key] == nil, contents.actors[record.id] == nil else { throw .duplicateKey }
            contents.ids[key] = record.id
            contents.actors[record.id] = StoredActor(record: record, order: contents.created)
            contents.created += 1
        }
    }

    public func actor(_ id: ActorID) async throws(StoreError) -> ActorRecord? {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            return contents.actors[id]?.record
        }
    }

    public func actor(named name: String, key: ActorKey) async throws(StoreError) -> ActorRecord? {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            return contents.ids[DirectoryKey(name: name, key: key)].flatMap { contents.actors[$0]?.record }
        }
    }

    public func actors(named name: String?, limit: Int) async throws(StoreError) -> [ActorRecord] {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            let found = contents.actors.values.filter {
                $0.record.destroyedAt == nil && (name == nil || $0.record.name == name)
            }
            return found.sorted { $0.order > $1.order }.prefix(max(0, limit)).map(\.record)
        }
    }

    public func claim(_ id: ActorID) async throws(StoreError) -> Claim {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            guard let actor = contents.actors[id], actor.record.destroyedAt == nil else { throw .notFound }
            contents.actors[id]?.generation += 1
            return Claim(
                generation: Generation(actor.generation + 1), revision: Revision(actor.revision), state: actor.state,
                heads: actor.journals.compactMapValues(\.last?.sequence), schedules: Array(actor.schedules.values))
        }
    }

    public func withdraw(_ id: ActorID, generation: Generation) async throws(StoreError) {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            guard let actor = contents.actors[id], actor.generation == generation.number, actor.revision == 0 else {
                throw .notFound
            }
            contents.actors[id] = nil
            contents.ids[DirectoryKey(name: actor.record.name, key: actor.record.key)] = nil
        }
    }

    public func close() async {
        release()
        contents.withLock { $0.isClosed = true }
    }
}

// MARK: Commits

extension MemoryStore {
    public func commit(_ commits: [Commit], deliver: @escaping @Sendable ([CommitResult]) -> Void) {
        contents.withLock { contents in
            contents.commits += commits
            contents.waiting.append(Submission(commits: commits, deliver: deliver))
        }
        work()
    }

    /// Writes what waits, in order; one thread at a time, and what it is given meanwhile too.
    private func work() {
        while true {
            let answer = contents.withLock { contents -> (Submission, [CommitResult])? in
                guard !contents.isDelivering, !contents.isHeld, !contents.waiting.isEmpty else { return nil }
                let submission = contents.waiting.removeFirst()
                contents.isDelivering = true
                return (submission, submission.commits.map { contents.write($0, at: clock.now) })
            }
            guard let (submission, results) = answer else { return }
            submission.deliver(results)
            contents.withLock { $0.isDelivering = false }
        }
    }
}

extension MemoryStore.Contents {
    fileprivate func checkOpen() throws(StoreError) {
        if isClosed { throw .closed }
    }

    fileprivate mutating func write(_ commit: Commit, at time: Timestamp) -> CommitResult {
        let outcome: CommitOutcome =
            switch faults.isEmpty ? nil : faults.removeFirst() {
            case .refuse(let why): .refused(why)
            case .fence: .fenced
            case .unknown(true):
                switch apply(commit, at: time) {
                case .committed: .unknown("planned")
                case let other: other
                }
            case .unknown(false): .unknown("planned")
            case nil: apply(commit, at: time)
            }
        return CommitResult(actor: commit.actor, commit: commit.id, outcome: outcome)
    }

    private mutating func apply(_ commit: Commit, at time: Timestamp) -> CommitOutcome {
        guard !isClosed else { return .refused("the store is closed") }
        guard let outcome = actors[commit.actor]?.apply(commit, at: time) else {
            return .refused("there is no such actor")
        }
        if commit.destroys, let record = actors[commit.actor]?.record, record.destroyedAt != nil {
            ids[MemoryStore.DirectoryKey(name: record.name, key: record.key)] = nil
        }
        return outcome
    }
}

// MARK: Reading

extension MemoryStore {
    public func journal(
        _ kind: JournalKind, of id: ActorID, from cursor: JournalCursor, limit: Int, maxBytes: Int
    ) async throws(StoreError) -> [JournalEntry] {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            let entries = contents.actors[id]?.journals[kind] ?? []
            return entries.page(cursor, limit: max(0, limit), maxBytes: maxBytes)
        }
    }

    public func search(
        _ query: String, in id: ActorID, before sequence: UInt64?, limit: Int
    ) async throws(StoreError) -> [JournalEntry] {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            let words = query.words
            guard !words.isEmpty else { return [] }
            let found = (contents.actors[id]?.journals[.main] ?? []).reversed().filter { entry in
                guard entry.sequence < sequence ?? .max, let said = entry.text?.words else { return false }
                return words.allSatisfy { word in said.contains { $0.hasPrefix(word) } }
            }
            return Array(found.prefix(max(0, limit)))
        }
    }

    public func due(at time: Timestamp, limit: Int, skipping skipped: Int) async throws(StoreError) -> [ActorID] {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            let due = contents.actors.values.compactMap { actor in actor.nextDue.map { ($0, actor) } }
            return due.filter { $0.0 <= time }.sorted { ($0.0, $0.1.order) < ($1.0, $1.1.order) }
                .dropFirst(max(0, skipped)).prefix(max(0, limit)).map(\.1.record.id)
        }
    }

    public func nextDue(after time: Timestamp) async throws(StoreError) -> Timestamp? {
        try contents.withLock { contents throws(StoreError) in
            try contents.checkOpen()
            return contents.actors.values.lazy.flatMap(\.schedules.values).map(\.time).filter { $0 > time }.min()
        }
    }
}

extension String {
    fileprivate var words: Set<String> {
        Set(lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}
