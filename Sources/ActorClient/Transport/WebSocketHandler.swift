import ActorWire
import NIOCore
import NIOWebSocket

/// Reads the frames of a server (RFC 6455), joined to messages.
final class WebSocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let line: WebSocketLine

    init(_ line: WebSocketLine) { self.line = line }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        guard frame.maskKey == nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            return line.end(.broken("a frame breaks the WebSocket protocol"), closing: .protocolError)
        }
        switch frame.opcode {
        case .text: line.tell(.message([UInt8](buffer: frame.data)))
        case .ping: answer(frame.data, context)
        case .pong:
            if let number = frame.data.getInteger(at: frame.data.readerIndex, as: UInt64.self) {
                line.tell(.pong(number))
            }
        case .connectionClose: close(frame.data, context)
        default: line.end(.broken("a frame is of an unknown kind"), closing: CloseReason(code: 1003, reason: ""))
        }
    }

    func channelInactive(context: ChannelHandlerContext) { line.end(.closed(.abnormal)) }

    /// A connection that ends together with its handshake is taken apart before `HandshakeGate` has told of the end.
    func handlerRemoved(context: ChannelHandlerContext) { line.end(.closed(.abnormal)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOWebSocketError.invalidFrameLength, NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge,
            NIOWebSocketFrameAggregator.Error.tooManyFragments:
            line.end(
                .broken("the server sent a message that is too long"), closing: CloseReason(code: 1009, reason: ""))
        case is NIOWebSocketError, is NIOWebSocketFrameAggregator.Error:
            line.end(.broken("a frame breaks the WebSocket protocol"), closing: .protocolError)
        default: line.end(.broken(ConnectFailure.text(of: error)))
        }
    }

    private func answer(_ payload: ByteBuffer, _ context: ChannelHandlerContext) {
        // A server that does not read gets no answers, instead of a growing pile of them.
        guard context.channel.isWritable else { return }
        let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: payload)
        context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
    }

    /// The server closes, or confirms a close (RFC 6455 section 5.5.1).
    private func close(_ payload: ByteBuffer, _ context: ChannelHandlerContext) {
        var payload = payload
        let code = payload.readInteger(as: UInt16.self)
        let reason = String(validating: payload.readableBytesView, as: UTF8.self) ?? ""
        line.closed(by: CloseReason(code: code ?? 1005, reason: reason))
    }
}
