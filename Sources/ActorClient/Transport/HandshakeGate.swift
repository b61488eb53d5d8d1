import NIOCore

/// Lets the head of the server's answer to the upgrade through, and holds back what follows until the pipeline has been
/// rebuilt for WebSocket frames. That takes a turn of the event loop, in which frames, and the end of the connection,
/// may come that belong to the new pipeline.
final class HandshakeGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let endOfHead: [UInt8] = Array("\r\n\r\n".utf8)

    private enum State {
        /// So many bytes of the head's end have been seen.
        case head(matched: Int)
        case holding(ByteBuffer, isInactive: Bool)
        case open
    }

    private var state = State.head(matched: 0)
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        switch state {
        case .head(let matched):
            guard let head = readHead(from: &bytes, matched) else { return context.fireChannelRead(data) }
            state = .holding(bytes, isInactive: false)
            context.fireChannelRead(wrapInboundOut(head))
        case .holding(var held, let isInactive):
            held.writeBuffer(&bytes)
            state = .holding(held, isInactive: isInactive)
        case .open: context.fireChannelRead(data)
        }
    }

    /// Takes the rest of the head; nil when its end is not among the bytes.
    private func readHead(from bytes: inout ByteBuffer, _ matched: Int) -> ByteBuffer? {
        var matched = matched
        for (offset, byte) in bytes.readableBytesView.enumerated() {
            matched = byte == Self.endOfHead[matched] ? matched + 1 : byte == Self.endOfHead[0] ? 1 : 0
            if matched == Self.endOfHead.count { return bytes.readSlice(length: offset + 1) }
        }
        state = .head(matched: matched)
        return nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .holding(let held, _) = state {
            state = .holding(held, isInactive: true)
        } else {
            context.fireChannelInactive()
        }
    }

    /// The pipeline is rebuilt: hands over what was held back.
    func open() {
        guard case .holding(let held, let isInactive) = state, let context else { return }
        state = .open
        context.fireChannelRead(wrapInboundOut(held))
        context.fireChannelReadComplete()
        if isInactive { context.fireChannelInactive() }
    }
}
