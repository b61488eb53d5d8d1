/// What a WebSocket delivers: whole messages and control frames (RFC 6455 sections 5.5 and 5.6).
enum WebSocketMessage: Sendable, Equatable {
    /// Valid UTF-8.
    case text([UInt8])
    case binary([UInt8])
    case ping([UInt8])
    case pong([UInt8])
    /// Without a code when the client gave none.
    case close(code: UInt16?, reason: String)
}

/// The kind of a frame (RFC 6455 section 11.8).
package enum WebSocketOpcode: UInt8 {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    var isControl: Bool { rawValue & 0x8 != 0 }
}
