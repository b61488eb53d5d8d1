import ActorDefinition
import ActorRuntime
import ActorWire
import FoundationEssentials
import GRDB
import Glibc
import Testing

@testable import ActorStorage

/// A host's database as a file: copied while it is written to, brought back, and examined.
@Suite struct BackupTests {
    private let folder: TemporaryDirectory
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    init() throws { folder = try TemporaryDirectory() }

    private var data: String { folder.path + "/data" }
    private var file: DatabaseFile { DatabaseFile(folder.path + "/backup") }

    private func take(_ path: String) throws -> DataDirectory {
        try DataDirectory(path: path, program: "tests", at: now)
    }

    /// A closed store with three entries of actor `a`.
    private func fill() async throws {
        let store = try SQLiteStore(at: data)
        var owner = try await Owner("a", in: store)
        await owner.commit(state: "{}", entries: [.entry(1, "one"), .entry(2, "two"), .entry(3, "three")])
        await store.close()
    }

    private func addAnother() async throws {
        let store = try SQLiteStore(at: data)
        var owner = try await Owner("b", in: store)
        await owner.commit(state: "{}")
        await store.close()
    }

    /// Changes the closed database as no store would.
    private func spoil(_ sql: String) throws {
        let queue = try DatabaseQueue(path: DatabaseFile(data).path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) {
        let descriptor = open(path, O_WRONLY)
        defer { close(descriptor) }
        #expect(pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count)
    }

    private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    // MARK: Backup

    @Test func aBackupBesideAWritingStoreHoldsOneMomentAndHarmsNothing() async throws {
        let store = try SQLiteStore(at: data)
        var owner = try await Owner("a", in: store)
        await owner.commit(state: "{}", entries: [.entry(1)])
        let (file, data) = (file, data)
        async let backup = Task.detached { try file.backUp(data) }.value
        for number in 2...200 as ClosedRange<UInt64> { await owner.commit(state: "{}", entries: [.entry(number)]) }
        let contents = try await backup
        #expect(contents.findings.isEmpty && contents.actors == 1 && (1...200).contains(contents.entries))
        #expect(try await store.wholeJournal(of: "a").count == 200)
        await store.close()

        var status = stat()
        #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(file.all.filter(exists) == [file.path] && !exists(file.unfinished.path))
        #expect(try file.examine() == contents)
    }

    @Test func aBackupReplacesNothingUnlessThatIsWanted() async throws {
        try await fill()
        _ = try file.backUp(data)
        let first = try file.examine()
        #expect(throws: DatabaseFileError.exists(path: file.path)) { try file.backUp(data) }
        try spoil("DELETE FROM entries WHERE sequence = 3")
        #expect(try file.examine() == first)
        #expect(try file.backUp(data, replacing: true).entries == 2)
        #expect(try file.examine().entries == 2)
    }

    @Test func aBackupIsOneFileAlsoWhereAnotherWasInterrupted() async throws {
        try await fill()
        try Data([1, 2, 3]).write(to: URL(filePath: file.path + ".part"))
        #expect(try file.backUp(data).entries == 3)
        #expect(file.all.map(exists) == [true, false, false, false] && !exists(file.path + ".part"))
        // Of version 1, without a log, so that it can be read where nothing can be written.
        #expect(try Array(Data(contentsOf: URL(filePath: file.path)))[18...19] == [1, 1])
    }

    @Test func aBackupNeverReplacesTheDatabaseItself() async throws {
        try await fill()
        #expect(throws: DatabaseFileError.self) { try DatabaseFile(data).backUp(data, replacing: true) }
        #expect(try DatabaseFile(data).examine().entries == 3)
    }

    @Test func aDamagedDatabaseIsNotTakenForABackup() async throws {
        try await fill()
        try spoil("DELETE FROM entries WHERE sequence = 2")
        let error = #expect(throws: DatabaseFileError.self) { try file.backUp(data) }
        #expect(error?.description.contains("the first that is missing is 2") == true)
        #expect(!exists(file.path) && !exists(file.unfinished.path))
    }

    @Test func withoutADatabaseThereIsNoBackup() {
        #expect(throws: DatabaseFileError.missing(path: data)) { try file.backUp(data) }
    }

    // MARK: Restoring

    @Test func whatWasBackedUpComesBack() async throws {
        try await fill()
        _ = try file.backUp(data)
        let other = try take(folder.path + "/other")
        let (contents, replaced) = try file.restore(to: other, at: now)
        #expect(contents.entries == 3 && replaced == nil)
        other.release()
        let store = try SQLiteStore(at: other.path)
        #expect(try await store.wholeJournal(of: "a").map(\.text) == ["one", "two", "three"])
        #expect(try await store.search("two", in: "a", before: nil, limit: 9).count == 1)
        #expect(try await store.claim("a").state == Array("{}".utf8))
        await store.close()
    }

    @Test func whatIsThereIsReplacedOnlyWhenThatIsWantedAndKeptThen() async throws {
        try await fill()
        _ = try file.backUp(data)
        try await addAnother()
        let directory = try take(data)
        #expect(throws: DatabaseFileError.exists(path: DatabaseFile(data).path)) {
            try file.restore(to: directory, at: now)
        }
        let kept = try #require(try file.restore(to: directory, replacing: true, at: now).replaced)
        #expect(try DatabaseFile(kept).examine().actors == 2)
        directory.release()
        let store = try SQLiteStore(at: data)
        #expect(try await store.actor("b") == nil)
        #expect(try await store.wholeJournal(of: "a").count == 3)
        await store.close()
    }

    @Test func theLogOfAHostThatWasKilledGoesWithItsDatabaseAndNotIntoTheNewOne() async throws {
        try await fill()
        _ = try file.backUp(data)
        let path = DatabaseFile(data).path
        try Data([1, 2, 3]).write(to: URL(filePath: path + "-wal"))
        let replaced = try file.restore(to: take(data), replacing: true, at: now).replaced
        #expect(!exists(path + "-wal"))
        #expect(exists(try #require(replaced) + "-wal"))
    }

    @Test func aHostThatRunsIsNotRestoredInto() async throws {
        let store = try SQLiteStore(at: data)
        #expect(throws: DataDirectoryError.self) { try take(data) }
        await store.close()
    }

    @Test func aDamagedBackupLeavesEverythingAsItIs() async throws {
        try await fill()
        _ = try file.backUp(data)
        overwrite(file.path, at: 0, with: Array("no database at all".utf8))
        let directory = try take(data)
        #expect(throws: DatabaseFileError.self) { try file.restore(to: directory, replacing: true, at: now) }
        #expect(try DatabaseFile(data).examine().entries == 3)
        #expect(!exists(DatabaseFile(data).unfinished.path))
        directory.release()
    }

    // MARK: Examination

    @Test func aWholeDatabaseHasNoFindings() async throws {
        try await fill()
        #expect(try DatabaseFile(data).examine() == StoreContents(actors: 1, entries: 3, findings: []))
    }

    @Test(arguments: [
        ("DELETE FROM entries WHERE sequence = 2", "the first that is missing is 2"),
        ("DELETE FROM entries WHERE sequence = 1", "the first that is missing is 1"),
        ("UPDATE snapshots SET state = x'7b'", "the state of \"a"),
        ("UPDATE entries SET payload = x'ff' WHERE sequence = 2", "an entry of \"a"),
        (
            "INSERT INTO schedules VALUES (1, x'6a', x'6a', 5, CAST('[]' AS BLOB), CAST('yearly' AS BLOB))",
            "how a job of \"a"
        ),
        ("DELETE FROM actors", "3 rows of entries belong to no actor"),
        ("DELETE FROM positions", "1 actors have no position"),
        ("UPDATE positions SET indexed = 4", "goes beyond its journal"),
        ("INSERT INTO grdb_migrations VALUES ('9: of the future')", "newer version"),
        ("DELETE FROM grdb_migrations", "no database of a host"),
    ])
    func whatIsNotAsItShouldBeIsFound(_ sql: String, _ finding: String) async throws {
        try await fill()
        try spoil(sql)
        let findings = try DatabaseFile(data).examine().findings
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }

    @Test func damagedAndTruncatedFilesAreFoundAndRefusedWithASentence() async throws {
        try await fill()
        let path = DatabaseFile(data).path
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(truncate(path, status.st_size / 2) == 0)
        #expect(try DatabaseFile(data).examine().findings.isEmpty == false)
        overwrite(path, at: 0, with: Array("SQLite format 4".utf8))
        #expect(try DatabaseFile(data).examine().findings.contains { $0.contains("damaged or not one") })
        let error = #expect(throws: StoreError.self) { try SQLiteStore(at: data) }
        #expect(error?.description.contains("damaged or not one") == true)
    }

    /// Half of a page in the middle is other people's data.
    @Test func aPageThatWasOverwrittenIsFound() async throws {
        let store = try SQLiteStore(at: data)
        var owner = try await Owner("a", in: store)
        for number in 1...200 as ClosedRange<UInt64> {
            await owner.commit(state: "{}", entries: [.entry(number, "text", size: 500)])
        }
        await store.close()
        let path = DatabaseFile(data).path
        var status = stat()
        #expect(stat(path, &status) == 0)
        overwrite(path, at: Int(status.st_size) / 2 / 4_096 * 4_096, with: Array(repeating: 0xEE, count: 2_048))
        #expect(try DatabaseFile(data).examine().findings.contains { $0.contains("damaged") })
    }
}
