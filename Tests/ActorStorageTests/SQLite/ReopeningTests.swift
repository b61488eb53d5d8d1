import ActorDefinition
import ActorRuntime
import ActorWire
import GRDB
import Glibc
import Testing

@testable import ActorStorage

/// A database outlives the process that wrote it.
@Suite struct ReopeningTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private var database: String { directory.path + "/" + SQLiteStore.fileName }

    @Test(arguments: Durability.allCases)
    func everythingIsThereAfterReopening(_ durability: Durability) async throws {
        let job = ScheduledJob(id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: [1])
        var generation = Generation(0)
        do {
            let store = try SQLiteStore(at: directory.path, durability: durability)
            var owner = try await Owner("a", in: store)
            await owner.commit(state: "s", entries: [.entry(1, "word")], schedules: [.set(job)])
            generation = owner.claim.generation
            await store.close()
        }
        let store = try SQLiteStore(at: directory.path, durability: durability)
        let claim = try await store.claim("a")
        #expect(claim.generation > generation)
        #expect(claim.state == Array("s".utf8))
        #expect(claim.heads == [.main: 1])
        #expect(claim.schedules == [job])
        #expect(try await store.search("word", in: "a", before: nil, limit: 9) == [.entry(1, "word")])
        await store.close()
    }

    @Test(arguments: zip(Durability.allCases, [1, 2]))
    func theDatabaseReallyWaitsForWhatTheDurabilitySays(_ durability: Durability, _ synchronous: Int) async throws {
        let store = try SQLiteStore(at: directory.path, durability: durability)
        // What SQLite itself answers: 1 is NORMAL, 2 is FULL.
        let mode = try await store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(mode == synchronous)
        let journal = try await store.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(journal == "wal")
        await store.close()
    }

    @Test func aDatabaseOfANewerVersionIsRefused() async throws {
        do {
            let store = try SQLiteStore(at: directory.path)
            try await store.pool.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9: of the future')")
            }
            await store.close()
        }
        let error = #expect(throws: StoreError.self) { try SQLiteStore(at: directory.path) }
        #expect(error?.description.contains("newer version") == true)
    }

    /// As the second version of the program left it.
    @Test func aJobOfAnOlderVersionIsDoneOnce() async throws {
        let file = try DatabaseQueue(path: database)
        try Schema.migrator.migrate(file, upTo: "2: how far the index of words is")
        try await file.write { db in
            try db.execute(
                sql: """
                    INSERT INTO actors VALUES (1, CAST('a' AS BLOB), CAST('a' AS BLOB), CAST('/' AS BLOB), NULL, 0, NULL);
                    INSERT INTO positions VALUES (1, 1, 2, 2, 0);
                    INSERT INTO schedules VALUES
                        (1, CAST('j' AS BLOB), CAST('remind' AS BLOB), 5, CAST('[1]' AS BLOB));
                    """)
        }
        try file.close()
        let store = try SQLiteStore(at: directory.path)
        #expect(try await store.due(at: Timestamp(milliseconds: 5), limit: 9, skipping: 0) == ["a"])
        let job = ScheduledJob(
            id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: Array("[1]".utf8), repetition: nil)
        #expect(try await store.claim("a").schedules == [job])
        await store.close()
    }

    @Test func aFileThatIsNoDatabaseIsRefusedAndKept() throws {
        let text = Array(repeating: UInt8(ascii: "x"), count: 4_096)
        let file = open(database, O_WRONLY | O_CREAT, 0o600)
        #expect(write(file, text, text.count) == text.count)
        close(file)

        let error = #expect(throws: StoreError.self) { try SQLiteStore(at: directory.path) }
        #expect(error?.description.contains(database) == true)
        var status = stat()
        #expect(stat(database, &status) == 0 && status.st_size == text.count)
    }

    /// The child is killed by its own hand while commits of several actors are under way; what it was answered, it
    /// wrote down first.
    @Test func killedInMidStreamNothingAnsweredIsLost() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = directory.path as String] in
            let store = try SQLiteStore(at: path)
            let answered = open(path + "/answered", O_WRONLY | O_CREAT | O_APPEND, 0o600)
            try await withThrowingTaskGroup { group in
                for actor in 0..<3 {
                    group.addTask {
                        var owner = try await Owner(ActorID("a\(actor)"), in: store)
                        for number in 1...100_000 as ClosedRange<UInt64> {
                            try #require(await owner.commit(entries: [.entry(number)]).revision != nil)
                            let line = Array("\(actor) \(number)\n".utf8)
                            try #require(write(answered, line, line.count) == line.count)
                            if actor == 0, number == 300 { kill(getpid(), SIGKILL) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        var answered: [ActorID: UInt64] = [:]
        for line in try text(of: directory.path + "/answered").split(separator: "\n") {
            let parts = line.split(separator: " ")
            answered[ActorID("a\(parts[0])")] = UInt64(parts[1])
        }
        #expect(answered["a0"] == 300 && answered.count == 3)

        let store = try SQLiteStore(at: directory.path)
        for (id, last) in answered {
            let sequences = try await store.wholeJournal(of: id).map(\.sequence)
            #expect(UInt64(sequences.count) >= last)
            #expect(sequences == Array(1...UInt64(sequences.count)))
        }
        await store.close()
    }

    private func text(of path: String) throws -> String {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
