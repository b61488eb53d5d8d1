import ActorDefinition
import ActorRuntime
import ActorWire
import Glibc
import Logging
import NIOCore

// What leaves for the client, and how the connection ends from this side.
extension ClientConnection {
    /// Writes whole frames. A client that has left more than its bound unread is cut off instead.
    func send(_ frames: ByteBuffer) {
        guard case .open = phase, let context else { return }
        guard !isBehind else { return cutOff(context) }
        write(frames, context)
    }

    /// The socket, while frames for the client may go straight to it.
    var freeSocket: CInt {
        guard case .open = phase, !isBehind else { return SocketGate.noSocket }
        return gate.freeSocket
    }

    /// - Parameter done: Runs when everything has been handed to the kernel, or never will be.
    func write(
        _ frames: ByteBuffer, _ context: ChannelHandlerContext, done: @escaping () -> Void = {}
    ) {
        guard let rest = gate.send(frames) else { return done() }
        services.metrics.queue(rest.readableBytes)
        link.update { $0.queuedBytes = gate.heldBytes }
        context.writeAndFlush(wrapOutboundOut(rest)).assumeIsolated().whenComplete { result in
            self.services.metrics.unqueue(rest.readableBytes)
            self.gate.release(rest.readableBytes, isWritten: (try? result.get()) != nil)
            self.link.update { $0.queuedBytes = self.gate.heldBytes }
            done()
        }
    }

    /// Asks for a droppable frame whether the client still has to read what came before; it is counted then.
    func drops() -> Bool {
        guard case .open = phase, gate.heldBytes > 0 else { return false }
        services.metrics.countDropped()
        link.update { $0.countDropped() }
        return true
    }

    func send(_ message: ToClient) { sendFrame(link.encoding.opcode, message.encoded(in: link.encoding)) }

    func sendFrame(_ opcode: WebSocketOpcode, _ payload: [UInt8]) {
        var frame = ByteBuffer()
        frame.writeFrame(opcode, payload)
        send(frame)
    }

    /// The high-water mark of the channel is the client's bound: not writable means beyond it.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isBehind = !context.channel.isWritable
        guard isBehind else { return }
        patienceEnds = loop.roster.now + .milliseconds(500)
        loop.watch.add(self)
    }

    /// Nothing more can reach such a client, so the kernel is told to forget what waits (`SO_LINGER` 0): otherwise the
    /// close would stand in line behind it for minutes.
    func cutOff(_ context: ChannelHandlerContext) {
        phase = .ending(.violation("reads too slowly"))
        services.metrics.countCutOff()
        services.logger.info("cut off a client that reads too slowly", metadata: ["client": "\(link.remoteAddress)"])
        abandon(context)
    }

    func abandon(_ context: ChannelHandlerContext) {
        if let socket = context.channel as? any SocketOptionProvider {
            socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in
                context.close(promise: nil)
            }
        } else {
            context.close(promise: nil)
        }
    }

    /// Says why, and closes.
    ///
    /// - Parameter cause: Nil when the client did what it may not.
    func fail(_ error: WireError, as cause: DisconnectReason? = nil) {
        services.refusals.count(error)
        send(.error(error, actionID: nil))
        close(CloseReason(error), as: cause ?? .violation(error.message))
    }

    /// Sends a close and gives the client a moment to answer it, so that it reads the reason before the socket is gone.
    func close(_ reason: CloseReason, as cause: DisconnectReason) {
        guard case .open = phase, let context else { return }
        var frame = ByteBuffer()
        frame.writeClose(reason)
        send(frame)
        guard case .open = phase else { return }
        phase = .ending(cause)
        endAfterGrace(context)
    }

    /// Ends our half of the connection once all is written: nothing that the client still sends can be understood, its
    /// close neither. Its half is read on until it ends, since a socket that is closed with something unread takes back
    /// what was sent last.
    func hangUp(_ context: ChannelHandlerContext) {
        if case .ending = phase { context.close(mode: .output, promise: nil) }
    }

    /// Nobody who leaves something unread or unsaid stays for ever.
    func endAfterGrace(_ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: services.configuration.closeGrace.timeAmount) {
            [weak self] in
            guard let self, case .ending = self.phase else { return }
            self.closeNow()
        }
    }
}
