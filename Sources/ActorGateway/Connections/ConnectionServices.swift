import CoreMetrics
import Logging

/// What every connection of a gateway shares.
final class ConnectionServices: Sendable {
    let backend: any ActorBackend
    let configuration: GatewayConfiguration
    let logger: Logger
    let admission: Admission
    let calls: CallGate
    let refusals: Refusals
    /// Droppable frames that clients did not get because they read too slowly.
    let dropped: Counter

    init(
        backend: any ActorBackend, configuration: GatewayConfiguration, logger: Logger, metrics: any MetricsFactory
    ) {
        admission = Admission(
            limit: configuration.connectionLimit, limitPerHousehold: configuration.connectionsPerAddress)
        refusals = Refusals(metrics)
        calls = CallGate(limit: configuration.callLimit, refusals: refusals)
        dropped = Counter(label: "gateway_dropped_frames_total", factory: metrics)
        self.backend = backend
        self.configuration = configuration
        self.logger = logger
    }
}
