import NIOCore
import NIOHTTP1
import NIOPosix

/// One HTTP request and its answer, on a connection of its own.
struct HTTPExchange: Sendable {
    struct Answer: Sendable {
        let status: HTTPResponseStatus
        let body: [UInt8]
    }

    /// The longest answer, in bytes.
    private static let longestAnswer = 4 << 20

    let server: ServerAddress
    let timeout: Duration

    /// - Throws: `ControlError`.
    nonisolated(nonsending) func send(
        _ method: HTTPMethod, _ path: String, headers: HTTPHeaders = [:], body: [UInt8] = []
    ) async throws(ControlError) -> Answer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: Answer.self)
        var headers = headers
        headers.add(name: "Host", value: server.authority)
        headers.add(name: "Connection", value: "close")
        headers.add(name: "Content-Length", value: "\(body.count)")
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
        let timer = loop.scheduleTask(in: TimeAmount(timeout)) {
            answer.fail(ControlError.unreachable("no answer in time"))
        }
        ClientBootstrap(group: loop).connect(host: server.host, port: server.port)
            .flatMapThrowing { channel in
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                try channel.pipeline.syncOperations.addHandlers([
                    NIOHTTPClientResponseAggregator(maxContentLength: Self.longestAnswer), AnswerHandler(answer),
                ])
                answer.futureResult.whenComplete { _ in channel.close(promise: nil) }
                channel.write(HTTPClientRequestPart.head(head), promise: nil)
                if !body.isEmpty {
                    channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil)
                }
                channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
            }
            .whenFailure { answer.fail($0) }
        defer { timer.cancel() }
        do {
            return try await answer.futureResult.get()
        } catch let error as ControlError {
            throw error
        } catch {
            throw .unreachable(ConnectFailure.text(of: error))
        }
    }
}

/// Takes the answer from the connection.
private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = NIOHTTPClientResponseFull

    private let answer: EventLoopPromise<HTTPExchange.Answer>

    init(_ answer: EventLoopPromise<HTTPExchange.Answer>) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let response = unwrapInboundIn(data)
        answer.succeed(.init(status: response.head.status, body: response.body.map { [UInt8](buffer: $0) } ?? []))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isForeign = error is HTTPParserError || error is NIOHTTPObjectAggregatorError
        answer.fail(isForeign ? ControlError.unexpectedAnswer : error)
    }

    func channelInactive(context: ChannelHandlerContext) { answer.fail(ControlError.unexpectedAnswer) }
}
