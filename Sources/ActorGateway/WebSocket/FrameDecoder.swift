import NIOCore

/// The receiving half of a WebSocket server: bytes in, messages out (RFC 6455 sections 5.2 to 5.5 and 8.1).
///
/// It knows no channel and no clock. It holds no more than one message and what was appended last. After a violation or
/// a close it has nothing more to say.
struct FrameDecoder {
    /// The longest message, in bytes, all fragments together.
    private let limit: Int
    private var unread = ByteBuffer()
    /// Whether `unread` is a copy of its own, which may outlive the buffer that it was read from.
    private var isCopied = true
    private var fragments: (opcode: WebSocketOpcode, payload: [UInt8])?

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ bytes: ByteBuffer) {
        if unread.readableBytes == 0 {
            unread = bytes
            isCopied = false
        } else {
            unread.discardReadBytes()
            unread.writeImmutableBuffer(bytes)
        }
    }

    /// The next message that is complete, or nil until more is appended.
    mutating func next() throws(WebSocketViolation) -> WebSocketMessage? {
        while let header = try FrameHeader(peeking: unread) {
            let joined = header.opcode.isControl ? 0 : fragments?.payload.count ?? 0
            guard header.opcode.isControl || header.length <= limit - joined else { throw .tooLong(limit: limit) }
            try checkOrder(of: header)
            guard unread.readableBytes - header.size >= header.length else { break }
            unread.moveReaderIndex(forwardBy: header.size)
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
        case .text, .binary:
            guard !header.isFinal else { return try Self.message(header.opcode, payload) }
            fragments = (header.opcode, payload)
            return nil
        case .continuation:
            fragments?.payload += payload
            guard header.isFinal, let whole = fragments.take() else { return nil }
            return try Self.message(whole.opcode, whole.payload)
        }
    }

    private static func message(
        _ opcode: WebSocketOpcode, _ payload: [UInt8]
    ) throws(WebSocketViolation) -> WebSocketMessage {
        guard opcode == .text else { return .binary(payload) }
        guard (try? UTF8Span(validating: payload.span)) != nil else { throw .invalidUTF8 }
        return .text(payload)
    }

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
