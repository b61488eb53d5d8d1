import ActorRuntime
import ActorWire
import NIOCore
import NIOHTTP1

/// One connection while it speaks HTTP: gathers a request, has it answered, and turns into a `ClientConnection` when a
/// WebSocket is asked for.
///
/// Most connections ask for nothing but a WebSocket, so NIO's handlers for answers come when they are needed. Of those the
/// one before it holds back each request until the last is answered.
final class HTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        case idle
        case reading(HTTPRequestHead, body: [UInt8])
        case answering(Task<Void, Never>)
        /// The answer to a bad request is on its way out, and the connection ends with it.
        case ending
    }

    private let endpoints: Endpoints
    private let transport: any Transport
    private let loop: LoopServices
    /// Where the connection was let in, until it is a WebSocket's.
    private var household: Household?
    private var context: ChannelHandlerContext?
    private var rosterSlot: UInt8 = 0
    private var phase = Phase.idle
    /// When the request under way has to be complete, or the last answer to be taken.
    private var deadline = NIODeadline.distantFuture
    private var hasAnswered = false
    /// Whether the server goes away, so that the answer under way is the last.
    private var isLeaving = false
    /// Whether a request came that is not for a WebSocket.
    private var speaksHTTP = false

    init(endpoints: Endpoints, transport: any Transport, loop: LoopServices, household: Household?) {
        self.household = household
        self.endpoints = endpoints
        self.transport = transport
        self.loop = loop
    }

    private var services: ConnectionServices { loop.shared }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        rosterSlot = loop.roster.add(self)
        deadline = loop.roster.now + services.configuration.requestTime.timeAmount
        loop.watch.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        if case .answering(let task) = phase { task.cancel() }
        loop.roster.remove(self, from: rosterSlot)
        loop.watch.remove(self)
        if let household { services.admission.leave(household) }
        self.context = nil
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), phase) {
        case (.head(let head), .idle):
            // Answers that nobody reads would pile up: requests may come without end, and faster than answers leave.
            guard context.channel.isWritable else {
                // What was read together with this request still comes, and is not asked any more.
                phase = .ending
                services.metrics.countCutOff()
                return closeNow()
            }
            guard speaksHTTP || head.method == .GET && Handshake.isAskedFor(by: head) else {
                return speakHTTP(context, since: data)
            }
            phase = .reading(head, body: [])
            begin(head, context)
        case (.body(let bytes), .reading(let head, var body)):
            phase = .idle  // lets go of the body, so that it grows in place
            body += bytes.readableBytesView
            phase = .reading(head, body: body)
            if body.count > services.configuration.bodyLimit {
                refuse(.incomingTooLong(limit: services.configuration.bodyLimit), as: .body)
            }
        case (.end, .reading(let head, let body)):
            if !speaksHTTP || Handshake.isAskedFor(by: head) {
                upgrade(head, context)
            } else {
                answer(head, body, context)
            }
        default:
            break
        }
    }

    /// Brings what answers take, and has the head of the request pass it.
    private func speakHTTP(_ context: ChannelHandlerContext, since head: NIOAny) {
        speaksHTTP = true
        do {
            let pipeline = context.pipeline.syncOperations
            try pipeline.addHandler(HTTPResponseEncoder(), position: .before(self))
            try pipeline.addHandler(HTTPServerPipelineHandler(), position: .before(self))
            try pipeline.context(handlerType: HTTPResponseEncoder.self).fireChannelRead(head)
        } catch {
            context.close(promise: nil)
        }
    }

    /// Refuses what need not be read to its end, and asks for the body where the client waits for that (RFC 9110 section
    /// 10.1.1).
    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        do {
            try endpoints.access.checkHost(head)
        } catch {
            return refuse(error)
        }
        guard head.method != .GET, head.version == .http1_1,
            head.headers.first(name: "expect")?.lowercased() == "100-continue"
        else { return }
        let limit = services.configuration.bodyLimit
        guard head.headers.first(name: "content-length").flatMap({ Int($0) }) ?? 0 <= limit else {
            return refuse(.incomingTooLong(limit: limit), as: .body)
        }
        context.writeAndFlush(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let limits = services.configuration
        switch (error, phase) {
        case (HTTPParserError.headerOverflow, _):
            refuse(.headTooLarge(bytes: limits.headerLimit, fields: limits.headerCount), as: .header)
        case (is HTTPParserError, _): refuse(.unreadableHead, as: .protocol)
        case (is ByteToMessageDecoderError.PayloadTooLargeError, .idle),
            (is ByteToMessageDecoderError.PayloadTooLargeError, .reading):
            giveUp(services.refusalAnswers.headTooLarge, as: .header)
        default: context.close(promise: nil)
        }
    }

    /// Answers what cannot be read to its end; the connection goes with it.
    private func refuse(_ error: WireError, as refusal: Refusal? = nil) {
        guard let context else { return }
        if case .ending = phase { return }
        if let refusal { services.refusals.count(refusal) }
        phase = .ending
        deadline = loop.roster.now + services.configuration.closeGrace.timeAmount
        let pipeline = context.pipeline.syncOperations
        guard speaksHTTP || (try? pipeline.addHandler(HTTPResponseEncoder(), position: .before(self))) != nil else {
            return closeNow()
        }
        write(.error(error), to: .GET, keepAlive: false, context)
    }

    private func answer(_ head: HTTPRequestHead, _ body: [UInt8], _ context: ChannelHandlerContext) {
        let request = HTTPRequest(
            method: head.method, uri: head.uri, headers: head.headers, body: body,
            remoteAddress: context.channel.remoteAddress?.peerName ?? "")
        let answered = context.eventLoop.makePromise(of: HTTPAnswer.self)
        phase = .answering(answered.completeWithTask { [endpoints] in await endpoints.answer(request) })
        answered.futureResult.assumeIsolated().whenSuccess { answer in
            guard self.context != nil else { return }
            self.phase = .idle
            self.hasAnswered = true
            self.deadline = self.loop.roster.now + self.services.configuration.requestTime.timeAmount
            self.write(answer, to: head.method, keepAlive: head.staysHTTP && !self.isLeaving, context)
        }
    }

    private func write(_ answer: HTTPAnswer, to method: HTTPMethod, keepAlive: Bool, _ context: ChannelHandlerContext) {
        var headers = answer.headers
        if answer.status != .noContent { headers.add(name: "content-length", value: "\(answer.body.count)") }
        if !keepAlive { headers.add(name: "connection", value: "close") }
        let head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !answer.body.isEmpty, method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if !keepAlive { written.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
    }

    // MARK: The WebSocket

    private func upgrade(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let handshake: Handshake
        do {
            try endpoints.access.checkOrigin(head.headers)
            handshake = try Handshake(head)
        } catch {
            return refuse(error)
        }
        let opening: Opening =
            if head.uri == services.configuration.echoPath {
                .echo
            } else {
                Opening(
                    head, subprotocols: handshake.subprotocols, access: endpoints.access, isReady: endpoints.isReady())
            }
        becomeWebSocket(
            context, with: handshake.answer, for: opening, in: opening.encoding(subprotocols: handshake.subprotocols))
    }

    /// Takes everything of HTTP out of the channel. The decoder leaves last, and hands on what it has not read.
    private func becomeWebSocket(
        _ context: ChannelHandlerContext, with answer: ByteBuffer, for opening: Opening, in encoding: WireEncoding
    ) {
        let link = SocketLink(
            transport: transport, remoteAddress: context.channel.remoteAddress?.peerName ?? "",
            eventLoop: context.eventLoop, encoding: encoding)
        let connection = ClientConnection(link: link, loop: loop, household: household, echoes: opening.isEcho)
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
            if speaksHTTP {
                for other in [
                    try pipeline.context(handlerType: HTTPServerPipelineHandler.self),
                    try pipeline.context(handlerType: HTTPResponseEncoder.self),
                ] {
                    pipeline.removeHandler(context: other, promise: nil)
                }
            }
            try pipeline.addHandler(connection)
            household = nil
            connection.open(opening, with: answer)
            pipeline.removeHandler(context: context, promise: nil)
            pipeline.removeHandler(context: decoder, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }
}

extension HTTPHandler: RosterEntry {
    /// There are no pings in HTTP; see `look`.
    func beat(_ beat: Beat) {}

    func goAway() {
        if case .answering = phase { isLeaving = true } else { closeNow() }
    }

    func closeNow() {
        context?.close(promise: nil)
    }
}

extension HTTPHandler: Watched {
    func look(at time: NIODeadline) {
        guard time >= deadline else { return }
        switch phase {
        case .answering: break
        case .idle where hasAnswered, .ending: closeNow()
        case .idle, .reading: giveUp(RefusalAnswers.tooSlow, as: .handshake)
        }
    }

    /// NIO's handlers write no answer to what is no request yet, so it goes past them.
    private func giveUp(_ answer: ByteBuffer, as refusal: Refusal) {
        services.refusals.count(refusal)
        // Half a request that ends here is no other violation.
        phase = .ending
        let encoder = try? context?.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        (encoder ?? context)?.writeAndFlush(NIOAny(answer), promise: nil)
        closeNow()
    }
}

extension HTTPRequestHead {
    /// Whether another request may follow in HTTP. NIO reads nothing more after one for another protocol, though that
    /// is not granted.
    fileprivate var staysHTTP: Bool { isKeepAlive && method != .CONNECT && !headers.contains(name: "upgrade") }
}
