/// Why a WebSocket was closed: a status code (RFC 6455 section 7.4) and a text, mostly `group.code` of an error.
public struct CloseReason: Sendable, Hashable {
    /// The status code (RFC 6455 section 7.4).
    public let code: UInt16
    /// At most 123 bytes of UTF-8.
    public let reason: String

    /// - Parameter reason: cut after a whole character if it is too long.
    public init(code: UInt16, reason: String) {
        self.code = code
        self.reason = reason.utf8.count <= WireLimits.closeReason ? reason : Self.cut(reason)
    }

    private static func cut(_ reason: String) -> String {
        var length = 0
        return String(
            reason.prefix { character in
                length += character.utf8.count
                return length <= WireLimits.closeReason
            })
    }

    /// Whether a client is to come back: the connection broke, or the server or the actor is moving.
    public var isRetryable: Bool {
        Self.retryableCodes.contains(code) || Self.retryableReasons.contains(reason)
    }

    private static let retryableReasons: Set = [
        "ws.going_away", "actor.restarting", "actor.stopped", "actor.stopping", "guard.service_unavailable",
        "guard.actor_stopped_while_waiting", "guard.actor_wake_retries_exceeded", "guard.tunnel_request_aborted",
        "guard.tunnel_message_timeout", "guard.tunnel_response_closed", "guard.gateway_response_start_timeout",
    ]

    /// Going away, closed without a status or without a close, restarting, overloaded, bad gateway.
    private static let retryableCodes: Set<UInt16> = [1001, 1005, 1006, 1012, 1013, 1014]
}

extension CloseReason {
    /// A close that was asked for.
    ///
    /// - Parameter reason: free text. Without a dot, at which clients split it.
    public static func normal(_ reason: String = "") -> CloseReason { CloseReason(code: 1000, reason: reason) }

    /// The client is done with the connection.
    public static let disposed = CloseReason(code: 1000, reason: "Disposed")

    /// The server is shutting down; clients come back.
    public static let goingAway = CloseReason(code: 1001, reason: WireError.goingAway.name)

    /// A frame that breaks the WebSocket protocol.
    public static let protocolError = CloseReason(code: 1002, reason: "protocol_error")

    /// The client asked for an encoding that the server does not speak.
    public static let unsupportedEncoding = CloseReason(code: 1003, reason: WireError.unsupportedEncoding.name)

    /// A text that is not UTF-8.
    public static let invalidUTF8 = CloseReason(code: 1007, reason: "invalid_utf8")

    /// The client sent a message over the limit.
    public static let incomingTooLong = CloseReason(code: 1009, reason: WireError.incomingTooLong().name)

    /// A message for the client is over the limit.
    public static let outgoingTooLong = CloseReason(code: 1011, reason: WireError.outgoingTooLong().name)

    /// The connection broke without a close (RFC 6455 section 7.1.5). Never sent.
    public static let abnormal = CloseReason(code: 1006, reason: "")

    /// The connection failed with the error.
    public init(_ error: WireError) {
        let code: UInt16 =
            switch (error.group, error.code) {
            case ("ws", "going_away"): 1001
            case ("actor", "unsupported_websocket_encoding"): 1003
            case ("message", "incoming_too_long"): 1009
            default: 1011
            }
        self.init(code: code, reason: error.name)
    }
}
