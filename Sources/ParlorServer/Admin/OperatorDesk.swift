import ActorDefinition
import ActorRuntime
import ActorWire
import ParlorRooms
import PrometheusMetrics
import Synchronization

/// What the operator of a host can look at: its metrics and its health, on the admin side if there is one.
final class OperatorDesk: Sendable {
    let metrics: HostMetrics
    let health = HealthReport()
    private let system = Mutex<ActorSystem?>(nil)
    private let server = Mutex<AdminServer?>(nil)

    private let since: Timestamp

    /// - Parameters:
    ///   - version: Of the program.
    ///   - time: The present time.
    init(version: String, at time: Timestamp) {
        metrics = HostMetrics(version: version)
        since = time
    }

    /// Opens the admin side.
    ///
    /// - Returns: Its port; nil when none is wanted.
    func open(at address: AdminAddress?) async throws(AdminError) -> Int? {
        guard let address else { return nil }
        let server = try await AdminServer.start(at: address) { [weak self] path in self?.page(path) }
        self.server.withLock { $0 = server }
        return server.port
    }

    func close() async { await server.withLock { $0.take() }?.close() }

    /// Has the metrics tell of these actors from now on.
    func watch(_ system: ActorSystem) { self.system.withLock { $0 = system } }

    /// The figures of the host that its own people see in a room's list of connections.
    var totals: HostTotals {
        let registry = metrics.registry
        func rooms(_ kind: String) -> Double { registry.value("actors_in_memory", [("actor", kind)]) }
        return HostTotals(
            rooms: Int(rooms(ChatRoom.name) + rooms(GameRoom.name)),
            connections: Int(registry.total("gateway_connections")),
            queuedBytes: Int(registry.total("gateway_queued_bytes")),
            dropped: Int(registry.total("gateway_dropped_frames_total")),
            cutOff: Int(registry.total("gateway_slow_clients_cut_off_total")), memory: ProcessUsage().residentBytes,
            since: since)
    }

    private func page(_ path: String) -> AdminPage? {
        switch path {
        case "/health": return .health(health.health)
        case "/metrics":
            metrics.measure(system.withLock { $0 })
            return .metrics(metrics.registry)
        default: return nil
        }
    }
}
