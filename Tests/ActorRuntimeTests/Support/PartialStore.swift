import ActorDefinition
import ActorRuntime
import ActorWire

/// A store that does what a test says of it. All else it refuses as one that is closed.
protocol PartialStore: ActorStore {}

extension PartialStore {
    func create(_ record: ActorRecord) async throws(StoreError) { throw .closed }
    func actor(_ id: ActorID) async throws(StoreError) -> ActorRecord? { throw .closed }
    func actor(named name: String, key: ActorKey) async throws(StoreError) -> ActorRecord? { throw .closed }
    func actors(named name: String?, limit: Int) async throws(StoreError) -> [ActorRecord] { throw .closed }
    func claim(_ id: ActorID) async throws(StoreError) -> Claim { throw .closed }
    func withdraw(_ id: ActorID, generation: Generation) async throws(StoreError) { throw .closed }
    func commit(_ commits: [Commit], deliver: @escaping @Sendable ([CommitResult]) -> Void) {
        deliver(commits.map { CommitResult(actor: $0.actor, commit: $0.id, outcome: .refused("closed")) })
    }
    func journal(
        _ kind: JournalKind, of id: ActorID, from cursor: JournalCursor, limit: Int, maxBytes: Int
    ) async throws(StoreError) -> [JournalEntry] { throw .closed }
    func due(at time: Timestamp, limit: Int, skipping skipped: Int) async throws(StoreError) -> [ActorID] {
        throw .closed
    }
    func nextDue(after time: Timestamp) async throws(StoreError) -> Timestamp? { throw .closed }
    func close() async {}
}
