import Logging
import NIOCore
import PrometheusMetrics

@testable import ActorGateway

/// Runs a test against a gateway on a port of its own, and shuts it down.
func withGateway(
    _ configuration: GatewayConfiguration = .calm, metrics: MetricRegistry? = nil,
    _ body: (Gateway, SocketAddress, TestRoom) async throws -> Void
) async throws {
    let room = TestRoom()
    var configuration = configuration
    configuration.port = 0
    if let metrics { configuration.metrics = metrics }
    let gateway = Gateway(
        backend: room, configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let address = try await gateway.start()
    do {
        try await body(gateway, address, room)
    } catch {
        await gateway.shutdown()
        throw error
    }
    await gateway.shutdown()
}

extension GatewayConfiguration {
    /// The defaults, without pings while a test runs.
    static var calm: Self {
        var configuration = Self()
        configuration.pingInterval = .seconds(3_600)
        return configuration
    }

    /// The calm ones but for one setting.
    static func with<Setting>(_ setting: WritableKeyPath<GatewayConfiguration, Setting>, _ value: Setting) -> Self {
        var configuration = calm
        configuration[keyPath: setting] = value
        return configuration
    }
}

extension MetricRegistry {
    /// How often a gateway that counts here has refused something; nil if it does not count that.
    func refusals(_ reason: Refusal) -> Int? {
        let label = "gateway_refusals_total{reason=\"\(reason.rawValue)\"} "
        let line = exposition().split(separator: "\n").first { $0.hasPrefix(label) }
        return line.flatMap { Int($0.dropFirst(label.count)) }
    }
}

extension AsyncStream where Element: Sendable {
    /// The next element, for a stream that one test reads in order.
    func first() async -> Element? {
        var iterator = makeAsyncIterator()
        return await iterator.next(isolation: #isolation)
    }
}
