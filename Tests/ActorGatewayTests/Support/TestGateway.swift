import Logging
import NIOCore

@testable import ActorGateway

/// Runs a test against a gateway on a port of its own, and shuts it down.
func withGateway(
    _ room: TestRoom = TestRoom(), configure: (inout GatewayConfiguration) -> Void = { _ in },
    _ body: (Gateway, SocketAddress, TestRoom) async throws -> Void
) async throws {
    var configuration = GatewayConfiguration()
    configuration.port = 0
    configuration.closeGrace = .milliseconds(200)
    configure(&configuration)
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

extension AsyncStream where Element: Sendable {
    /// The next element, for a stream that one test reads in order.
    func first() async -> Element? {
        var iterator = makeAsyncIterator()
        return await iterator.next(isolation: #isolation)
    }
}
