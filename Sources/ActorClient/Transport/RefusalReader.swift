import NIOCore
import NIOHTTP1

/// Reads why a server will not speak WebSocket: the status of its answer, and the beginning of the body.
final class RefusalReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    /// No error of this protocol is longer, in bytes.
    private static let enough = 16 << 10

    private let failure: EventLoopPromise<ConnectFailure>
    private var status = HTTPResponseStatus.ok
    private var body: [UInt8] = []

    init(_ failure: EventLoopPromise<ConnectFailure>) { self.failure = failure }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = head.status
        case .body(let bytes):
            body += bytes.readableBytesView
            if body.count > Self.enough { finish() }
        case .end: finish()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { finish() }

    func handlerRemoved(context: ChannelHandlerContext) { finish() }

    private func finish() { failure.succeed(ConnectFailure(status: status, body: body)) }
}
