import ActorDefinition
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import ActorGateway

/// When actors get what was read, on a loop that the test turns.
@Suite struct ArrivalTests {
    private let loop = EmbeddedEventLoop()
    private let room = TestRoom()
    private let channels: [EmbeddedChannel]

    init() throws {
        var configuration = GatewayConfiguration.calm
        configuration.eventLoopGroup = loop
        let gateway = Gateway(
            backend: room, configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        gateway.isReady = true
        channels = try (1...2).map { [loop] port in
            let channel = EmbeddedChannel(loop: loop)
            try gateway.setUp(channel)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: port)).wait()
            try channel.writeInbound(ByteBuffer(string: TestClient.upgrade))
            return channel
        }
        loop.run()
    }

    private func frame(_ id: Int) -> [UInt8] {
        clientFrame(
            1, Array(#"{"body":{"tag":"ActionRequest","val":{"id":\#(id),"name":"echo","args":[]}}}"#.utf8))
    }

    @Test func whatIsReadInOneRoundOfTheLoopComesToTheActorsAfterIt() throws {
        try channels[0].writeInbound(ByteBuffer(bytes: frame(1) + frame(2)))
        try channels[1].writeInbound(ByteBuffer(bytes: frame(3)))
        try channels[0].writeInbound(ByteBuffer(bytes: frame(4)))
        #expect(room.log == [])
        loop.run()
        #expect(room.log == ["echo 1", "echo 2", "echo 3", "echo 4"])
    }

    @Test func whatAClientSaidComesBeforeItsEnd() throws {
        try channels[1].writeInbound(ByteBuffer(bytes: frame(1)))
        try channels[0].writeInbound(ByteBuffer(bytes: frame(2)))
        channels[0].pipeline.fireChannelInactive()
        #expect(room.log == ["echo 1", "echo 2", "closed"])
    }

    @Test func whatPrecedesAGoodbyeOrAViolationIsNotLost() throws {
        try channels[0].writeInbound(ByteBuffer(bytes: frame(1) + clientFrame(8, [0x03, 0xE8])))
        try channels[1].writeInbound(ByteBuffer(bytes: frame(2) + clientFrame(3, [])))
        loop.run()
        #expect(room.log.filter { $0 != "closed" } == ["echo 1", "echo 2"])
    }
}
