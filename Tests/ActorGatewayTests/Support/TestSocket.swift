import NIOCore
import NIOPosix

/// A raw TCP client: bytes out, bytes in.
final class TestSocket {
    private let channel: any Channel
    private var incoming: AsyncStream<ByteBuffer>.AsyncIterator
    private(set) var unread: [UInt8] = []

    private init(channel: any Channel, incoming: AsyncStream<ByteBuffer>) {
        self.channel = channel
        self.incoming = incoming.makeAsyncIterator()
    }

    deinit { channel.close(promise: nil) }

    static func connect(to address: SocketAddress, receiveBuffer: Int? = nil) async throws -> TestSocket {
        let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(continuation))
                }
            }
        if let receiveBuffer {
            _ = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: .init(receiveBuffer))
        }
        return TestSocket(channel: try await bootstrap.connect(to: address).get(), incoming: stream)
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Whether the kernel is asked for what the server sends.
    func setReading(_ isReading: Bool) async throws {
        try await channel.setOption(.autoRead, value: isReading).get()
    }

    func close() async { try? await channel.close() }

    /// Waits for more bytes; false when the server has closed.
    func readMore() async -> Bool {
        guard let bytes = await incoming.next(isolation: #isolation) else { return false }
        unread += bytes.readableBytesView
        return true
    }

    func consume(_ count: Int) { unread.removeFirst(count) }

    /// The bytes up to and with the marker, as text.
    func read(through marker: String) async throws -> String {
        while true {
            if let end = unread.firstRange(of: Array(marker.utf8))?.upperBound {
                defer { consume(end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            guard await readMore() else { throw Ended(after: String(decoding: unread, as: UTF8.self)) }
        }
    }

    /// Everything up to the end of the connection, as text.
    func readToEnd() async -> String {
        while await readMore() {}
        defer { consume(unread.count) }
        return String(decoding: unread, as: UTF8.self)
    }

    struct Ended: Error { let after: String }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let continuation: AsyncStream<ByteBuffer>.Continuation
        init(_ continuation: AsyncStream<ByteBuffer>.Continuation) { self.continuation = continuation }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { continuation.yield(unwrapInboundIn(data)) }
        func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
