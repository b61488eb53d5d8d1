import ActorRuntime
import Synchronization

/// What the operator of a host can look at: its metrics and its health, on the admin side if there is one.
final class OperatorDesk: Sendable {
    let metrics: HostMetrics
    let health = HealthReport()
    private let system = Mutex<ActorSystem?>(nil)
    private let server = Mutex<AdminServer?>(nil)

    /// - Parameter version: Of the program.
    init(version: String) { metrics = HostMetrics(version: version) }

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
