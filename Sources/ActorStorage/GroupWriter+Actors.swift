import ActorDefinition
import ActorRuntime
import ActorWire
import GRDB

/// What the store writes.
extension GroupWriter {
    func create(_ record: ActorRecord) async throws(StoreError) {
        try await write(bytes: record.byteCount) { db in try db.insert(record) }
    }

    func claim(_ id: ActorID) async throws(StoreError) -> Claim {
        try await write(bytes: id.rawValue.utf8.count) { db in try db.claim(id) }
    }

    func withdraw(_ id: ActorID, _ generation: Generation) async throws(StoreError) {
        try await write(bytes: id.rawValue.utf8.count) { db in try db.withdraw(id, generation) }
    }

    func commit(
        _ commits: [Commit],
        deliver: @escaping @Sendable ([CommitResult]) -> Void
    ) {
        let names = commits.map { (actor: $0.actor, id: $0.id) }
        submit(
            Write(
                bytes: commits.reduce(0) { $0 + $1.byteCount },
                body: { [clock] db, memory in
                    let results = try commits.map { commit in
                        let outcome = try db.apart { try db.apply(commit, at: clock.now, noting: &memory.backlog) }
                        return CommitResult(actor: commit.actor, commit: commit.id, outcome: CommitOutcome(outcome))
                    }
                    return { deliver(results) }
                },
                fail: { failure in
                    deliver(names.map { CommitResult(actor: $0.actor, commit: $0.id, outcome: failure.outcome) })
                }))
    }

    /// Waits for one write's answer, which comes when its group is durable.
    private func write<Value: Sendable>(
        bytes: Int, _ body: @escaping @Sendable (Database) throws -> Result<Value, StoreError>
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            submit(
                Write(
                    bytes: bytes,
                    body: { db, _ in
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

extension CommitOutcome {
    fileprivate init(_ result: Result<CommitOutcome, DatabaseError>) {
        switch result {
        case .success(let outcome): self = outcome
        case .failure(let error): self = .refused(sentence(for: error))
        }
    }
}
