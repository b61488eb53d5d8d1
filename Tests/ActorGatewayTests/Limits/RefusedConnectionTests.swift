import Logging
import NIOCore
import NIOEmbedded
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// Those for whom there is no room, on a loop whose time the test turns.
@Suite struct RefusedConnectionTests {
    private let loop = EmbeddedEventLoop()
    private let metrics = MetricRegistry()
    private let gateway: Gateway

    init() {
        var configuration = GatewayConfiguration.with(\.connectionLimit, 0)
        configuration.eventLoopGroup = loop
        configuration.metrics = metrics
        gateway = Gateway(
            backend: TestRoom(), configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// - Throws: When the connection is closed at once.
    private func connect() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(loop: loop)
        try gateway.letIn(channel)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    @Test func theAnswerWaitsForTheQuestion() throws {
        let channel = try connect()
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\n"))
        loop.run()
        #expect(
            try channel.readOutbound(as: ByteBuffer.self) == RefusalAnswers(.with(\.connectionLimit, 0)).tooManyInAll)
        #expect(!channel.isActive)
    }

    @Test func whoAsksNothingIsClosedSoon() throws {
        let channel = try connect()
        loop.advanceTime(by: .milliseconds(900))
        #expect(channel.isActive)
        loop.advanceTime(by: .milliseconds(400))
        #expect(!channel.isActive)
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
    }

    @Test func aRushHoldsFewOfThemAndMakesRoomForOthers() throws {
        let waiting = try (0..<RefusedConnection.limit).map { _ in try connect() }
        #expect(throws: ChannelError.self) { try connect() }
        #expect(metrics.refusals(.connections) == RefusedConnection.limit + 1)
        loop.advanceTime(by: .seconds(2))
        #expect(waiting.allSatisfy { !$0.isActive })
        let next = try connect()
        #expect(next.isActive)
        try next.close().wait()
    }
}
