import Logging
import Synchronization

/// What every connection of a gateway shares.
final class ConnectionServices: Sendable {
    let backend: any ActorBackend
    let configuration: GatewayConfiguration
    let logger: Logger
    let metrics: GatewayMetrics
    let refusals: Refusals
    let refusalAnswers: RefusalAnswers
    let admission: Admission
    let calls: CallGate
    /// Whether actors can be reached.
    let isReady = Atomic(false)

    init(backend: any ActorBackend, configuration: GatewayConfiguration, logger: Logger) {
        admission = Admission(configuration)
        refusals = Refusals(configuration.metrics)
        refusalAnswers = RefusalAnswers(configuration)
        calls = CallGate(limit: configuration.callLimit, refusals: refusals)
        self.backend = backend
        self.configuration = configuration
        self.logger = logger
        metrics = GatewayMetrics(factory: configuration.metrics)
    }
}
