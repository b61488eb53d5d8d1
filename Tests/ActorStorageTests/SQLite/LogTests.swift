import ActorDefinition
import ActorRuntime
import ActorWire
import Dispatch
import GRDB
import Glibc
import Synchronization
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
    @Test(.timeLimit(.minutes(1))) func whoReadsForLongStopsNoCommit() async throws {
        let store = try SQLiteStore(at: directory.path, settings: settings)
        try await write(1, as: "first", in: store)
        let (steps, step) = AsyncStream.makeStream(of: Void.self)
        let isDone = DispatchSemaphore(value: 0)
        let pool = store.pool
        DispatchQueue(label: "tests.reader").async {
            try? pool.read { db in
                _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM entries")
                step.yield()
                isDone.wait()
            }
            step.finish()
        }
        var reader = steps.makeAsyncIterator()
        #expect(await reader.next() != nil)
        try await write(200, as: "second", in: store)
        let long = store.writer.log.pages
        #expect(long > 256)
        isDone.signal()
        #expect(await reader.next() == nil)
        // It begins anew when nobody reads in it, sooner or later.
        var rounds = 0
        while store.writer.log.pages >= long {
            try await write(10, as: ActorID("third \(rounds)"), in: store)
            rounds += 1
        }
        await store.close()
    }

    /// Counts what is committed.
    private final class CommitCount: TransactionObserver, Sendable {
        private let count = Atomic(0)
        var value: Int { count.load(ordering: .relaxed) }

        func databaseWillCommit() { count.add(1, ordering: .relaxed) }

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ db: Database) {}
        func databaseDidRollback(_ db: Database) {}
    }

    /// Returns when the checkpoints that are planned are done, also what the writer's thread does for them.
    private func waitForCheckpoints(of store: SQLiteStore) async {
        await withCheckedContinuation { continuation in
            let (thread, checkpoints) = (store.writer.thread, store.writer.checkpoints)
            thread.async { checkpoints.async { thread.async { continuation.resume() } } }
        }
    }

    @Test func howeverManyFindItLongItIsCopiedOnce() async throws {
        var settings = settings
        settings.indexing.interval = .seconds(3_600)
        let store = try SQLiteStore(at: directory.path, settings: settings)
        var owner = try await Owner("a", in: store)
        let count = CommitCount()
        store.writer.checkpoints.suspend()
        await owner.commit(state: String(repeating: "1", count: 400_000))
        for number in 1...8 as ClosedRange<UInt64> { await owner.commit(entries: [.entry(number)]) }
        #expect((64..<256).contains(store.writer.log.pages))
        store.pool.add(transactionObserver: count)
        store.writer.checkpoints.resume()
        await waitForCheckpoints(of: store)
        // The first page of the new log.
        #expect(count.value == 1)
        #expect(store.writer.log.pages < 64)

        // So it is the next time.
        await owner.commit(state: String(repeating: "1", count: 400_000))
        await waitForCheckpoints(of: store)
        #expect(count.value == 3)
        #expect(store.writer.log.pages < 64)
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
