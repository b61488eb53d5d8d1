import ActorDefinition
import ActorRuntime
import ActorWire
import Foundation
import GRDB
import Glibc
import Synchronization
import Testing

@testable import ActorStorage

/// The index of words follows the journals, and nobody who searches sees that it does.
@Suite struct IndexTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Nothing is indexed in a pause.
    private static let onDemand = Indexing(interval: .seconds(3_600))
    /// There is always a pause.
    private static let eager = Indexing(interval: .milliseconds(1), pause: .zero)

    private func entries(_ numbers: ClosedRange<UInt64>, _ text: String = "word") -> [JournalEntry] {
        numbers.map { .entry($0, "\(text) n\($0)") }
    }

    private func mark(of id: ActorID, in store: SQLiteStore) async throws -> Int64? {
        try await store.pool.read { db in
            try Int64.fetchOne(
                db, sql: "SELECT indexed FROM positions JOIN actors ON actor = number WHERE id = ?",
                arguments: [Data(text: id.rawValue)])
        }
    }

    /// How often a word is in the index, whoever's it is.
    private func count(of word: String, in store: SQLiteStore) async throws -> Int {
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, entry_words, row)")
            defer { try? db.execute(sql: "DROP TABLE temp.vocabulary") }
            return try Int.fetchOne(db, sql: "SELECT cnt FROM temp.vocabulary WHERE term = ?", arguments: [word]) ?? 0
        }
    }

    private func sequences(_ query: String, in store: SQLiteStore, of id: ActorID = "a") async throws -> [UInt64] {
        try await store.search(query, in: id, before: nil, limit: .max).map(\.sequence)
    }

    /// Returns when the index of an actor has got to an entry.
    private func wait(for entry: Int64, of id: ActorID, in store: SQLiteStore) async throws {
        while try await mark(of: id, in: store) != entry { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test(.timeLimit(.minutes(1))) func itFollowsByItself() async throws {
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.eager))
        var (a, b) = (try await Owner("a", in: store), try await Owner("b", in: store))
        await a.commit(entries: entries(1...2_500))
        await b.commit(entries: entries(1...3))
        try await wait(for: 2_500, of: "a", in: store)
        try await wait(for: 3, of: "b", in: store)
        await a.commit(entries: entries(2_501...2_502))
        try await wait(for: 2_502, of: "a", in: store)
        #expect(try await count(of: "word", in: store) == 2_505)
        await store.close()
    }

    /// Stands still, and tells whenever it is asked.
    private final class WatchedClock: ActorClock {
        private let time = Mutex(Duration.seconds(1))
        let (questions, question) = AsyncStream.makeStream(of: Void.self)

        var now: Timestamp { SQLiteStore.testTime }
        var uptime: Duration {
            question.yield()
            return time.withLock { $0 }
        }
        func advance(by duration: Duration) { time.withLock { $0 += duration } }
        func sleep(until time: Timestamp) async throws {}
        func sleep(untilUptime uptime: Duration) async throws {}
    }

    @Test(.timeLimit(.minutes(1))) func whileCommitsComeItDoesNotGoOn() async throws {
        let clock = WatchedClock()
        let indexing = Indexing(interval: .milliseconds(1), pause: .milliseconds(5))
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: indexing), clock: clock)
        var owner = try await Owner("a", in: store)
        for number in 1...5 as ClosedRange<UInt64> {
            clock.advance(by: .milliseconds(4))
            #expect(await owner.commit(entries: entries(number...number)).revision != nil)
            // It has looked more often than everything else has.
            for await _ in clock.questions.prefix(20) {}
            #expect(try await mark(of: "a", in: store) == 0)
        }
        clock.advance(by: .milliseconds(5))
        try await wait(for: 5, of: "a", in: store)
        await store.close()
    }

    @Test func aSearchFindsAllThatWasCommittedBeforeIt() async throws {
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.onDemand))
        var owner = try await Owner("a", in: store)
        await owner.commit(entries: entries(1...2_500))
        #expect(try await mark(of: "a", in: store) == 0)
        #expect(try await sequences("word", in: store) == Array((1...2_500).reversed()))
        await owner.commit(entries: entries(2_501...2_501) + [.entry(2_502)])
        #expect(try await sequences("n2501", in: store) == [2_501])
        #expect(try await mark(of: "a", in: store) == 2_502)
        #expect(try await count(of: "word", in: store) == 2_501)
        await store.close()
    }

    @Test func longTextsAreIndexedInSmallPieces() async throws {
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.onDemand))
        var owner = try await Owner("a", in: store)
        let long = String(repeating: "word ", count: 20_000)
        await owner.commit(entries: (1...10).map { .entry($0, long) })
        let step = try await store.pool.write { db in
            var piece = IndexPiece()
            return try db.extendIndex(of: db.number(of: "a") ?? 0, by: &piece)
        }
        #expect(step.mark == 3 && !step.isAtEnd)
        #expect(try await sequences("word", in: store).count == 10)
        await store.close()
    }

    @Test func beyondItsLimitTheIndexFollowsAtOnce() async throws {
        let indexing = Indexing(interval: .seconds(3_600), limit: 1_500)
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: indexing))
        var owner = try await Owner("a", in: store)
        for round in 0..<40 as Range<UInt64> {
            await owner.commit(entries: entries(round * 100 + 1...round * 100 + 100))
        }
        // It comes after what the last group has brought.
        owner.claim = try await store.claim("a")
        let mark = try #require(try await mark(of: "a", in: store))
        #expect((2_500...4_000).contains(mark))
        #expect(try await sequences("word", in: store).count == 4_000)
        await store.close()
    }

    @Test func aDestroyedActorTakesExactlyItsOwnOut() async throws {
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.onDemand))
        var (a, b) = (try await Owner("a", in: store), try await Owner("b", in: store))
        await b.commit(entries: entries(1...2, "pear"))
        await a.commit(entries: entries(1...5, "apple"))
        _ = try await sequences("apple", in: store)
        await a.commit(entries: entries(6...50, "apple apple apple"))
        #expect(await a.commit(destroys: true).revision != nil)
        #expect(try await count(of: "apple", in: store) == 0)
        #expect(try await sequences("pear", in: store, of: "b") == [2, 1])
        #expect(try await count(of: "pear", in: store) == 2)
        await store.close()
        #expect(try DatabaseFile(directory.path).examine().findings.isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func whatWasNotIndexedIsWhenTheHostIsBack() async throws {
        do {
            let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.onDemand))
            var owner = try await Owner("a", in: store)
            await owner.commit(entries: entries(1...10))
            await store.close()
        }
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.eager))
        try await wait(for: 10, of: "a", in: store)
        #expect(try await sequences("word", in: store).count == 10)
        await store.close()
    }

    @Test func killedInMidStreamTheIndexIsAsFarAsItSays() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = directory.path as String] in
            let store = try SQLiteStore(
                at: path,
                settings: WriterSettings(logPages: 32, indexing: Indexing(interval: .milliseconds(1), pause: .zero)))
            try await withThrowingTaskGroup { group in
                for actor in 0..<3 {
                    group.addTask {
                        var owner = try await Owner(ActorID("a\(actor)"), in: store)
                        for number in 1...100_000 as ClosedRange<UInt64> {
                            try #require(await owner.commit(entries: [.entry(number, "word")]).revision != nil)
                            if actor == 0, number == 700 { kill(getpid(), SIGKILL) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.onDemand))
        var marks: Int64 = 0
        for id in ["a0", "a1", "a2"] as [ActorID] { marks += try await mark(of: id, in: store) ?? 0 }
        #expect(marks > 0)
        #expect(try await count(of: "word", in: store) == marks)
        for id in ["a0", "a1", "a2"] as [ActorID] {
            let count = try await store.wholeJournal(of: id).count
            #expect(try await sequences("word", in: store, of: id) == Array((1...UInt64(count)).reversed()))
        }
        await store.close()
    }

    @Test func onAFullDiskASearchFindsWhatIsIndexedAndNothingIsTold() async throws {
        let told = Mutex(0)
        let store = try SQLiteStore(
            at: directory.path, settings: WriterSettings(indexing: Self.onDemand),
            onHealthChange: { _ in told.withLock { $0 += 1 } })
        var owner = try await Owner("a", in: store)
        await owner.commit(entries: entries(1...5))
        #expect(try await sequences("word", in: store).count == 5)
        await owner.commit(entries: entries(6...3_000))
        try await limitPages(of: store, isFull: true)
        #expect(try await sequences("word", in: store) == [5, 4, 3, 2, 1])
        #expect(store.health == .well)
        try await limitPages(of: store, isFull: false)
        #expect(try await sequences("word", in: store).count == 3_000)
        #expect(told.withLock { $0 } == 0)
        await store.close()
    }

    /// The journals go on, and so does the index once it can.
    @Test(.timeLimit(.minutes(1))) func anIndexThatCannotBeWrittenHarmsNoCommit() async throws {
        let told = Mutex(0)
        let store = try SQLiteStore(
            at: directory.path,
            settings: WriterSettings(indexing: Indexing(interval: .milliseconds(1), pause: .zero, limit: 10)),
            onHealthChange: { _ in told.withLock { $0 += 1 } })
        try await store.pool.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER stop BEFORE UPDATE OF indexed ON positions
                    BEGIN SELECT RAISE(ABORT, 'no index'); END
                    """)
        }
        var owner = try await Owner("a", in: store)
        for number in 1...50 as ClosedRange<UInt64> {
            #expect(await owner.commit(entries: entries(number...number)).revision != nil)
        }
        #expect(try await sequences("word", in: store).isEmpty)
        #expect(told.withLock { $0 } == 0)
        try await store.pool.write { try $0.execute(sql: "DROP TRIGGER stop") }
        try await wait(for: 50, of: "a", in: store)
        #expect(try await sequences("word", in: store).count == 50)
        await store.close()
    }

    private func limitPages(of store: SQLiteStore, isFull: Bool) async throws {
        try await store.pool.writeWithoutTransaction { db in
            let count = try isFull ? Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0 : 1_000_000
            try db.execute(sql: "PRAGMA max_page_count = \(count)")
        }
    }

    @Test func aDatabaseOfBeforeIsIndexedFromWhereItIs() async throws {
        try makeFirstVersion()
        #expect(try DatabaseFile(directory.path).examine().findings.isEmpty)
        let store = try SQLiteStore(at: directory.path, settings: WriterSettings(indexing: Self.onDemand))
        #expect(try await mark(of: "a", in: store) == 2)
        let claim = try await store.claim("a")
        let commit = Commit(
            id: 1, actor: "a", generation: claim.generation, follows: claim.revision, entries: entries(3...3))
        #expect(await store.commit(commit).revision != nil)
        #expect(try await sequences("word", in: store) == [3, 2, 1])
        #expect(try await count(of: "word", in: store) == 3)
        await store.close()
    }

    /// As the first version of the program left it, with two entries in the index.
    private func makeFirstVersion() throws {
        let file = try DatabaseQueue(path: directory.path + "/" + SQLiteStore.fileName)
        try Schema.migrator.migrate(file, upTo: "1: actors, journals, schedules")
        try file.write { db in
            try db.execute(
                sql: """
                    INSERT INTO actors VALUES (1, CAST('a' AS BLOB), CAST('a' AS BLOB), CAST('/' AS BLOB), NULL, 0, NULL);
                    INSERT INTO positions VALUES (1, 1, 2, 2);
                    INSERT INTO entries VALUES (1, 0, 1, 1, NULL, CAST('word' AS BLOB), CAST('1' AS BLOB));
                    INSERT INTO entries VALUES (1, 0, 2, 1, NULL, CAST('word' AS BLOB), CAST('1' AS BLOB));
                    INSERT INTO entry_words (rowid, text) VALUES (\(EntryNumber.of(1, in: 1)), 'word');
                    INSERT INTO entry_words (rowid, text) VALUES (\(EntryNumber.of(2, in: 1)), 'word');
                    """)
        }
        try file.close()
    }
}
