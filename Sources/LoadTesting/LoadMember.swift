import ActorWire
import NIOCore

/// One connection of the test, from its handshake on: it reads no more of what comes than it must.
final class LoadMember: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// The host has yet to agree to speak WebSocket.
        case upgrading
        case entering
        case joined
        case ended
    }

    /// The id of the action that shows that the room knows of the subscription.
    private static let greeting: UInt64 = 0

    /// What is said where there is no room, to have it back.
    private static let hello = Array("hello".utf8)

    private let engine: LoadEngine
    private let request: ByteBuffer
    private var phase = Phase.upgrading
    /// The part of a frame, or of the handshake's answer, whose rest has not come.
    private var rest = ByteBuffer()
    private var context: ChannelHandlerContext?
    var track = Track()

    init(_ engine: LoadEngine, request: ByteBuffer) {
        self.engine = engine
        self.request = request
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { end() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func end() {
        guard phase != .ended else { return }
        let wasJoined = phase == .joined
        phase = .ended
        context = nil
        engine.ended(wasJoined: wasJoined)
    }

    // MARK: What comes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if rest.readableBytes > 0 {
            rest.writeBuffer(&bytes)
            swap(&rest, &bytes)
        }
        rest = ByteBuffer()
        do {
            if phase == .upgrading, try !readHandshake(&bytes) {
                rest = bytes
                return
            }
            try readFrames(&bytes, at: NIODeadline.now().uptimeNanoseconds, context)
            if bytes.readableBytes > 0 { rest = ByteBuffer(bytes: bytes.readableBytesView) }
        } catch {
            engine.fail(error)
        }
    }

    /// - Returns: Whether all of the answer has come.
    private func readHandshake(_ bytes: inout ByteBuffer) throws(LoadError) -> Bool {
        let view = bytes.readableBytesView
        guard let end = view.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            guard view.count < 16_384 else { throw .protocolError("an answer without an end") }
            return false
        }
        let head = String(decoding: view[..<end], as: UTF8.self)
        guard head.hasPrefix("HTTP/1.1 101 ") else {
            // Why, for a host that is one; else the first line of whatever this is.
            let error = (try? Value(json: view[end...])).flatMap(WireError.init)
            let line = "it answers '\(head.prefix { !$0.isNewline })'"
            throw engine.refusal((error?.message ?? line).printable(limit: 200))
        }
        bytes.moveReaderIndex(to: end)
        phase = .entering
        // A room says the first word itself.
        if engine.plan.isEcho { write(opcode: 0x1, Self.hello) }
        return true
    }

    private func readFrames(
        _ bytes: inout ByteBuffer, at time: UInt64, _ context: ChannelHandlerContext
    ) throws(LoadError) {
        var taken = 0
        let result: Result<Void, LoadError> = bytes.withUnsafeReadableBytes { bytes in
            do throws(LoadError) {
                while case let left = UnsafeRawBufferPointer(rebasing: bytes[taken...]),
                    let header = try ServerFrameHeader(left), header.size <= left.count
                {
                    let payload = UnsafeRawBufferPointer(rebasing: left[header.size - header.length..<header.size])
                    try take(header.opcode, payload, at: time, context)
                    taken += header.size
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        bytes.moveReaderIndex(forwardBy: taken)
        try result.get()
    }

    private func take(
        _ opcode: UInt8, _ payload: UnsafeRawBufferPointer, at time: UInt64, _ context: ChannelHandlerContext
    ) throws(LoadError) {
        switch opcode {
        case 0x1 where engine.plan.isEcho && payload.elementsEqual(Self.hello): enter()
        case 0x1: try take(try Incoming(payload, run: engine.run), at: time)
        case 0x8: context.close(promise: nil)
        case 0x9: write(opcode: 0xA, Array(payload))
        case 0xA: break
        default: throw .protocolError("a frame of an unknown kind")
        }
    }

    private func take(_ incoming: Incoming, at time: UInt64) throws(LoadError) {
        switch incoming {
        case .welcome:
            write(opcode: 0x1, ToServer.subscriptionRequest(event: "newMessage", subscribe: true).json())
            let page: Value = ["limit": 1]
            write(
                opcode: 0x1, ToServer.actionRequest(id: Self.greeting, name: "history", arguments: [page]).json())
        case .delivery(let seq, let number): try engine.deliver(number, seq: seq, to: &track, at: time)
        case .foreign(let seq): engine.pass(seq, to: &track)
        case .answer(Self.greeting): enter()
        case .answer: engine.answered(to: self)
        case .refusal(let error, let action): try engine.refused(error, isJoined: phase == .joined, action: action)
        case .other: break
        }
    }

    private func enter() {
        guard phase == .entering else { return }
        phase = .joined
        engine.joined()
    }

    // MARK: What goes

    func write(opcode: UInt8, _ payload: some Collection<UInt8>) {
        guard let context else { return }
        var frame = context.channel.allocator.buffer(capacity: payload.count + 14)
        frame.writeClientFrame(opcode: opcode, payload)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    /// Says goodbye, as a client should (RFC 6455 section 5.5.1).
    func leave() {
        write(opcode: 0x8, [0x03, 0xE8])
        context?.close(promise: nil)
    }
}
