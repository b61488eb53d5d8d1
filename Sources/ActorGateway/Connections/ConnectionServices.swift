import CoreMetrics
import Logging

/// What every connection of a gateway shares.
final class ConnectionServices: Sendable {
    let backend: any ActorBackend
    let configuration: GatewayConfiguration
    let logger: Logger
    /// Clients that were cut off because they read too slowly.
    let cutOff = Counter(label: "gateway_slow_clients_cut_off_total")
    /// Droppable frames that such clients did not get.
    let dropped = Counter(label: "gateway_dropped_frames_total")

    init(backend: any ActorBackend, configuration: GatewayConfiguration, logger: Logger) {
        self.backend = backend
        self.configuration = configuration
        self.logger = logger
    }
}
