import ActorWire

/// What a client did against RFC 6455 or the limits; the connection ends with it.
enum WebSocketViolation: Error, Sendable, Equatable, CustomStringConvertible {
    case reservedBits
    case unknownOpcode
    case notMasked
    /// A control frame that is fragmented or longer than 125 bytes.
    case badControlFrame
    /// A length that is not written in the fewest bytes, or beyond 63 bits.
    case badLength
    case unexpectedContinuation
    case missingContinuation
    case badCloseFrame
    case invalidUTF8
    case tooLong(limit: Int)

    var closeReason: CloseReason {
        switch self {
        case .invalidUTF8: .invalidUTF8
        case .tooLong: .incomingTooLong
        default: .protocolError
        }
    }

    var refusal: Refusal {
        if case .tooLong = self { .message } else { .protocol }
    }

    var description: String {
        switch self {
        case .reservedBits: "a frame with reserved bits"
        case .unknownOpcode: "a frame of an unknown kind"
        case .notMasked: "a frame that is not masked"
        case .badControlFrame: "a control frame that is too long or in fragments"
        case .badLength: "a frame whose length is not in its shortest form"
        case .unexpectedContinuation: "a continuation without a beginning"
        case .missingContinuation: "a new message within a fragmented one"
        case .badCloseFrame: "a close frame with an invalid code"
        case .invalidUTF8: "a text that is not UTF-8"
        case .tooLong(let limit): "a message longer than \(limit) bytes"
        }
    }
}
