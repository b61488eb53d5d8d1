import NIOCore

/// The receiving half of a WebSocket server: bytes in, messages out (RFC 6455 sections 5.2 to 5.5 and 8.1).
///
/// It knows no channel and no clock. It holds no more than one message and what was appended last. After a violation it
/// has nothing more to say, and keeps nothing of what is appended.
struct FrameDecoder {
    // Each connection has one of these. The small fields are last, where they share a word.

    /// The longest message, in bytes, all fragments together.
    private let limit: Int
    /// How much of the frame at the front of `unread`, which is not complete, `utf8` has seen: bytes of its payload.
    private var judged: UInt32 = 0
    /// Frames that were complete since they were last asked for.
    private var frameCount: UInt32 = 0
    private var unread = ByteBuffer()
    private var fragments: (payload: [UInt8], opcode: WebSocketOpcode)?
    /// Whether `unread` is a copy of its own, which may outlive the buffer that it was read from.
    private var isCopied = true
    private var isBroken = false
    /// Of the text under way, when it comes in pieces.
    private var utf8 = UTF8Validator()

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ bytes: ByteBuffer) {
        guard !isBroken else { return }
        if unread.readableBytes == 0 {
            unread = bytes
            isCopied = false
        } else {
            unread.discardReadBytes()
            unread.writeImmutableBuffer(bytes)
        }
    }

    /// The frames that became complete since the last call, control frames and fragments among them.
    mutating func takeFrameCount() -> Int {
        defer { frameCount = 0 }
        return Int(frameCount)
    }

    /// The next message that is complete, or nil until more is appended.
    mutating func next() throws(WebSocketViolation) -> WebSocketMessage? {
        do throws(WebSocketViolation) {
            return try readMessage()
        } catch {
            isBroken = true
            unread = ByteBuffer()
            fragments = nil
            throw error
        }
    }

    private mutating func readMessage() throws(WebSocketViolation) -> WebSocketMessage? {
        while let header = try FrameHeader(peeking: unread) {
            let joined = header.opcode.isControl ? 0 : fragments?.payload.count ?? 0
            guard header.opcode.isControl || header.length <= limit - joined else { throw .tooLong(limit: limit) }
            try checkOrder(of: header)
            guard unread.readableBytes - header.size >= header.length else {
                try judgeBeginning(of: header)
                break
            }
            unread.moveReaderIndex(forwardBy: header.size)
            frameCount += 1
            if let message = try finish(header, takePayload(of: header)) { return message }
        }
        keepRest()
        return nil
    }

    private func checkOrder(of header: FrameHeader) throws(WebSocketViolation) {
        switch header.opcode {
        case .continuation: if fragments == nil { throw .unexpectedContinuation }
        case .text, .binary: if fragments != nil { throw .missingContinuation }
        case .close, .ping, .pong: break
        }
    }

    private mutating func finish(
        _ header: FrameHeader, _ payload: [UInt8]
    ) throws(WebSocketViolation) -> WebSocketMessage? {
        switch header.opcode {
        case .ping: return .ping(payload)
        case .pong: return .pong(payload)
        case .close: return try Self.close(payload)
        case .text, .binary, .continuation:
            if isText(header) { try judge(payload, isLast: header.isFinal) }
            return join(header, payload)
        }
    }

    private mutating func join(_ header: FrameHeader, _ payload: [UInt8]) -> WebSocketMessage? {
        var whole = (payload: payload, opcode: header.opcode)
        if header.opcode == .continuation {
            fragments?.payload += payload
            guard header.isFinal, let joined = fragments.take() else { return nil }
            whole = joined
        } else if !header.isFinal {
            fragments = whole
            return nil
        }
        return whole.opcode == .text ? .text(whole.payload) : .binary(whole.payload)
    }

    // MARK: Text

    private func isText(_ header: FrameHeader) -> Bool {
        header.opcode == .text || (header.opcode == .continuation && fragments?.opcode == .text)
    }

    /// Judges what is there of a text frame: what cannot become valid is not read to its end.
    private mutating func judgeBeginning(of header: FrameHeader) throws(WebSocketViolation) {
        guard isText(header) else { return }
        let fresh = unread.withUnsafeReadableBytes { bytes in
            Masking.apply(
                Masking.key(header.mask, at: Int(judged)),
                to: UnsafeRawBufferPointer(rebasing: bytes[(header.size + Int(judged))...]))
        }
        judged += UInt32(fresh.count)
        guard utf8.accept(fresh) else { throw .invalidUTF8 }
    }

    /// Judges a text frame that is complete, but for the beginning of it that was judged before.
    private mutating func judge(_ payload: [UInt8], isLast: Bool) throws(WebSocketViolation) {
        if isLast, judged == 0, fragments == nil {
            guard (try? UTF8Span(validating: payload.span)) != nil else { throw .invalidUTF8 }
        } else {
            guard utf8.accept(payload[Int(judged)...]), utf8.isComplete || !isLast else { throw .invalidUTF8 }
            judged = 0
        }
    }

    // MARK: Control frames and payloads

    /// RFC 6455 sections 5.5.1 and 7.4; the codes 1012 to 1014 are registered with IANA.
    private static func close(_ payload: [UInt8]) throws(WebSocketViolation) -> WebSocketMessage {
        guard !payload.isEmpty else { return .close(code: nil, reason: "") }
        guard payload.count >= 2 else { throw .badCloseFrame }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: break
        default: throw .badCloseFrame
        }
        guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else { throw .invalidUTF8 }
        return .close(code: code, reason: reason)
    }

    /// Removes the payload from what is unread, unmasked (RFC 6455 section 5.3).
    private mutating func takePayload(of header: FrameHeader) -> [UInt8] {
        let payload = unread.withUnsafeReadableBytes { bytes in
            Masking.apply(header.mask, to: UnsafeRawBufferPointer(rebasing: bytes[..<header.length]))
        }
        unread.moveReaderIndex(forwardBy: header.length)
        return payload
    }

    /// Lets the receive buffer go: the rest of it, a part of one frame, moves to memory of its own.
    private mutating func keepRest() {
        guard !isCopied else { return }
        unread = unread.readableBytes == 0 ? ByteBuffer() : ByteBuffer(bytes: unread.readableBytesView)
        isCopied = true
    }
}
