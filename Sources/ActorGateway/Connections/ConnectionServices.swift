import Logging

/// What every connection of a gateway shares.
final class ConnectionServices: Sendable {
    let backend: any ActorBackend
    let configuration: GatewayConfiguration
    let logger: Logger
    let metrics: GatewayMetrics

    init(backend: any ActorBackend, configuration: GatewayConfiguration, logger: Logger) {
        self.backend = backend
        self.configuration = configuration
        self.logger = logger
        metrics = GatewayMetrics(factory: configuration.metrics)
    }
}
