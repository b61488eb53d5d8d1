import ActorDefinition
import ActorRuntime
import CoreMetrics
import GRDB
import Logging
import Synchronization
import Testing

@testable import ActorStorage

/// A writer that could not write looks by itself whether it can again.
@Suite struct ProbeTests {
    private let directory: TemporaryDirectory
    private let pool: DatabasePool
    private let health: HealthRecord
    private let changes = Changes()

    private final class Changes: Sendable {
        private let list = Mutex<[StoreHealth]>([])
        let (stream, continuation) = AsyncStream.makeStream(of: StoreHealth.self)
        var all: [StoreHealth] { list.withLock { $0 } }

        func add(_ health: StoreHealth) {
            list.withLock { $0.append(health) }
            continuation.yield(health)
        }
    }

    init() throws {
        directory = try TemporaryDirectory()
        pool = try DatabasePool(path: directory.path + "/probed.sqlite")
        try Schema.migrator.migrate(pool)
        health = HealthRecord(logger: Self.logger, onChange: { [changes] in changes.add($0) })
    }

    private static var logger: Logger { Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }) }

    private func writer(
        probeInterval: Duration, freeBytes: @escaping @Sendable (String) -> UInt64? = { _ in nil }
    ) -> GroupWriter {
        GroupWriter(
            pool, log: WriteAheadLog(), health: health, clock: SystemClock(), logger: Self.logger,
            metrics: NOOPMetricsHandler.instance,
            settings: WriterSettings(probeInterval: probeInterval, freeBytes: freeBytes))
    }

    private func setReadOnly(_ isReadOnly: Bool) async throws {
        try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = \(isReadOnly ? 1 : 0)") }
    }

    /// Writes something while nothing can be written.
    private func fail(_ writer: GroupWriter) async {
        await withCheckedContinuation { continuation in
            writer.submit(
                GroupWriter.Write(
                    bytes: 0,
                    body: { db, _ in
                        try db.execute(sql: "CREATE TABLE thing (name TEXT)")
                        return { continuation.resume() }
                    }, fail: { _ in continuation.resume() }))
        }
        #expect(changes.all.count == 1 && changes.all.last != .well)
    }

    @Test(.timeLimit(.minutes(1))) func itLooksAgainUntilItCanWrite() async throws {
        let (looks, look) = AsyncStream.makeStream(of: Void.self)
        let writer = writer(
            probeInterval: .milliseconds(10),
            freeBytes: { _ in
                look.yield()
                return nil
            })
        try await setReadOnly(true)
        await fail(writer)
        // The third look comes after two in vain.
        for await _ in looks.prefix(3) {}
        #expect(changes.all.count == 1)
        try await setReadOnly(false)
        #expect(await changes.stream.first { $0 == .well } != nil)
        await writer.close()
    }

    @Test func onADiskThatIsAsGoodAsFullItIsNotWell() async throws {
        let disk = Disk()
        let writer = writer(probeInterval: .seconds(3_600), freeBytes: { _ in disk.freeBytes })
        try await setReadOnly(true)
        await fail(writer)
        try await setReadOnly(false)
        await writer.probeNow()
        #expect(changes.all.count == 1)
        disk.freeBytes = 1 << 30
        await writer.probeNow()
        #expect(changes.all.last == .well)
        await writer.close()
    }

    private final class Disk: Sendable {
        private let bytes = Mutex<UInt64>(4_096)
        var freeBytes: UInt64 {
            get { bytes.withLock { $0 } }
            set { bytes.withLock { $0 = newValue } }
        }
    }
}
