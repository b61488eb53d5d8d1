import ActorWire

/// Reads what a server sends: the answer to the handshake, then whole frames (RFC 6455 section 5.2).
struct ServerBytes {
    enum Message: Equatable {
        /// The handshake was accepted, or was not.
        case answer(isAccepted: Bool)
        case text([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        case close(CloseReason)
        case broken
    }

    private var unread: [UInt8] = []
    private var isOpen = false

    mutating func append(_ bytes: [UInt8]) { unread += bytes }

    mutating func next() -> Message? { isOpen ? nextFrame() : nextAnswer() }

    private mutating func nextAnswer() -> Message? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = unread.indices.first(where: { unread[$0...].starts(with: end) }) else { return nil }
        let isAccepted = unread.starts(with: "HTTP/1.1 101".utf8)
        unread.removeFirst(start + end.count)
        isOpen = isAccepted
        return .answer(isAccepted: isAccepted)
    }

    private mutating func nextFrame() -> Message? {
        guard unread.count >= 2 else { return nil }
        var length = Int(unread[1])
        var start = 2
        if length >= 126 {
            let size = length == 126 ? 2 : 8
            guard unread.count >= 2 + size else { return nil }
            length = unread[2..<2 + size].reduce(0) { $0 << 8 | Int($1) }
            start += size
        }
        guard unread.count >= start + length else { return nil }
        let (front, payload) = (unread[0], Array(unread[start..<start + length]))
        unread.removeFirst(start + length)
        switch front {
        case 0x81: return .text(payload)
        case 0x88: return .close(Self.reason(payload))
        case 0x89: return .ping(payload)
        case 0x8A: return .pong(payload)
        default: return .broken
        }
    }

    private static func reason(_ payload: [UInt8]) -> CloseReason {
        guard payload.count >= 2 else { return CloseReason(code: 1005, reason: "") }
        return CloseReason(
            code: UInt16(payload[0]) << 8 | UInt16(payload[1]),
            reason: String(decoding: payload.dropFirst(2), as: UTF8.self))
    }
}
