import Logging
import NIOCore
import NIOEmbedded
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// The time that a request may take, on a loop whose time the test turns.
@Suite struct RequestTimeTests {
    private let loop = EmbeddedEventLoop()
    private let metrics = MetricRegistry()
    private let room = TestRoom()
    private let gateway: Gateway
    private let channel: EmbeddedChannel

    init() throws { try self.init(requestTime: GatewayConfiguration().requestTime) }

    private init(requestTime: Duration) throws {
        var configuration = GatewayConfiguration()
        configuration.requestTime = requestTime
        configuration.eventLoopGroup = loop
        configuration.metrics = metrics
        gateway = Gateway(
            backend: room, configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        gateway.isReady = true
        channel = EmbeddedChannel(loop: loop)
        try gateway.setUp(channel)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func say(_ text: String) throws {
        guard channel.isActive else { return }
        try channel.writeInbound(ByteBuffer(string: text))
        loop.run()
    }

    private func heard() throws -> String {
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    private func expectRefusal() throws {
        #expect(try heard().hasPrefix("HTTP/1.1 408 "))
        #expect(!channel.isActive)
        // What was there of a request ends in the middle with it, which is not counted again.
        #expect(Refusal.allCases.filter { metrics.refusals($0) != 0 } == [.handshake])
        #expect(metrics.refusals(.handshake) == 1)
    }

    @Test func whoSaysNothingIsToldThatItsTimeIsOver() throws {
        loop.advanceTime(by: .milliseconds(9_750))
        #expect(channel.isActive)
        loop.advanceTime(by: .milliseconds(500))
        try expectRefusal()
    }

    @Test func theTimeIsWhatTheConfigurationSays() throws {
        let short = try RequestTimeTests(requestTime: .seconds(2))
        short.loop.advanceTime(by: .milliseconds(1_750))
        #expect(short.channel.isActive)
        short.loop.advanceTime(by: .milliseconds(500))
        try short.expectRefusal()
    }

    @Test func aHeadThatComesDropByDropIsNotWaitedFor() throws {
        try say("GET /health HTTP/1.1\r\n")
        for number in 0..<11 {
            try say("x-drop-\(number): 1\r\n")
            loop.advanceTime(by: .seconds(1))
        }
        try expectRefusal()
    }

    @Test func aBodyThatComesDropByDropIsNotWaitedFor() throws {
        try say("PUT /actors HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
        for _ in 0..<11 {
            try say("x")
            loop.advanceTime(by: .seconds(1))
        }
        try expectRefusal()
    }

    @Test func aWebSocketIsOutOfTheReachOfIt() async throws {
        try say(TestClient.upgrade)
        #expect(try heard().hasPrefix("HTTP/1.1 101 "))
        loop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        #expect(metrics.refusals(.handshake) == 0)
    }
}
