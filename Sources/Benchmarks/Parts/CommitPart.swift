import ActorDefinition
import ActorRuntime
import ActorStorage
import ActorWire
import Foundation
import Logging

/// Journal entries in groups of a hundred, as a busy room writes them, against a commit for each.
func measureCommit() async throws -> [Comparison] {
    var comparisons: [Comparison] = []
    for (durability, name) in [(Durability.processCrash, "commit, a message, µs"), (.powerLoss, "… power loss, µs")] {
        let path = FileManager.default.temporaryDirectory.path + "/bench-parts-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = try DataDirectory(path: path, program: "bench-parts", at: SystemClock().now)
        let store = try SQLiteStore(in: directory, durability: durability, logger: Logger(label: "bench-parts"))
        var writer = try await Writer(store)
        let grouped = try await nanoseconds(for: 1_000) {
            for _ in 0..<10 { try await writer.commit(100) }
        }
        let single = try await nanoseconds(for: 200) {
            for _ in 0..<200 { try await writer.commit(1) }
        }
        await store.close()
        comparisons.append(
            Comparison(name: name, ours: grouped / 1_000, baseline: "a commit for each", theirs: single / 1_000))
    }
    return comparisons
}

/// One actor that does nothing but write.
private struct Writer {
    private let store: SQLiteStore
    private let actor = ActorID("writer")
    private let generation: Generation
    private var revision: Revision
    private var commits: UInt64 = 0
    private var sequence: UInt64 = 0

    init(_ store: SQLiteStore) async throws {
        self.store = store
        try await store.create(
            ActorRecord(id: actor, name: "room", key: .empty, input: nil, createdAt: SystemClock().now))
        let claim = try await store.claim(actor)
        (generation, revision) = (claim.generation, claim.revision)
    }

    mutating func commit(_ count: Int) async throws {
        let text = String(repeating: "What is said in a room. ", count: 8)
        let payload = Array(#"{"seq":1,"id":"0c1d","author":"ann","text":"\#(text)","time":1700000000000}"#.utf8)
        let entries = (1...count).map { number in
            JournalEntry(
                kind: .main, sequence: sequence + UInt64(number), time: SystemClock().now, clientID: nil, text: text,
                payload: payload)
        }
        commits += 1
        sequence += UInt64(count)
        let commit = Commit(
            id: commits, actor: actor, generation: generation, follows: revision, state: nil, entries: entries,
            schedules: [], destroys: false)
        let results = await withCheckedContinuation { continuation in
            store.commit([commit]) { continuation.resume(returning: $0) }
        }
        guard case .committed(let revision)? = results.first?.outcome else { throw StoreError.failed("not committed") }
        self.revision = revision
    }
}
