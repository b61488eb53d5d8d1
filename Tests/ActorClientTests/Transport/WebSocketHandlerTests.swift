import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import ActorClient

struct WebSocketHandlerTests {
    @Test func aConnectionThatEndsWithItsHandshakeHasEnded() throws {
        let channel = EmbeddedChannel()
        let reports = Record()
        let line = WebSocketLine(on: channel.eventLoop) { reports.add($0) }
        try channel.pipeline.syncOperations.addHandlers([HandshakeGate(), Sink(), WebSocketHandler(line)])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeInbound(ByteBuffer(string: "HTTP/1.1 101 Switching Protocols\r\n\r\n"))
        // Held back until the pipeline has been rebuilt, and lost with the gate.
        channel.pipeline.fireChannelInactive()
        #expect(reports.ends == 0)
        _ = try channel.finish(acceptAlreadyClosed: true)
        #expect(reports.ends == 1)
    }

    private final class Record: Sendable {
        private let count = Mutex(0)

        var ends: Int { count.withLock(\.self) }

        func add(_ report: LineReport) {
            if case .ended = report { count.withLock { $0 += 1 } }
        }
    }

    /// What stands for HTTP's handlers.
    private final class Sink: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
    }
}
