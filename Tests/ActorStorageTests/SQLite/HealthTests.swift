import ActorDefinition
import ActorRuntime
import ActorWire
import GRDB
import Logging
import Synchronization
import Testing

@testable import ActorStorage

/// A store that cannot write says so, and is well again by itself.
@Suite struct HealthTests {
    private let directory: TemporaryDirectory
    private let changes = Changes()

    init() throws { directory = try TemporaryDirectory() }

    private final class Changes: Sendable {
        private let list = Mutex<[StoreHealth]>([])
        var all: [StoreHealth] { list.withLock { $0 } }
        func add(_ health: StoreHealth) { list.withLock { $0.append(health) } }
    }

    private func open() throws -> SQLiteStore {
        try SQLiteStore(
            in: DataDirectory(path: directory.path, program: "tests", at: SQLiteStore.testTime),
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }),
            onHealthChange: { [changes] in changes.add($0) })
    }

    /// As many pages as there are; nil for as many as anybody wants.
    private func limitPages(of store: SQLiteStore, isFull: Bool) async throws {
        try await store.pool.writeWithoutTransaction { db in
            let count = try isFull ? Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0 : 1_000_000
            try db.execute(sql: "PRAGMA max_page_count = \(count)")
        }
    }

    private var isFull: Bool {
        guard case .degraded(_, "the disk is full") = changes.all.last else { return false }
        return true
    }

    @Test func aFullDiskIsToldOnceAndAWriteThatWorksEndsIt() async throws {
        let store = try open()
        var owner = try await Owner("a", in: store)
        await owner.commit(entries: [.entry(1)])
        #expect(store.health == .well)
        try await limitPages(of: store, isFull: true)
        for _ in 0..<3 { #expect(await owner.commit(state: String(repeating: "x", count: 100_000)).isRefused) }
        #expect(isFull && changes.all.count == 1)
        #expect(store.health == changes.all.last)
        try await limitPages(of: store, isFull: false)
        #expect(await owner.commit(state: String(repeating: "x", count: 100_000)).revision != nil)
        #expect(store.health == .well && changes.all.last == .well && changes.all.count == 2)
        await store.close()
    }

    @Test func aStoreIsWellAgainThoughNobodyWrites() async throws {
        let store = try open()
        var owner = try await Owner("a", in: store)
        try await limitPages(of: store, isFull: true)
        #expect(await owner.commit(state: String(repeating: "x", count: 100_000)).isRefused)
        #expect(isFull)
        try await limitPages(of: store, isFull: false)
        await store.probeNow()
        #expect(store.health == .well && changes.all.last == .well)
        #expect(try await store.claim("a").revision == owner.revision)
        await store.close()
    }

    @Test func whatIsWrongWithOneCommitIsNoTroubleOfTheStore() async throws {
        let store = try open()
        var owner = try await Owner("a", in: store)
        #expect(await owner.commit(entries: [.entry(7)]).isRefused)
        #expect(store.health == .well && changes.all.isEmpty)
        await store.close()
    }

    @Test func whoWantsAnActorIsToldToTryAgainWhileNothingCanBeWritten() async throws {
        let store = try open()
        let system = ActorSystem(
            [Registration(Counter())], store: store,
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }))
        let running = Task { await system.run() }
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
        await #expect(throws: WireError.serviceUnavailable) {
            try await system.getOrCreate(name: Counter.name, key: .empty, input: nil)
        }
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 0") }
        #expect(try await system.getOrCreate(name: Counter.name, key: .empty, input: nil).created)
        await system.shutdown()
        await running.value
        await store.close()
    }

    @Test func anotherReasonDoesNotHideSinceWhenItIsSo() {
        let record = HealthRecord(
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }),
            onChange: { [changes] in changes.add($0) })
        record.noteFailure("the disk is full", at: Timestamp(milliseconds: 1))
        record.noteFailure("the disk is broken", at: Timestamp(milliseconds: 2))
        #expect(record.current == .degraded(since: Timestamp(milliseconds: 1), why: "the disk is broken"))
        #expect(changes.all.count == 2)
    }

    @Test func aReadOnlyDatabaseIsToldAndReadOn() async throws {
        let store = try open()
        var owner = try await Owner("a", in: store)
        await owner.commit(entries: [.entry(1)])
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
        #expect(await owner.commit(entries: [.entry(2)]) == .refused("the database cannot be written to"))
        #expect(changes.all.map(\.isWell) == [false])
        #expect(try await store.wholeJournal(of: "a") == [.entry(1)])
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 0") }
        #expect(await owner.commit(entries: [.entry(2)]).revision != nil)
        #expect(changes.all.map(\.isWell) == [false, true])
        await store.close()
    }
}

extension StoreHealth {
    fileprivate var isWell: Bool { self == .well }
}

private struct Counter: DurableActor {
    struct State: Codable, Sendable, Initial { var count = 0 }
}
