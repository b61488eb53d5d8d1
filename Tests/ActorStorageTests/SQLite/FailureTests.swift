import ActorDefinition
import ActorRuntime
import ActorWire
import GRDB
import Glibc
import Testing

@testable import ActorStorage

/// What the disk does to commits, and how they are answered.
@Suite struct FailureTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func aFullDiskRefusesAndTheStoreLivesOn() async throws {
        let store = try SQLiteStore(at: directory.path)
        var owner = try await Owner("a", in: store)
        await owner.commit(entries: [.entry(1)])
        let pages = try await store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA page_count") }
        try await limitPages(of: store, to: try #require(pages))

        let outcome = await owner.commit(state: String(repeating: "x", count: 100_000), entries: [.entry(2)])
        #expect(outcome == .refused("the disk is full"))
        #expect(try await store.wholeJournal(of: "a") == [.entry(1)])

        try await limitPages(of: store, to: 1_000_000)
        #expect(await owner.commit(entries: [.entry(2)]).revision != nil)
        await store.close()
    }

    private func limitPages(of store: SQLiteStore, to count: Int) async throws {
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
    }

    @Test func aCommitThatTheDatabaseRejectsHarmsNoOtherOfItsGroup() async throws {
        let store = try SQLiteStore(at: directory.path)
        try await store.pool.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER reject BEFORE INSERT ON entries WHEN new.sequence = 2
                    BEGIN SELECT RAISE(ABORT, 'no second entry'); END
                    """)
        }
        var good = try await Owner("good", in: store)
        var bad = try await Owner("bad", in: store)
        var last = try await Owner("last", in: store)
        let outcomes = await store.commit([
            good.next(entries: [.entry(1)]), bad.next(state: "half", entries: [.entry(1), .entry(2)]),
            last.next(entries: [.entry(1)]),
        ])
        #expect(outcomes.map(\.isRefused) == [false, true, false])
        let claim = try await store.claim("bad")
        #expect(claim.state == nil && claim.heads.isEmpty && claim.revision == bad.revision)
        #expect(try await store.wholeJournal(of: "good") == [.entry(1)])
        #expect(try await store.wholeJournal(of: "last") == [.entry(1)])
        await store.close()
    }

    @Test func moreThanMayWaitIsRefused() async throws {
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(byteLimit: 10_000))
        var owner = try await Owner("a", in: store)
        #expect(await owner.commit(state: String(repeating: "x", count: 20_000)).isRefused)
        #expect(await owner.commit(state: String(repeating: "x", count: 5_000)).revision != nil)
        #expect(try await store.claim("a").state?.count == 5_000)
        await store.close()
    }

    @Test func whatIsWrittenWaitsNoMore() async throws {
        var settings = WriterSettings(byteLimit: 10_000)
        settings.callersWrite = false
        let store = try SQLiteStore(at: directory.path, settings: settings)
        var owner = try await Owner("a", in: store)
        for _ in 0..<5 { #expect(await owner.commit(state: String(repeating: "x", count: 4_000)).revision != nil) }
        await store.close()
    }

    /// A limit on the size of files makes the write of the commit itself fail. Repeated as it is once there is room
    /// again, the commit is applied once.
    @Test func anErrorAtTheCommitLeavesItUnknownUntilItIsRepeated() async throws {
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            signal(SIGXFSZ, SIG_IGN)
            let store = try SQLiteStore(at: path)
            var owner = try await Owner("a", in: store)
            await owner.commit(entries: [.entry(1)])

            var limit = rlimit()
            try #require(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let room = limit.rlim_cur
            limit.rlim_cur = 4_096
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let commit = owner.next(state: "x", entries: [.entry(2)])
            let first = await store.commit(commit)
            guard case .unknown = first else { fatalError("the commit was answered: \(first)") }

            limit.rlim_cur = room
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            try #require(await store.commit(commit).revision != nil)
            try #require(try await store.wholeJournal(of: "a").map(\.sequence) == [1, 2])
            await store.close()
        }
    }
}
