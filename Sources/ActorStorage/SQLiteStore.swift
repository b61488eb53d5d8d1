public import ActorDefinition
public import ActorRuntime
public import ActorWire
public import CoreMetrics
import Foundation
import GRDB
public import Logging

/// Actors in one SQLite database of a data directory, in WAL mode.
///
/// One at a time writes. A small commit is written by its caller, when nobody is in the way and a commit does not wait for
/// the disk; all others by one thread, which commits what many actors wait for in one transaction. Readers are beside it
/// and wait for nobody. What waits to be written is bounded; commits beyond that are refused.
public final class SQLiteStore: ActorStore, JournalSearch {
    /// What may wait to be written by default: 64 MiB.
    public static let defaultByteLimit = 64 << 20

    static let fileName = "actors.sqlite"

    let pool: DatabasePool
    let writer: GroupWriter
    private let healthRecord: HealthRecord
    /// Kept so that nobody else opens the directory while the database is open.
    private let directory: DataDirectory

    /// Opens the database of the directory, or makes it. Reads and writes files before it returns: all of a database that
    /// is there, which is left as it is when it is damaged.
    ///
    /// - Parameters:
    ///   - durability: What an answered commit survives.
    ///   - byteLimit: What may wait to be written, in bytes.
    ///   - clock: Dates the end of a destroyed actor.
    ///   - metrics: Where the store counts and measures. Default: what the program has chosen for all.
    ///   - onHealthChange: Called on the thread of who writes when the store cannot write any more, and when it can again.
    /// - Throws: `StoreError.failed` with a sentence for the operator: the file cannot be opened, is damaged or not a
    ///   database, or was written by a newer version.
    public convenience init(
        in directory: DataDirectory, durability: Durability = .processCrash,
        byteLimit: Int = SQLiteStore.defaultByteLimit, clock: any ActorClock = SystemClock(), logger: Logger,
        metrics: any MetricsFactory = MetricsSystem.factory,
        onHealthChange: @escaping @Sendable (StoreHealth) -> Void = { _ in }
    ) throws(StoreError) {
        try self.init(
            in: directory, durability: durability, settings: WriterSettings(byteLimit: byteLimit), clock: clock,
            logger: logger, metrics: metrics, onHealthChange: onHealthChange)
    }

    /// The same with a writer that works in another way.
    init(
        in directory: DataDirectory, durability: Durability, settings: WriterSettings, clock: any ActorClock,
        logger: Logger, metrics: any MetricsFactory, onHealthChange: @escaping @Sendable (StoreHealth) -> Void
    ) throws(StoreError) {
        let path = directory.path + "/" + Self.fileName
        let log = WriteAheadLog()
        let backlog: IndexBacklog
        do {
            try DatabaseFile(path).prepare()
            pool = try Self.open(path, durability: durability, log: log)
            try log.open(path)
            backlog = try pool.read { db in try db.indexBacklog() }
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseFileError {
            throw .failed("\(error)")
        } catch {
            throw .failed("\(path): \(sentence(for: error))")
        }
        var settings = settings
        // Who calls does not wait for the disk.
        if durability == .powerLoss { settings.callersWrite = false }
        healthRecord = HealthRecord(logger: logger, onChange: onHealthChange)
        writer = GroupWriter(
            pool, log: log, backlog: backlog, health: healthRecord, clock: clock, logger: logger, metrics: metrics,
            settings: settings)
        self.directory = directory
    }

    /// Whether it can write, as far as is known: by the last write, or a look every 5 s since one failed. And whether it
    /// has met damage.
    public var health: StoreHealth { healthRecord.current }

    /// Looks at once whether it can write again, for tests.
    func probeNow() async { await writer.probeNow() }

    private static func open(_ path: String, durability: Durability, log: WriteAheadLog) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "actor-storage"
        // Somebody may look into the database with another tool meanwhile.
        configuration.busyMode = .timeout(TimeInterval(Database.busyTimeout) / 1_000)
        configuration.prepareDatabase { db in
            // The connection has its configuration, and so the log, for as long as it lives.
            try log.follow(db)
            // After one large group the log gives its space back.
            try db.execute(sql: "PRAGMA journal_size_limit = 16777216")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            guard try !Schema.migrator.hasBeenSuperseded(db) else {
                throw StoreError.failed("\(path) was written by a newer version of this program, which can open it")
            }
        }
        try Schema.migrator.migrate(pool)
        try pool.writeWithoutTransaction { db in try db.setDurability(durability) }
        return pool
    }

    public func create(_ record: ActorRecord) async throws(StoreError) {
        try await writer.create(record)
    }

    public func claim(_ id: ActorID) async throws(StoreError) -> Claim {
        try await writer.claim(id)
    }

    public func withdraw(_ id: ActorID, generation: Generation) async throws(StoreError) {
        try await writer.withdraw(id, generation)
    }

    public func commit(_ commits: [Commit], deliver: @escaping @Sendable ([CommitResult]) -> Void) {
        writer.commit(commits, deliver: deliver)
    }

    public func close() async {
        await writer.close()
    }

    // Reads

    public func actor(_ id: ActorID) async throws(StoreError) -> ActorRecord? {
        try await read { db in try db.actor(id) }
    }

    public func actor(named name: String, key: ActorKey) async throws(StoreError) -> ActorRecord? {
        try await read { db in try db.actor(named: name, key: key) }
    }

    public func actors(named name: String?, limit: Int) async throws(StoreError) -> [ActorRecord] {
        try await read { db in try db.actors(named: name, limit: limit) }
    }

    public func journal(
        _ kind: JournalKind, of id: ActorID, from cursor: JournalCursor, limit: Int, maxBytes: Int
    ) async throws(StoreError) -> [JournalEntry] {
        try await read { db in try db.page(of: kind, in: id, from: cursor, limit: limit, maxBytes: maxBytes) }
    }

    public func search(
        _ query: String, in id: ActorID, before sequence: UInt64?, limit: Int
    ) async throws(StoreError) -> [JournalEntry] {
        let words = SearchWords(query)
        await writer.bringIndexUpToDate(of: id)
        return try await read { db in try db.entries(matching: words, in: id, before: sequence, limit: limit) }
    }

    public func due(
        at time: Timestamp, limit: Int, skipping skipped: Int
    ) async throws(StoreError) -> [ActorID] {
        try await read { db in try db.due(at: time, limit: limit, skipping: skipped) }
    }

    public func nextDue(after time: Timestamp) async throws(StoreError) -> Timestamp? {
        try await read { db in try db.nextDue(after: time) }
    }

    /// Reads on a connection and a thread of its own.
    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let isClosed = writer.isClosed
        guard !isClosed else { throw .closed }
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            pool.asyncRead { [writer] db in
                let result = db.flatMap { db in Result { try body(db) } }
                // There may be no descriptor left for another reader. The writer has what it needs.
                guard case .failure(let error as DatabaseError) = result, error.resultCode == .SQLITE_CANTOPEN else {
                    return continuation.resume(returning: result)
                }
                writer.read(body) { continuation.resume(returning: $0) }
            }
        }
        switch result {
        case .success(let value): return value
        case .failure where writer.isClosed: throw .closed
        case .failure(let error): throw writer.judge(error)
        }
    }
}

extension Database {
    /// Sets what a commit waits for, and makes sure of it. It has to be done on the open pool, which sets `NORMAL` as
    /// its last step of opening.
    fileprivate func setDurability(_ durability: Durability) throws {
        let (mode, expected) =
            switch durability {
            case .processCrash: ("NORMAL", 1)
            case .powerLoss: ("FULL", 2)
            }
        try execute(sql: "PRAGMA synchronous = \(mode)")
        guard try Int.fetchOne(self, sql: "PRAGMA synchronous") == expected else {
            throw StoreError.failed("the database does not accept synchronous = \(mode)")
        }
    }
}
