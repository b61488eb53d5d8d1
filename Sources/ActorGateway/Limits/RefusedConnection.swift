import NIOCore

/// A connection beyond a limit: it gets the same answer whatever it asks, and is closed.
///
/// The answer waits for the question, for clients are confused by one that comes before. Who asks nothing is closed
/// within a second or so.
final class RefusedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// So many wait for their question on an event loop; more are closed at once. Each holds a file descriptor.
    static let limit = 256

    private let answer: ByteBuffer
    private let loop: LoopServices
    private let deadline: NIODeadline
    private var context: ChannelHandlerContext?

    init(_ refusal: Refusal, loop: LoopServices) {
        let answers = loop.shared.refusalAnswers
        answer =
            switch refusal {
            case .address: answers.tooManyFromAddress
            case .arrivals: answers.tooFastFromAddress
            default: answers.tooManyInAll
            }
        self.loop = loop
        deadline = loop.roster.now + .seconds(1)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.refused += 1
        loop.watch.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        loop.refused -= 1
        loop.watch.remove(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        loop.receiveBuffer.giveBack(unwrapInboundIn(data))
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

extension RefusedConnection: Watched {
    func look(at time: NIODeadline) {
        if time >= deadline { context?.close(promise: nil) }
    }
}
