import ActorDefinition
import ActorRuntime
import ActorWire
import GRDB
import Glibc
import Synchronization
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

    // MARK: At the commit itself

    /// What a commit meets after everything of it is written.
    private final class CommitFault: TransactionObserver, Sendable {
        private let codes = Mutex<[ResultCode]>([])

        func plan(_ codes: ResultCode...) { self.codes.withLock { $0 = codes } }
        var isOver: Bool { codes.withLock(\.isEmpty) }

        func databaseWillCommit() throws {
            let code = codes.withLock { codes in codes.isEmpty ? nil : codes.removeFirst() }
            if let code { throw DatabaseError(resultCode: code) }
        }

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ db: Database) {}
        func databaseDidRollback(_ db: Database) {}
    }

    /// A full disk fails before the frame that would make the commit valid, a lock before anything is written; of
    /// anything else nobody knows.
    @Test(arguments: [
        (ResultCode.SQLITE_FULL, true), (.SQLITE_BUSY, true), (.SQLITE_IOERR, false), (.SQLITE_NOMEM, false),
    ])
    func whatFailsAtTheCommitItselfIsRefusedOnlyWhenItHasLeftNoTrace(code: ResultCode, isRefused: Bool) async throws {
        var settings = WriterSettings()
        settings.callersWrite = false
        let store = try SQLiteStore(at: directory.path, settings: settings)
        var owner = try await Owner("a", in: store)
        let fault = CommitFault()
        store.pool.add(transactionObserver: fault)
        fault.plan(code)
        let commit = owner.next(state: "x", entries: [.entry(1)])
        let outcome = await store.commit(commit)
        switch outcome {
        case .refused: #expect(isRefused)
        case .unknown: #expect(!isRefused)
        default: Issue.record("\(outcome)")
        }
        #expect(fault.isOver)
        #expect(try await store.wholeJournal(of: "a").isEmpty)
        // What is known of the actor is what is there.
        #expect(await store.commit(commit).revision != nil)
        #expect(try await store.wholeJournal(of: "a") == [.entry(1)])
        await store.close()
    }

    @Test(arguments: [ResultCode.SQLITE_FULL, .SQLITE_BUSY, .SQLITE_IOERR])
    func whatFailsForACallerIsDoneAgainByTheThread(code: ResultCode) async throws {
        let store = try SQLiteStore(at: directory.path)
        var owner = try await Owner("a", in: store)
        let fault = CommitFault()
        store.pool.add(transactionObserver: fault)
        fault.plan(code)
        #expect(await owner.commit(entries: [.entry(1)]).revision != nil)
        #expect(fault.isOver && store.health == .well)
        // The thread is not spared what the caller met.
        fault.plan(code, code)
        #expect(await owner.commit(entries: [.entry(2)]).revision == nil)
        #expect(store.health != .well)
        await store.close()
    }

    // MARK: What is said

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, "the disk is full"), (.SQLITE_READONLY, "the database cannot be written to"),
        (.SQLITE_CANTOPEN, "the database cannot be opened: why"),
        (.SQLITE_NOTADB, "the database is damaged or not one: why"),
        (.SQLITE_CORRUPT, "the database is damaged or not one: why"),
        (.SQLITE_IOERR_WRITE, "the database failed: why (SQLite code 778)"),
    ])
    func theOperatorIsToldWhatIsWrongAndNothingOfWhatWasWritten(code: ResultCode, expected: String) {
        let error = DatabaseError(resultCode: code, message: "why", sql: "INSERT secret", arguments: ["secret"])
        #expect(sentence(for: error) == expected)
    }

    @Test func anErrorOfAnotherKindIsSaidToo() {
        struct Odd: Error {}
        #expect(sentence(for: Odd()) == "the database failed: Odd()")
        #expect(sentence(for: DatabaseError(resultCode: .SQLITE_ERROR)).hasPrefix("the database failed: "))
    }
}
