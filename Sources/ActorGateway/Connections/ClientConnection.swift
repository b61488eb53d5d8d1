import ActorDefinition
import ActorRuntime
import ActorWire
import Logging
import NIOCore

/// One client's WebSocket, from the upgrade to its end: the only handler of its channel.
///
/// It reads the client's frames and hands them to the session in their order; what leaves for the client goes through
/// `send`, a whole number of frames at a time. Everything here runs on the channel's event loop.
final class ClientConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Phase {
        case open
        /// A close was sent, or the socket is being torn down: what the client still sends is not for the actor.
        indirect case ending(DisconnectReason)
        case ended
    }

    /// Whom the client speaks to.
    private enum Counterpart {
        case actor(any ActorSession)
        case nobody
    }

    /// Who takes part in the broadcasts of an actor; nil before the actor accepted the client.
    var member: Member?

    // There are thousands of connections. The small fields are last, where they share a word.

    let link: SocketLink
    let loop: LoopServices
    private var counterpart = Counterpart.nobody
    var context: ChannelHandlerContext?
    var phase = Phase.open { didSet { member?.socketChanged() } }
    /// When a client that is behind is cut off, if nothing is sent before.
    var patienceEnds = NIODeadline.distantFuture
    private var throttle = Throttle()
    var gate = SocketGate() { didSet { member?.socketChanged() } }
    private var decoder: FrameDecoder
    private var pings = PingRecord()
    /// Where the connection was let in.
    private let household: Household?
    private var rosterSlot: UInt8 = 0
    private let echoes: Bool
    private var isPaused = false
    var isBehind = false { didSet { member?.socketChanged() } }

    init(link: SocketLink, loop: LoopServices, household: Household?, echoes: Bool) {
        self.link = link
        self.loop = loop
        self.household = household
        self.echoes = echoes
        decoder = FrameDecoder(limit: echoes ? 16 << 20 : loop.shared.configuration.incomingMessageLimit)
    }

    var services: ConnectionServices { loop.shared }

    // MARK: Beginning and end

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        gate = SocketGate(of: context)
        link.connection = self
        rosterSlot = loop.roster.add(self)
        services.metrics.countOpen()
    }

    /// Begins the WebSocket.
    ///
    /// The answer leaves by itself, although a write could be saved if what the actor says first came with it: a client that
    /// answers both at once would acknowledge all that follows late, on Linux, which makes each later write dearer on one
    /// machine.
    func open(_ opening: Opening, with answer: ByteBuffer) {
        send(answer)
        switch opening {
        case .connect(let target, let input, let parameters, _):
            counterpart = .actor(services.backend.open(target, input: input, parameters: parameters, link: link))
        case .refuse(let error):
            fail(error, as: .disconnected(error.message))
        case .echo:
            break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        services.logger.debug(
            "a connection broke", metadata: ["client": "\(link.remoteAddress)", "error": "\(error)"])
        if case .open = phase { phase = .ending(.lost("it broke")) }
        context.close(promise: nil)
    }

    private func end() {
        let reason: DisconnectReason
        switch phase {
        case .open: reason = .lost("it ended without a goodbye")
        case .ending(let cause): reason = cause
        case .ended: return
        }
        gate.close()
        loop.arrivals.handOver()
        phase = .ended
        services.metrics.countClose(reason)
        if let household { services.admission.leave(household) }
        loop.roster.remove(self, from: rosterSlot)
        loop.watch.remove(self)
        member?.leave()
        member = nil
        if case .actor(let session) = counterpart { session.closed(reason) }
        counterpart = .nobody
        link.connection = nil
    }

    // MARK: From the client

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        decoder.append(bytes)
        defer { loop.receiveBuffer.giveBack(bytes) }
        do {
            if case .open = phase {
                try receiveMessages()
                slowDown(context, bytes: bytes.readableBytes)
            }
            if case .ending = phase { try finishClosing() }
        } catch {
            services.logger.debug(
                "a client broke the WebSocket protocol",
                metadata: ["client": "\(link.remoteAddress)", "violation": "\(error)"])
            if case .open = phase { services.refusals.count(error.refusal) }
            close(error.closeReason, as: .violation("sent \(error)"))
            hangUp(context)
        }
    }

    private func receiveMessages() throws(WebSocketViolation) {
        var frames: [IncomingFrame] = []
        defer { pass(&frames) }
        while case .open = phase, let message = try decoder.next() {
            switch message {
            case .text(let text) where echoes:
                sendFrame(.text, text)
            case .binary(let bytes) where echoes:
                sendFrame(.binary, bytes)
            case .text(let bytes) where link.encoding == .json, .binary(let bytes) where link.encoding != .json:
                do {
                    frames.append(IncomingFrame(try ToServer(bytes, in: link.encoding), size: bytes.count))
                } catch {
                    pass(&frames)
                    fail(error)
                }
            case .text, .binary:
                pass(&frames)
                fail(.wrongKindOfMessage(in: link.encoding))
            case .ping(let payload):
                sendFrame(.pong, payload)
            case .pong(let payload):
                if let roundTrip = pings.answered(payload, at: loop.roster.now) {
                    link.update { $0.roundTrip = roundTrip.nanoseconds }
                }
            case .close(let code, _):
                pass(&frames)
                answerClose(code)
            }
        }
    }

    private func pass(_ frames: inout [IncomingFrame]) {
        if !frames.isEmpty { loop.arrivals.add(frames, from: self) }
        frames = []
    }

    /// Who comes is let in on the pool: there is enough to do for this thread when many come at once. So is what is said
    /// while a broadcast of the actor is being written, since nothing else of it can leave meanwhile.
    func wake(_ actor: WokenActor) {
        loop.arrivals.add(actor, runsHere: member.map { $0.audience?.isWritten != true } ?? false)
    }

    /// Gives the actor what arrived while the connection was open. What it has no room for is refused.
    func handOver(_ frames: [IncomingFrame]) {
        guard case .actor(let session) = counterpart else { return }
        let intake = session.receive(contentsOf: frames)
        guard let queue = intake.full else { return }
        services.refusals.count(Refusal(queue), times: frames.count - intake.taken)
        for frame in frames.dropFirst(intake.taken) {
            guard case .open = phase else { break }
            switch frame.frame {
            case .actionRequest(let id, _, _): send(.error(.overloaded(queue), actionID: id))
            case .subscriptionRequest: fail(.overloaded(queue))
            }
        }
    }

    /// Reads on later when the client has sent more than it may.
    private func slowDown(_ context: ChannelHandlerContext, bytes: Int) {
        let refusal = throttle.charge(
            frames: decoder.takeFrameCount(), bytes: bytes, at: loop.roster.now, services.configuration)
        guard let refusal, case .open = phase else { return }
        services.refusals.count(refusal)
        setReading(false, context)
        loop.watch.add(self)
    }

    private func setReading(_ isReading: Bool, _ context: ChannelHandlerContext) {
        isPaused = !isReading
        try? context.channel.syncOptions?.setOption(.autoRead, value: isReading)
    }

    /// Waits for the client's half of the closing handshake, and drops what comes before it.
    private func finishClosing() throws(WebSocketViolation) {
        while let message = try decoder.next() {
            if case .close = message { context?.close(promise: nil) }
        }
    }

    private func answerClose(_ code: UInt16?) {
        guard let context else { return }
        phase = .ending(.left)
        guard !isBehind else { return abandon(context) }
        var answer = ByteBuffer()
        if let code {
            answer.writeClose(CloseReason(code: code, reason: ""))
        } else {
            answer.writeFrame(.close, [])
        }
        write(answer, context) { context.close(promise: nil) }
        if gate.heldBytes > 0 { endAfterGrace(context) }
    }
}

extension ClientConnection: RosterEntry {
    func beat(_ beat: Beat) {
        guard case .open = phase, let context else { return }
        guard pings.unanswered < services.configuration.missedPings else {
            phase = .ending(isPaused ? .violation("sends too fast") : .lost("no answer to pings"))
            return abandon(context)
        }
        guard !readsMuch(before: beat) else { return }
        pings.sent(beat)
        send(beat.ping)
        link.update { $0.queuedBytes = gate.heldBytes }
    }

    /// In a turn. What the kernels on both sides hold of a client that does not read is full two ping intervals later.
    private static let muchTraffic = 8 << 10

    /// Who keeps up with a flood is alive, and not asked: Linux takes a client that answers while it is written to for one
    /// in a dialogue, and has it acknowledge only every second segment from then on, at the expense of the sender.
    private func readsMuch(before beat: Beat) -> Bool {
        guard gate.heldBytes == 0, let audience = member?.audience else { return false }
        return audience.traffic.bytes(before: beat.number) >= Self.muchTraffic
    }

    func goAway() {
        close(.goingAway, as: .shutdown)
    }

    func closeNow() {
        guard let context else { return }
        if isBehind { abandon(context) } else { context.close(promise: nil) }
    }
}

extension ClientConnection: Watched {
    func look(at time: NIODeadline) {
        guard case .open = phase, let context else { return loop.watch.remove(self) }
        if isBehind, time >= patienceEnds { return cutOff(context) }
        if isPaused, throttle.excess(at: time, services.configuration) == nil { setReading(true, context) }
        if !isBehind, !isPaused { loop.watch.remove(self) }
    }
}
