import ActorRuntime
import CoreMetrics
import Dispatch
import GRDB
import GRDBSQLite
import Logging
import Synchronization

/// The one writer of a database. A thread of its own takes all that waits and commits it as one group, so that many
/// actors share the price of one transaction. When nothing waits, a small commit is written by its caller instead.
final class GroupWriter: Sendable {
    /// What one caller wants written.
    struct Write: Sendable {
        /// Roughly what it holds in memory while it waits.
        var bytes: Int
        /// Writes it within the group's transaction, and returns what tells the caller once the group is durable.
        /// Throws only what ends the whole group.
        var body: @Sendable (Database, inout WriterMemory) throws -> @Sendable () -> Void
        /// Tells the caller that it was not written, or perhaps not.
        var fail: @Sendable (GroupFailure) -> Void
    }

    /// What waits, and what is planned. Its lock is never held while anything is written.
    struct Queue {
        var writes: [Write] = []
        var bytes = 0
        var isClosed = false
        var isProbePlanned = false
        var isIndexingPlanned = false
        var log: LogPlan
        /// When the newest group was written, by the uptime.
        var lastWrite = Duration.zero
        /// Until then callers do not write, by the uptime: the disk is slow.
        var callersWaitUntil = Duration.zero
    }

    let pool: DatabasePool
    let log: WriteAheadLog
    let health: HealthRecord
    let clock: any ActorClock
    let logger: Logger
    let settings: WriterSettings
    let queue: Mutex<Queue>
    /// Held by the one who writes, for as long as it does.
    let memory: Mutex<WriterMemory>
    let thread = DispatchQueue(label: "actor-storage.writer", qos: .userInitiated)
    /// Where the long part of checkpoints is done.
    let checkpoints = DispatchQueue(label: "actor-storage.checkpoints", qos: .utility)
    private let size: Recorder
    private let time: Timer

    /// - Parameters:
    ///   - backlog: What is not in the index of words, of all that is in the database.
    ///   - log: The log of the pool's database.
    init(
        _ pool: DatabasePool, log: WriteAheadLog, backlog: IndexBacklog = IndexBacklog(), health: HealthRecord,
        clock: any ActorClock, logger: Logger, metrics: any MetricsFactory, settings: WriterSettings
    ) {
        self.pool = pool
        self.log = log
        self.health = health
        self.clock = clock
        self.logger = logger
        self.settings = settings
        queue = Mutex(Queue(log: LogPlan(length: settings.logPages)))
        memory = Mutex(WriterMemory(backlog: backlog))
        size = Recorder(label: "store_group_commits", aggregate: true, factory: metrics)
        time = Timer(label: "store_commit_duration", factory: metrics)
        if !backlog.isEmpty { planIndexing() }
    }

    /// Takes the write, after all that were submitted before. Its answer comes on the writer's thread.
    func submit(_ write: Write) {
        let fail = write.fail
        let refusal: GroupFailure? = queue.withLock { queue in
            guard !queue.isClosed else { return .closed }
            guard write.bytes <= settings.byteLimit - queue.bytes else {
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
            // Whoever is writing comes to an end first.
            try memory.withLock { memory in
                memory.forgetAll()
                log.close()
                // Leaves one file behind rather than three, if no reader is in the way.
                _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
                try pool.close()
            }
        } catch {
            logger.warning("The database could not be closed", metadata: ["reason": "\(sentence(for: error))"])
        }
    }

    private func writeWaiting() { write(takeWaiting) }

    /// - Parameter take: Gives what is to be written, when nobody else writes.
    private func write(_ take: () -> [Write]) {
        var group: [Write] = []
        do throws(GroupFailure) {
            let (answers, mustIndex) = try memory.withLock { memory throws(GroupFailure) in
                group = take()
                let answers = try write(count: group.count, with: &memory) { db, memory in
                    try group.map { try $0.body(db, &memory) }
                }
                return (answers, memory.mustIndex(beyond: settings.indexing.limit))
            }
            for answer in answers { answer() }
            lookAfterLog()
            boundLog()
            if mustIndex { extendIndex() }
        } catch .damaged where group.count > 1 {
            // SQLite writes nothing more in a transaction that met damage. Who does not meet it alone is written.
            for write in group { self.write { [write] } }
        } catch {
            for write in group { write.fail(error) }
        }
    }

    private func takeWaiting() -> [Write] {
        queue.withLock { queue in
            defer {
                queue.writes = []
                queue.bytes = 0
            }
            return queue.writes
        }
    }

    /// Writes a group, and notes how that went.
    private func write<Answers>(
        count: Int, with memory: inout WriterMemory, _ body: (Database, inout WriterMemory) throws -> Answers
    ) throws(GroupFailure) -> Answers {
        let start = clock.uptime
        do {
            let answers = try commit(with: &memory, body)
            noteWritten(count, from: start, to: clock.uptime, hasToIndex: !memory.backlog.isEmpty)
            return answers
        } catch {
            logger.debug("a group was not written", metadata: ["size": "\(count)", "reason": "\(error)"])
            health.noteFailure(error.description, at: clock.now)
            planProbe()
            throw error
        }
    }

    /// Notes that a group was written.
    func noteWritten(_ count: Int, from start: Duration, to end: Duration, hasToIndex: Bool) {
        let isIndexing = queue.withLock { queue in
            queue.lastWrite = end
            return queue.isIndexingPlanned
        }
        time.recordNanoseconds(Int64((end - start) / .nanoseconds(1)))
        size.record(count)
        health.noteSuccess()
        if hasToIndex, !isIndexing { planIndexing() }
    }

    /// Does something in a transaction of its own.
    ///
    /// - Parameter patiently: Whether it waits for somebody who writes to the database with another tool.
    func commit<Answers>(
        with memory: inout WriterMemory, patiently: Bool = true,
        _ body: (Database, inout WriterMemory) throws -> Answers
    ) throws(GroupFailure) -> Answers {
        let result: Result<Answers, GroupFailure> = pool.writeWithoutTransaction { db in
            let (statements, answers): (CommitStatements, Answers)
            do {
                statements = try memory.statements(of: db)
                if !patiently { sqlite3_busy_timeout(db.sqliteConnection, 0) }
                defer { if !patiently { sqlite3_busy_timeout(db.sqliteConnection, Database.busyTimeout) } }
                try statements.begin()
                answers = try body(db, &memory)
            } catch {
                rollBack(db)
                return .failure(GroupFailure(judge(error)))
            }
            do {
                try statements.commit()
                return .success(answers)
            } catch {
                rollBack(db)
                return .failure(GroupFailure(ofCommit: error))
            }
        }
        if case .failure = result { memory.forgetAll() }
        return try result.get()
    }

    private func rollBack(_ db: Database) {
        // SQLite may have ended the transaction by itself.
        if db.isInsideTransaction { try? db.rollback() }
    }
}
