import ActorDefinition
import ActorRuntime
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import ActorGateway

/// Liveness, on a loop whose time the test turns.
@Suite struct PingTests {
    private let loop = EmbeddedEventLoop()
    private let room = TestRoom()
    private let gateway: Gateway
    private let channel: EmbeddedChannel

    init() throws {
        var configuration = GatewayConfiguration()
        configuration.eventLoopGroup = loop
        gateway = Gateway(
            backend: room, configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        gateway.isReady = true
        gateway.startPings()
        channel = EmbeddedChannel(loop: loop)
        try gateway.setUp(channel)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        let request = """
            GET \(TestClient.roomPath) HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n
            """
        try channel.writeInbound(ByteBuffer(string: request))
        loop.run()
        while try channel.readOutbound(as: ByteBuffer.self) != nil {}
    }

    private func takePing() throws -> [UInt8]? {
        guard let frame = try channel.readOutbound(as: ByteBuffer.self) else { return nil }
        let bytes = Array(frame.readableBytesView)
        return bytes.first == 0x89 ? Array(bytes.dropFirst(2)) : nil
    }

    private func pong(_ payload: [UInt8]) throws {
        try channel.writeInbound(ByteBuffer(bytes: clientFrame(0xA, payload)))
    }

    @Test func anAnsweredPingGivesTheRoundTrip() async throws {
        let link = try #require(await room.opened.first()).link
        #expect(link.health.roundTrip == nil)
        loop.advanceTime(by: .seconds(5))
        let ping = try #require(try takePing())
        let before = link.health.roundTrip
        loop.advanceTime(by: .milliseconds(40))
        try pong(ping)
        #expect(before == nil)
        let roundTrip = try #require(link.health.roundTrip)
        #expect(roundTrip >= .milliseconds(40) && roundTrip < .seconds(5))
        try pong(ping)
        #expect(link.health.roundTrip == roundTrip)
    }

    @Test func onePingComesInEachInterval() throws {
        for _ in 0..<10 {
            loop.advanceTime(by: .seconds(5))
            let ping = try #require(try takePing())
            #expect(try takePing() == nil)
            try pong(ping)
        }
        #expect(channel.isActive)
    }

    @Test func aPeerThatMissesTwoPingsIsRemoved() async throws {
        loop.advanceTime(by: .seconds(10))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
        #expect(await room.ended.first() == .lost("no answer to pings"))
    }

    @Test func aPongThatWasNotAskedForProvesNothing() async throws {
        for _ in 0..<3 {
            loop.advanceTime(by: .seconds(5))
            if channel.isActive { try pong([0, 0, 0, 0, 0, 0, 0, 0]) }
        }
        #expect(!channel.isActive)
    }
}
