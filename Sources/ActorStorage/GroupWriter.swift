import ActorRuntime
import CoreMetrics
import Dispatch
import GRDB
import Glibc
import Logging
import Synchronization

/// The one writer of a database, on a thread of its own. It takes all that waits and commits it as one group, so that
/// many actors share the price of one transaction.
final class GroupWriter: Sendable {
    /// What one caller wants written.
    struct Write: Sendable {
        /// Roughly what it holds in memory while it waits.
        var bytes: Int
        /// Writes it, on the writer's thread and within the group's transaction, and returns what tells the caller
        /// once the group is durable. Throws only what ends the whole group.
        var body: @Sendable (Database, inout WriterMemory) throws -> @Sendable () -> Void
        /// Tells the caller that it was not written, or perhaps not.
        var fail: @Sendable (GroupFailure) -> Void
    }

    private struct Queue {
        var writes: [Write] = []
        var bytes = 0
        var isClosed = false
        var isProbePlanned = false
    }

    let pool: DatabasePool
    private let byteLimit: Int
    private let health: HealthRecord
    let clock: any ActorClock
    let logger: Logger
    private let size: Recorder
    private let time: Timer
    private let probeInterval: Duration
    private let freeBytes: @Sendable (String) -> UInt64?
    private let queue = Mutex(Queue())
    let memory: Mutex<WriterMemory>
    let indexing: Indexing
    let thread = DispatchQueue(label: "actor-storage.writer", qos: .userInitiated)

    /// - Parameters:
    ///   - backlog: What is not in the index of words, of all that is in the database.
    ///   - byteLimit: What may wait; a write beyond it is refused.
    ///   - probeInterval: The time between two looks whether a store that could not write can again.
    ///   - freeBytes: What is free on the disk of a file; nil when nobody knows.
    init(
        _ pool: DatabasePool, backlog: IndexBacklog = IndexBacklog(), byteLimit: Int, health: HealthRecord,
        clock: any ActorClock, logger: Logger, metrics: any MetricsFactory, indexing: Indexing = Indexing(),
        probeInterval: Duration = .seconds(5),
        freeBytes: @escaping @Sendable (String) -> UInt64? = GroupWriter.freeBytes(on:)
    ) {
        self.pool = pool
        self.byteLimit = byteLimit
        self.health = health
        self.clock = clock
        self.logger = logger
        size = Recorder(label: "store_group_commits", aggregate: true, factory: metrics)
        time = Timer(label: "store_commit_duration", factory: metrics)
        memory = Mutex(WriterMemory(backlog: backlog))
        self.indexing = indexing
        self.probeInterval = probeInterval
        self.freeBytes = freeBytes
        if !backlog.isEmpty { planIndexing() }
    }

    /// Takes the write, after all that were submitted before. Its answer comes on the writer's thread.
    func submit(_ write: Write) {
        let fail = write.fail
        let refusal: GroupFailure? = queue.withLock { queue in
            guard !queue.isClosed else { return .closed }
            guard write.bytes <= byteLimit - queue.bytes else {
                return .refused("more waits to be written than the store may hold in memory")
            }
            queue.writes.append(write)
            queue.bytes += write.bytes
            // The first to wait wakes the thread; the others are found by it.
            if queue.writes.count == 1 { thread.async { self.writeWaiting() } }
            return nil
        }
        // The refused write itself is freed here: what is kept until the thread is free is only how to say so.
        if let refusal { thread.async { fail(refusal) } }
    }

    var isClosed: Bool { queue.withLock(\.isClosed) }

    /// Writes what waits, then closes the database. Whoever calls it again waits for the first call to be done.
    func close() async {
        let isFirst = queue.withLock { queue in
            defer { queue.isClosed = true }
            return !queue.isClosed
        }
        await withCheckedContinuation { continuation in
            thread.async {
                if isFirst { self.closeDatabase() }
                continuation.resume()
            }
        }
    }

    private func closeDatabase() {
        do {
            // Leaves one file behind rather than three, if no reader is in the way.
            _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
            try pool.close()
        } catch {
            logger.warning("The database could not be closed", metadata: ["reason": "\(sentence(for: error))"])
        }
    }

    private func writeWaiting() {
        let group = queue.withLock { queue in
            defer {
                queue.writes = []
                queue.bytes = 0
            }
            return queue.writes
        }
        do throws(GroupFailure) {
            let start = clock.uptime
            let answers = try commit(group)
            let end = clock.uptime
            memory.withLock { $0.lastWrite = end }
            time.recordNanoseconds(Int64((end - start) / .nanoseconds(1)))
            size.record(group.count)
            health.noteSuccess()
            for answer in answers { answer() }
            followWithIndex()
        } catch {
            logger.debug("a group was not written", metadata: ["size": "\(group.count)", "reason": "\(error)"])
            health.noteFailure(error.description, at: clock.now)
            planProbe()
            for write in group { write.fail(error) }
        }
    }

    /// How long the database has had nothing to do but to be read.
    var timeSinceLastWrite: Duration { clock.uptime - memory.withLock(\.lastWrite) }

    private func commit(_ group: [Write]) throws(GroupFailure) -> [@Sendable () -> Void] {
        let result: Result<[@Sendable () -> Void], GroupFailure> = pool.writeWithoutTransaction { db in
            let answers: [@Sendable () -> Void]
            do {
                try db.beginTransaction(.immediate)
                answers = try memory.withLock { memory in
                    try group.map { try $0.body(db, &memory) }
                }
            } catch {
                rollBack(db)
                return .failure(.refused(sentence(for: error)))
            }
            do {
                try db.commit()
                return .success(answers)
            } catch {
                rollBack(db)
                return .failure(GroupFailure(ofCommit: error))
            }
        }
        return try result.get()
    }

    // MARK: Health

    /// A store that cannot write is looked at again by itself: nobody may write before it can.
    private func planProbe() {
        let isPlanned = queue.withLock { queue in
            defer { queue.isProbePlanned = true }
            return queue.isProbePlanned
        }
        guard !isPlanned else { return }
        thread.asyncAfter(deadline: .now() + probeInterval / .seconds(1)) { [weak self] in self?.probe() }
    }

    /// Looks whether something can be written, on the writer's thread.
    private func probe() {
        let isClosed = queue.withLock { queue in
            queue.isProbePlanned = false
            return queue.isClosed
        }
        guard !isClosed, health.current != .well else { return }
        guard hasSpace else { return planProbe() }
        let trifle = Write(
            bytes: 0,
            body: { db, _ in
                // The same as it always was, and yet it is written.
                try db.execute(sql: "PRAGMA user_version = 0")
                return {}
            }, fail: { _ in })
        do throws(GroupFailure) {
            _ = try commit([trifle])
            health.noteSuccess()
        } catch {
            planProbe()
        }
    }

    /// Looks at once, for tests.
    func probeNow() async {
        await withCheckedContinuation { continuation in
            thread.async {
                self.probe()
                continuation.resume()
            }
        }
    }

    /// Whether there is room for more than a trifle.
    private var hasSpace: Bool { freeBytes(pool.path).map { $0 >= 1 << 20 } ?? true }

    @Sendable static func freeBytes(on path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }

    private func rollBack(_ db: Database) {
        // SQLite may have ended the transaction by itself.
        if db.isInsideTransaction { try? db.rollback() }
    }
}

/// What the one who writes knows of the database.
struct WriterMemory {
    /// What is not in the index of words.
    var backlog: IndexBacklog
    /// Whether the index could not be written the last time.
    var isIndexingPaused = false
    var isIndexingPlanned = false
    /// When the newest group was written, by the uptime.
    var lastWrite = Duration.zero
}

/// Why a whole group was not written.
enum GroupFailure: Error, CustomStringConvertible {
    case closed
    /// It left no trace.
    case refused(String)
    /// The disk failed at the commit itself, which a later opening of the database may find done or not.
    case unknown(String)

    init(ofCommit error: any Error) {
        // A full disk fails before the frame that would make the commit valid, a lock before anything is written.
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_FULL, .SQLITE_BUSY: self = .refused(sentence(for: error))
        default: self = .unknown(sentence(for: error))
        }
    }

    var description: String {
        switch self {
        case .closed: StoreError.closed.description
        case .refused(let why), .unknown(let why): why
        }
    }

    var outcome: CommitOutcome {
        switch self {
        case .closed, .refused: .refused(description)
        case .unknown(let why): .unknown(why)
        }
    }

    var storeError: StoreError {
        switch self {
        case .closed: .closed
        case .refused(let why), .unknown(let why): .failed(why)
        }
    }
}
