import ActorDefinition
import ActorRuntime
import ActorWire
import Dispatch
import GRDB
import Glibc
import Testing

@testable import ActorStorage

/// The log of the database stays short, whoever writes and reads.
@Suite struct LogTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Logs are long at a quarter of a MiB.
    private var settings: WriterSettings { WriterSettings(logPages: 64) }

    private var logBytes: Int {
        var status = stat()
        return stat("\(directory.path)/\(SQLiteStore.fileName)-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    private func write(_ count: Int, as id: ActorID, in store: SQLiteStore) async throws {
        var owner = try await Owner(id, in: store)
        for number in 1...UInt64(count) {
            let outcome = await owner.commit(
                state: String(repeating: "1", count: 8_000).debugDescription, entries: [.entry(number, "word")])
            try #require(outcome.revision != nil)
        }
    }

    @Test func underAStreamOfCommitsItStaysShort() async throws {
        let store = try SQLiteStore(at: directory.path, settings: settings)
        try await withThrowingTaskGroup { group in
            for number in 0..<3 { group.addTask { try await write(400, as: ActorID("a\(number)"), in: store) } }
            try await group.waitForAll()
        }
        // They wrote fifteen MiB. How much of it the log had at a time depends on how busy the machine is.
        #expect(logBytes < 10 << 20)
        await store.close()
        #expect(try DatabaseFile(directory.path).examine().findings.isEmpty)
    }

    /// It grows for as long as somebody reads what was before, and commits go on.
    @Test func whoReadsForLongStopsNoCommit() async throws {
        let store = try SQLiteStore(at: directory.path, settings: settings)
        try await write(1, as: "first", in: store)
        let (isReading, isDone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let pool = store.pool
        DispatchQueue(label: "tests.reader").async {
            try? pool.read { db in
                _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM entries")
                isReading.signal()
                isDone.wait()
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                isReading.wait()
                continuation.resume()
            }
        }
        try await write(200, as: "second", in: store)
        #expect(store.writer.log.pages > 256)
        isDone.signal()
        try await write(200, as: "third", in: store)
        #expect(store.writer.log.pages < 1_024)
        await store.close()
    }

    @Test func itIsCopiedInPartWhenItCannotBeginAnew() {
        var plan = LogPlan(length: 100)
        #expect(plan.checkpointAt == 100 && plan.restartAt == 400)
        plan.planNext(after: 120, patiently: false)
        #expect(plan.checkpointAt == 145 && plan.restartAt == 400)
        plan.planNext(after: 500, patiently: true)
        #expect(plan.checkpointAt == 525 && plan.restartAt == 900)
        plan.planNext(after: 0, patiently: false)
        #expect(plan.checkpointAt == 100 && plan.restartAt == 400)
    }
}
