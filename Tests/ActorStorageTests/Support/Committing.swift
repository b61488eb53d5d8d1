import ActorDefinition
import ActorRuntime
import ActorWire
import Synchronization

extension ActorStore {
    /// Commits and waits for all results, in whatever slices they come; they are in the order of the commits.
    func commit(_ commits: [Commit]) async -> [CommitOutcome] {
        let results = await withCheckedContinuation { continuation in
            let gathered = Gathered()
            commit(commits) { results in
                if let all = gathered.add(results, of: commits.count) { continuation.resume(returning: all) }
            }
        }
        return commits.compactMap { commit in
            results.first { $0.actor == commit.actor && $0.commit == commit.id }?.outcome
        }
    }

    func commit(_ commit: Commit) async -> CommitOutcome {
        await self.commit([commit])[0]
    }

    /// Creates an actor whose name and key are its id, and claims it.
    @discardableResult
    func make(_ id: ActorID) async throws -> Claim {
        try await create(.named(id.rawValue))
        return try await claim(id)
    }

    func wholeJournal(_ kind: JournalKind = .main, of id: ActorID) async throws -> [JournalEntry] {
        try await journal(kind, of: id, from: .after(0), limit: .max, maxBytes: .max)
    }
}

private final class Gathered: Sendable {
    private let results = Mutex<[CommitResult]>([])

    func add(_ slice: [CommitResult], of count: Int) -> [CommitResult]? {
        results.withLock { results in
            results += slice
            return results.count == count ? results : nil
        }
    }
}

extension ActorRecord {
    static func named(_ name: String, key: [String] = [], createdAt: Int64 = 0) -> ActorRecord {
        ActorRecord(
            id: ActorID(name), name: name, key: (try? ActorKey(key)) ?? .empty, input: nil,
            createdAt: Timestamp(milliseconds: createdAt))
    }
}

extension JournalEntry {
    static func entry(
        _ sequence: UInt64, _ text: String? = nil, kind: JournalKind = .main, size: Int = 10
    ) -> JournalEntry {
        JournalEntry(
            kind: kind, sequence: sequence, time: Timestamp(milliseconds: Int64(clamping: sequence)), text: text,
            payload: Array(repeating: UInt8(ascii: "1"), count: size))
    }
}

extension CommitOutcome {
    var revision: Revision? {
        guard case .committed(let revision) = self else { return nil }
        return revision
    }

    var isRefused: Bool {
        guard case .refused = self else { return false }
        return true
    }
}

/// One actor's owner, who commits one change after the other.
struct Owner {
    let id: ActorID
    let store: any ActorStore
    var claim: Claim
    var revision: Revision
    var lastCommit: UInt64 = 0

    init(_ id: ActorID, in store: any ActorStore) async throws {
        self.id = id
        self.store = store
        claim = try await store.make(id)
        revision = claim.revision
    }

    /// The next change, ready to be committed.
    mutating func next(
        state: String? = nil, entries: [JournalEntry] = [], schedules: [ScheduleChange] = [], destroys: Bool = false
    ) -> Commit {
        lastCommit += 1
        return Commit(
            id: lastCommit, actor: id, generation: claim.generation, follows: revision,
            state: state.map { Array($0.utf8) }, entries: entries, schedules: schedules, destroys: destroys)
    }

    @discardableResult
    mutating func commit(
        state: String? = nil, entries: [JournalEntry] = [], schedules: [ScheduleChange] = [], destroys: Bool = false
    ) async -> CommitOutcome {
        let outcome = await store.commit(
            next(state: state, entries: entries, schedules: schedules, destroys: destroys))
        if let revision = outcome.revision { self.revision = revision }
        return outcome
    }
}
