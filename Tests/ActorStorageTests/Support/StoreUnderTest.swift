import ActorRuntime
import ActorTesting
import ActorWire
import CoreMetrics
import Logging

@testable import ActorStorage

/// The stores of which the contract is proved. Another store joins by one more case.
enum StoreUnderTest: CaseIterable, Sendable {
    case memory
    case sqlite
    case sqliteAgainstPowerLoss

    /// Makes an empty store, hands it over, and closes it.
    func open(_ body: (any ActorStore) async throws -> Void) async throws {
        let directory = try TemporaryDirectory()
        let store: any ActorStore =
            switch self {
            case .memory: MemoryStore()
            case .sqlite: try SQLiteStore(at: directory.path)
            case .sqliteAgainstPowerLoss: try SQLiteStore(at: directory.path, durability: .powerLoss)
            }
        do {
            try await body(store)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}

extension SQLiteStore {
    /// When the stores of these tests think it is.
    static let testTime = Timestamp(milliseconds: 1_700_000_000_000)

    convenience init(
        at path: String, durability: Durability = .processCrash, settings: WriterSettings = WriterSettings(),
        clock: any ActorClock = SystemClock(), onHealthChange: @escaping @Sendable (StoreHealth) -> Void = { _ in }
    ) throws {
        try self.init(
            in: DataDirectory(path: path, program: "tests", at: Self.testTime), durability: durability,
            settings: settings, clock: clock,
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }),
            metrics: NOOPMetricsHandler.instance, onHealthChange: onHealthChange)
    }
}
