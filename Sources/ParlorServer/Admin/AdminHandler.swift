import ActorGateway
import NIOCore
import NIOHTTP1

/// One connection to the admin side: it answers one request, and is closed.
final class AdminHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let page: AdminServer.Pages
    private let isLoopback: Bool
    private let patience: TimeAmount
    private var end: Scheduled<Void>?
    private var answering: Task<Void, Never>?
    private var context: ChannelHandlerContext?

    /// - Parameters:
    ///   - isLoopback: Whether requests for a domain are refused: none leads to this port rightly.
    ///   - patience: The connection ends after this time, whatever it does.
    init(_ page: @escaping AdminServer.Pages, isLoopback: Bool, patience: TimeAmount) {
        self.page = page
        self.isLoopback = isLoopback
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        end = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { context.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end?.cancel()
        answering?.cancel()
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // A body, or another request, finds the answer under way.
        guard case .head(let head) = unwrapInboundIn(data), answering == nil else { return }
        let answered = context.eventLoop.makePromise(of: AdminPage.self)
        answering = answered.completeWithTask { [page, isLoopback] in
            guard let host = HostHeader(head) else { return .withoutHost }
            guard !isLoopback || !host.isDomain else { return .otherHost }
            guard head.method == .GET || head.method == .HEAD else { return .notAllowed }
            return await page(String(head.uri.prefix { $0 != "?" })) ?? .notFound
        }
        answered.futureResult.assumeIsolated().whenSuccess { page in self.write(page, to: head.method) }
    }

    private func write(_ page: AdminPage, to method: HTTPMethod) {
        guard let context else { return }
        var head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: page.status),
            headers: [
                "content-type": page.type, "content-length": "\(page.text.utf8.count)", "connection": "close",
                "cache-control": "no-store",
            ])
        if head.status == .methodNotAllowed { head.headers.add(name: "allow", value: "GET, HEAD") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page.text)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            self.context?.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
