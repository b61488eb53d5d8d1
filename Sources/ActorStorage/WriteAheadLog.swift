import GRDB
import GRDBSQLite
import Synchronization

/// The log to which a database in WAL mode writes, and from which its pages are copied into the database sometime: a
/// checkpoint. SQLite would do so within a commit; here nobody who commits waits for it.
final class WriteAheadLog: Sendable {
    private let length = Atomic(0)
    private let copier = Mutex<DatabaseQueue?>(nil)

    /// How many pages it has, as of the newest commit.
    var pages: Int { length.load(ordering: .relaxed) }

    /// Makes a connection tell the log's length. It has to live as long as the connection.
    func follow(_ db: Database) throws {
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            db.sqliteConnection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                let log = Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue()
                log.length.store(Int(pages), ordering: .relaxed)
                return SQLITE_OK
            }, context)
    }

    /// Opens the connection that copies.
    func open(_ path: String) throws {
        var configuration = Configuration()
        configuration.label = "actor-storage.checkpoints"
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        copier.withLock { $0 = queue }
    }

    /// Copies what the log has, while others write to it and read.
    func copy() throws {
        _ = try copier.withLock(\.self)?.writeWithoutTransaction { db in try db.checkpoint(.passive) }
    }

    func close() {
        try? copier.withLock { $0.take() }?.close()
    }
}

extension Database {
    /// Copies the rest of the log, and has the next page written at its beginning. Nobody may write meanwhile.
    ///
    /// - Parameter patiently: Whether it waits for those who still read in the log, a tenth of a second at most.
    /// - Returns: Whether the log begins anew.
    func restartLog(patiently: Bool) throws -> Bool {
        if patiently { sqlite3_busy_timeout(sqliteConnection, 100) }
        defer { if patiently { sqlite3_busy_timeout(sqliteConnection, Self.busyTimeout) } }
        let (pages, copied) = try checkpoint(patiently ? .restart : .passive)
        guard pages == copied else { return false }
        // The first page of a log waits for the disk. Who commits after this does not.
        try writeTrifle()
        return true
    }

    /// How long to wait for somebody who looks into the database with another tool, in milliseconds.
    static let busyTimeout: CInt = 5_000
}
