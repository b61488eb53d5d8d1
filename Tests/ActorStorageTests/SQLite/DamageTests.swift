import ActorDefinition
import ActorRuntime
import ActorWire
import Dispatch
import FoundationEssentials
import GRDB
import Glibc
import Logging
import Synchronization
import Testing

@testable import ActorStorage

/// What a store does when its file is not what it wrote.
@Suite struct DamageTests {
    private let folder: TemporaryDirectory
    private let changes = Changes()

    init() throws { folder = try TemporaryDirectory() }

    private final class Changes: Sendable {
        private let list = Mutex<[StoreHealth]>([])
        var all: [StoreHealth] { list.withLock { $0 } }
        func add(_ health: StoreHealth) { list.withLock { $0.append(health) } }
    }

    private var file: DatabaseFile { DatabaseFile(folder.path) }

    private func open(_ settings: WriterSettings = WriterSettings()) throws -> SQLiteStore {
        try SQLiteStore(at: folder.path, settings: settings, onHealthChange: { [changes] in changes.add($0) })
    }

    /// A closed store in which every table has something, and some of it is longer than a page.
    private func fill() async throws {
        let store = try open()
        for actor in ["a", "b", "c"] as [ActorID] {
            var owner = try await Owner(actor, in: store)
            let job = ScheduledJob(id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: [1])
            await owner.commit(
                state: String(repeating: "s", count: 9_000), entries: (1...20).map { .entry($0, "word", size: 300) },
                schedules: [.set(job)])
        }
        _ = try await store.search("word", in: "a", before: nil, limit: 1)
        await store.close()
    }

    private func overwrite(at offset: Int, with bytes: [UInt8]) throws {
        let descriptor = Glibc.open(file.path, O_WRONLY)
        defer { close(descriptor) }
        try #require(pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count)
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// Spoils the first page of a table of an open store, where nothing of it is in memory or in the log.
    private func spoil(_ table: String, of store: SQLiteStore) async throws {
        let page = try await store.pool.writeWithoutTransaction { db in
            _ = try db.checkpoint(.truncate)
            return try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = ?", arguments: [table])
        }
        try overwrite(at: (try #require(page) - 1) * 4_096, with: Array(repeating: 0xEE, count: 4_096))
        store.pool.releaseMemory()
    }

    private var isDamaged: Bool {
        guard case .damaged = changes.all.last else { return false }
        return true
    }

    // MARK: At the beginning

    @Test func whateverPageIsDamagedTheStoreIsRefusedAndTheFileLeftAsItIs() async throws {
        try await fill()
        let whole = try Data(contentsOf: URL(filePath: file.path))
        let count = whole.count / 4_096
        #expect(count > 20)
        for page in 0..<count {
            try overwrite(at: page * 4_096, with: Array(repeating: 0xEE, count: 4_096))
            let damaged = try Data(contentsOf: URL(filePath: file.path))
            let error = #expect(throws: StoreError.self, "page \(page)") { try open() }
            #expect(error?.description.contains(file.path) == true && error?.description.contains("damaged") == true)
            #expect(try Data(contentsOf: URL(filePath: file.path)) == damaged)
            #expect(try file.examine().findings.isEmpty == false)
            try overwrite(at: page * 4_096, with: Array(whole[page * 4_096..<(page + 1) * 4_096]))
        }
        let store = try open()
        #expect(try await store.wholeJournal(of: "a").count == 20)
        await store.close()
    }

    /// Its log may have all that it has lost.
    @Test func anEmptyFileIsRefusedAndItsLogKept() async throws {
        try await fill()
        #expect(truncate(file.path, 0) == 0)
        try write("a log", to: file.log)
        let empty = DatabaseFileError.damaged(path: file.path, findings: ["it is empty"])
        #expect(throws: StoreError.failed(empty.description)) { try open() }
        #expect(throws: empty) { try file.examine() }
        #expect(DatabaseFile.isFilled(file.log))
    }

    @Test func aLogWithoutItsDatabaseIsNotTakenForTheLogOfANewOne() throws {
        try write("a log", to: file.log)
        let error = #expect(throws: StoreError.self) { try open() }
        #expect(error?.description.contains("\(file.log) is there") == true)
        #expect(!file.exists)
        unlink(file.log)
        #expect(throws: Never.self) { try open() }
    }

    @Test func aFirstBeginningThatWasCutOffIsBegunAgain() async throws {
        try write("half a database", to: file.unfinished.path)
        let store = try open()
        try await store.create(.named("a"))
        await store.close()
        #expect(try file.examine() == StoreContents(actors: 1))
        #expect(!file.unfinished.exists)
    }

    /// A backup that was restored has no log before a host has opened it, which may be killed just then.
    @Test func aChangeThatWasCutOffIsUndone() async throws {
        try await fill()
        let half = DatabaseFile(folder.path + "/half")
        let database = try DatabaseQueue(path: file.path)
        try await database.writeWithoutTransaction { [file] db in
            // With next to no room for them in memory the pages are in the file before the end.
            try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; DELETE FROM entries")
            try FileManager.default.copyItem(atPath: file.path, toPath: half.path)
            try FileManager.default.copyItem(atPath: file.journal, toPath: half.journal)
            try db.execute(sql: "ROLLBACK")
        }
        try database.close()
        for (half, whole) in zip(half.all, file.all) {
            unlink(whole)
            rename(half, whole)
        }
        #expect(DatabaseFile.isFilled(file.journal))
        let store = try open()
        #expect(try await store.wholeJournal(of: "a").count == 20)
        await store.close()
    }

    // MARK: Later

    @Test func aJobThatRepeatsInAWayThatCannotBeReadStopsItsActorAlone() async throws {
        let store = try open()
        var (met, other) = (try await Owner("met", in: store), try await Owner("other", in: store))
        let job = ScheduledJob(
            id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: [1], repetition: .every(.seconds(60)))
        for outcome in [await met.commit(schedules: [.set(job)]), await other.commit(schedules: [.set(job)])] {
            #expect(outcome.revision != nil)
        }
        try await store.pool.write { db in
            try db.execute(sql: "UPDATE schedules SET repetition = x'ff' WHERE actor = 1")
        }
        let error = await #expect(throws: StoreError.self) { try await store.claim("met") }
        #expect(error.map { if case .damaged = $0 { true } else { false } } == true)
        #expect(try await store.claim("other").schedules == [job])
        await store.close()
    }

    @Test func damageStopsWhoMeetsItAndIsToldForGood() async throws {
        var settings = WriterSettings()
        settings.callersWrite = false
        let store = try open(settings)
        var (met, other) = (try await Owner("met", in: store), try await Owner("other", in: store))
        try await spoil("schedules", of: store)
        let job = ScheduledJob(id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: [1])
        let (results, told) = AsyncStream.makeStream(of: CommitResult.self)
        // Both wait for the same transaction.
        store.writer.thread.suspend()
        for commit in [met.next(schedules: [.set(job)]), other.next(entries: [.entry(1)])] {
            store.commit([commit]) { for result in $0 { told.yield(result) } }
        }
        store.writer.thread.resume()
        var outcomes: [ActorID: CommitOutcome] = [:]
        for await result in results {
            outcomes[result.actor] = result.outcome
            if outcomes.count == 2 { break }
        }
        #expect(outcomes["met"]?.isRefused == true && outcomes["other"]?.revision != nil)
        #expect(isDamaged && store.health == changes.all.last)
        #expect(try await store.wholeJournal(of: "other") == [.entry(1)])
        let error = await #expect(throws: StoreError.self) { try await store.claim("met") }
        #expect(error.map { if case .damaged = $0 { true } else { false } } == true)

        // That something else can be written mends nothing, and that something cannot is the lesser trouble.
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
        other.revision = Revision(other.revision.number + 1)
        #expect(await other.commit(entries: [.entry(2)]).isRefused)
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 0") }
        await store.probeNow()
        #expect(isDamaged && changes.all.count == 1)
        await store.close()
    }

    @Test func damageThatIsReadIsToldToo() async throws {
        let store = try open()
        try await store.make("a")
        try await spoil("entries", of: store)
        await #expect(throws: StoreError.self) { try await store.wholeJournal(of: "a") }
        #expect(isDamaged)
        await store.close()
    }

    @Test func whoWantsWhatIsDamagedIsToldSoAndNotToTryAgain() async throws {
        let store = try open()
        try await spoil("snapshots", of: store)
        let system = ActorSystem(
            [Registration(Counter())], store: store,
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }))
        let running = Task { await system.run() }
        await #expect(throws: WireError.damaged) {
            try await system.getOrCreate(name: Counter.name, key: .empty, input: nil)
        }
        #expect(!CloseReason(.damaged).isRetryable)
        await system.shutdown()
        await running.value
        await store.close()
    }

    @Test func whoAsksForAPageThatIsDamagedIsToldSoAndTheOthersGoOn() async throws {
        let store = try open()
        let system = ActorSystem(
            [Registration(Diary())], store: store,
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }))
        let running = Task { await system.run() }
        let diary = ConnectTarget(actor: .named(Diary.name, key: .empty, method: .getOrCreate))
        func call(_ action: String, _ arguments: Value...) async throws -> Value {
            let (_, output) = try await system.call(
                diary, action: action, arguments: arguments, parameters: nil,
                client: ClientInfo(remoteAddress: "", encoding: "json"))
            return try Value(json: output.json)
        }
        #expect(try await call("write", "today") == 1)
        try await spoil("entries", of: store)
        let error = await #expect(throws: WireError.self) { try await call("page") }
        #expect(error?.name == WireError.damaged.name && error?.message == WireError.damaged.message)
        #expect(isDamaged)
        #expect(try await call("head") == 1)
        await system.shutdown()
        await running.value
        await store.close()
    }
}

private struct Diary: DurableActor {
    typealias Entry = String
    let write = Action { (c: Call, text: String) in
        try c.journal.append(text)
        return c.journal.head
    }
    let page = Action { (c: Call) in try await c.journal.page(.end, limit: 10) }
    let head = Action { (c: Call) in c.journal.head }
}

private struct Counter: DurableActor {
    struct State: Codable, Sendable, Initial { var count = 0 }
}
