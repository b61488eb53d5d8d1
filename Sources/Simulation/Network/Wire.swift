import NIOCore

/// The kernel's end of a socket, as the gateway's channel sees it: what is written goes to the line.
final class Wire: ChannelOutboundHandler {
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let line: Line

    init(_ line: Line) { self.line = line }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .byteBuffer(let bytes) = unwrapOutboundIn(data) else { return }
        line.serverWrote(Array(bytes.readableBytesView), promise)
    }

    func flush(context: ChannelHandlerContext) {}

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        line.serverClosed()
        context.close(mode: mode, promise: promise)
    }
}
