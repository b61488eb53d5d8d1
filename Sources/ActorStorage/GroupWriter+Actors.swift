import ActorDefinition
import ActorRuntime
import ActorWire
import Dispatch
import GRDB
import Synchronization

/// What the store writes.
extension GroupWriter {
    func create(_ record: ActorRecord) async throws(StoreError) {
        try await write(bytes: record.byteCount, of: record.id) { db in try db.insert(record) }
    }

    func claim(_ id: ActorID) async throws(StoreError) -> Claim {
        try await write(bytes: id.rawValue.utf8.count, of: id) { db in try db.claim(id) }
    }

    func withdraw(_ id: ActorID, _ generation: Generation) async throws(StoreError) {
        try await write(bytes: id.rawValue.utf8.count, of: id) { db in try db.withdraw(id, generation) }
    }

    func commit(
        _ commits: [Commit],
        deliver: @escaping @Sendable ([CommitResult]) -> Void
    ) {
        let bytes = commits.reduce(0) { $0 + $1.byteCount }
        if let results = writeAtOnce(commits, bytes: bytes) { return deliver(results) }
        let names = commits.map { (actor: $0.actor, id: $0.id) }
        submit(
            Write(
                bytes: bytes,
                body: { [clock] db, memory in
                    let results = try db.applyApart(commits, at: clock.now, with: &memory)
                    return { deliver(results) }
                },
                fail: { failure in
                    deliver(names.map { CommitResult(actor: $0.actor, commit: $0.id, outcome: failure.outcome) })
                }))
    }

    /// Reads on the writer's connection, when nobody writes.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value,
        then: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        thread.async {
            then(Result { try self.memory.withLock { _ in try self.pool.writeWithoutTransaction(body) } })
        }
    }

    /// Waits for one write's answer, which comes when its group is durable.
    private func write<Value: Sendable>(
        bytes: Int, of id: ActorID, _ body: @escaping @Sendable (Database) throws -> Result<Value, StoreError>
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            submit(
                Write(
                    bytes: bytes,
                    body: { db, memory in
                        memory.forget(id)
                        let result: Result<Value, StoreError> =
                            switch try db.apart({ try body(db) }) {
                            case .success(let result): result
                            case .failure(let error): .failure(.failed(sentence(for: error)))
                            }
                        return { continuation.resume(returning: result) }
                    },
                    fail: { continuation.resume(returning: .failure($0.storeError)) }))
        }
        return try result.get()
    }
}
