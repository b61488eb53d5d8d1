import NIOCore
import NIOHTTP1

/// Spares a WebSocket NIO's decoder of HTTP, which costs as much as the rest of an upgrade.
///
/// It stands in the decoder's place until a connection has said what it wants. The head of a request for a WebSocket
/// that has come whole with the second read goes to the `HTTPHandler` directly: the first read is of a byte or so
/// (`ReceiveBuffer`). For everything else the decoder takes its place, and gets all bytes from the first.
final class UpgradeShortcut: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let handler: HTTPHandler
    private let loop: LoopServices
    private let limits: NIOHTTPDecoderLimitConfiguration
    private var unread: ByteBuffer?

    /// - Parameters:
    ///   - handler: The next in the channel.
    ///   - limits: Of the decoder.
    init(to handler: HTTPHandler, loop: LoopServices, limits: NIOHTTPDecoderLimitConfiguration) {
        self.handler = handler
        self.loop = loop
        self.limits = limits
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        let isFirst = unread == nil
        var unread = self.unread.take() ?? ByteBuffer()
        unread.writeImmutableBuffer(bytes)
        loop.receiveBuffer.giveBack(bytes)
        if unread.readableBytes <= limits.maxHeaderListSize,
            let head = HTTPRequestHead(takingUpgradeFrom: &unread, fieldLimit: limits.maxHeaderFieldCount)
        {
            handler.upgrade(head, followedBy: unread)
        } else if isFirst, unread.readableBytes == 1 {
            self.unread = unread
        } else {
            stepAside(for: unread, context)
        }
    }

    private func stepAside(for unread: ByteBuffer, _ context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)
        do {
            try pipeline.addHandlers(
                [ByteToMessageHandler(decoder), HTTPServerPipelineHandler()], position: .before(self))
            pipeline.removeHandler(context: context, promise: nil)
            pipeline.fireChannelRead(NIOAny(unread))
        } catch {
            context.close(promise: nil)
        }
    }
}
