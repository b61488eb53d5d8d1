import NIOCore
import NIOHTTP1

/// One connection to the admin side: it answers one request, and is closed.
final class AdminHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let page: AdminServer.Pages
    private var answering: Task<Void, Never>?
    private var context: ChannelHandlerContext?

    init(_ page: @escaping AdminServer.Pages) { self.page = page }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        answering?.cancel()
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // A body, or another request, finds the answer under way.
        guard case .head(let head) = unwrapInboundIn(data), answering == nil else { return }
        let answered = context.eventLoop.makePromise(of: AdminPage.self)
        answering = answered.completeWithTask { [page] in
            guard head.method == .GET || head.method == .HEAD else { return .notAllowed }
            return await page(String(head.uri.prefix { $0 != "?" })) ?? .notFound
        }
        answered.futureResult.assumeIsolated().whenSuccess { page in self.write(page, to: head.method) }
    }

    private func write(_ page: AdminPage, to method: HTTPMethod) {
        guard let context else { return }
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: page.status),
            headers: [
                "content-type": page.type, "content-length": "\(page.text.utf8.count)", "connection": "close",
                "cache-control": "no-store",
            ])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page.text)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            self.context?.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
