import NIOCore
import NIOHTTP1
import NIOPosix

/// One request and its answer, on a connection of its own.
struct HTTPExchange: Sendable {
    let server: ServerAddress
    /// How long it may take, from the first packet to the last.
    let limit: Duration

    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    /// The longest answer that is read: 4 MiB.
    private static let longestAnswer = 4 << 20

    func send(
        _ method: HTTPMethod, _ path: String, headers: [String: String] = [:], body: [UInt8] = []
    ) async throws(ServerUnreachable) -> Answer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: Answer.self)
        let deadline = loop.scheduleTask(in: TimeAmount(limit)) { promise.fail(ChannelError.connectTimeout(.zero)) }
        promise.futureResult.whenComplete { _ in deadline.cancel() }
        ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(limit))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandlers(
                        NIOHTTPClientResponseAggregator(maxContentLength: Self.longestAnswer), AnswerHandler(promise))
                }
            }
            .connect(host: server.host, port: server.port)
            .whenComplete { result in
                switch result {
                case .failure(let error): promise.fail(error)
                case .success(let channel):
                    promise.futureResult.whenComplete { _ in channel.close(promise: nil) }
                    self.write(method, path, headers, body, to: channel)
                }
            }
        do {
            return try await promise.futureResult.get()
        } catch {
            throw ServerUnreachable(server, ConnectFailure.text(of: error))
        }
    }

    private func write(
        _ method: HTTPMethod, _ path: String, _ headers: [String: String], _ body: [UInt8], to channel: any Channel
    ) {
        var fields = HTTPHeaders(headers.map { ($0.key, $0.value) })
        fields.add(name: "host", value: server.authority)
        fields.add(name: "connection", value: "close")
        fields.add(name: "content-length", value: "\(body.count)")
        channel.write(
            HTTPClientRequestPart.head(HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: fields)),
            promise: nil)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }
}

/// Keeps the promise with the answer, or with why there is none.
private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = NIOHTTPClientResponseFull

    private let promise: EventLoopPromise<HTTPExchange.Answer>

    init(_ promise: EventLoopPromise<HTTPExchange.Answer>) { self.promise = promise }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let answer = unwrapInboundIn(data)
        promise.succeed(
            HTTPExchange.Answer(
                status: Int(answer.head.status.code), body: answer.body.map { Array($0.readableBytesView) } ?? []))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { promise.fail(ChannelError.eof) }
}

/// There is no answer from the server, or none that makes sense.
public struct ServerUnreachable: Error, Sendable, Hashable, CustomStringConvertible {
    public let server: ServerAddress
    public let reason: String

    init(_ server: ServerAddress, _ reason: String) {
        self.server = server
        self.reason = reason
    }

    public var description: String { "\(server) cannot be reached: \(reason)" }
}
