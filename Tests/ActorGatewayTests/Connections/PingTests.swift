import ActorDefinition
import ActorRuntime
import ActorWire
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
        try channel.writeInbound(ByteBuffer(string: TestClient.upgrade))
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

    @Test func aPeerWhosePongsTakeMoreThanAnIntervalIsAliveAsLongAsTheyCome() throws {
        loop.advanceTime(by: .seconds(5))
        var late = try #require(try takePing())
        for _ in 0..<10 {
            loop.advanceTime(by: .seconds(5))
            let ping = try #require(try takePing())
            try pong(late)
            late = ping
        }
        #expect(channel.isActive)
        try pong(late)
        loop.advanceTime(by: .seconds(10))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
    }

    @Test func theSameLatePongAgainProvesNothing() throws {
        loop.advanceTime(by: .seconds(5))
        let late = try #require(try takePing())
        for _ in 0..<3 {
            loop.advanceTime(by: .seconds(5))
            if channel.isActive { try pong(late) }
        }
        #expect(!channel.isActive)
    }

    /// Broadcasts so many bytes in each of so many sixteenths of an interval, and answers pings.
    ///
    /// - Returns: How many pings came meanwhile.
    private func pings(in turns: Int, ofBytes count: Int) throws -> Int {
        let padding = String(repeating: "x", count: count)
        var pings = 0
        for _ in 0..<turns {
            loop.advanceTime(by: .nanoseconds(5_000_000_000 / 16))
            while let frame = try channel.readOutbound(as: ByteBuffer.self) {
                let bytes = Array(frame.readableBytesView)
                guard bytes.first == 0x89 else { continue }
                pings += 1
                try pong(Array(bytes.dropFirst(2)))
            }
            room.deliver([
                .broadcast(
                    event: "said", EncodedFrame(.event(name: "said", arguments: [.string(padding)])), except: nil)
            ])
        }
        return pings
    }

    @Test func whoKeepsUpWithAFloodIsNotAskedUntilItIsOver() async throws {
        let link = try #require(await room.opened.first()).link
        room.deliver([.subscribe(link, event: "said")])
        #expect(try pings(in: 33, ofBytes: 4 << 10) == 2)
        #expect(try pings(in: 1, ofBytes: 8 << 10) <= 1)
        #expect(try pings(in: 64, ofBytes: 8 << 10) == 0)
        #expect(channel.isActive)
        #expect(try pings(in: 1, ofBytes: 0) == 0)
        #expect(try pings(in: 16, ofBytes: 0) == 1)
    }

    @Test func aPongThatWasNotAskedForProvesNothing() async throws {
        for _ in 0..<3 {
            loop.advanceTime(by: .seconds(5))
            if channel.isActive { try pong([0, 0, 0, 0]) }
        }
        #expect(!channel.isActive)
    }
}
