/// Why a call or a stream of events failed on this side of the line.
///
/// What the actor answers is thrown as `UserError`, and what the server answers as `WireError`.
public enum ClientError: Error, Sendable, Hashable {
    /// Too many calls wait for a connection. This one was not sent.
    case queueFull
    /// The message is longer than the server takes. It was not sent.
    case tooLong(bytes: Int, limit: Int)
    /// No reply came in time. A call that was sent may still run or have run. One that was not found no connection, as when
    /// nobody has called the client's `run()`.
    case timedOut(wasSent: Bool)
    /// The connection broke after the call was sent and before its reply: it may have run or not. It is not repeated,
    /// since its action is not declared idempotent.
    case outcomeUnknown
    /// The client is closed. The call was not sent.
    case closed(ClosedReason)
    /// The consumer read too slowly, and events after those that it got are lost to it. A new stream begins with what
    /// comes next.
    case lagged
}

extension ClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .queueFull: "Too much waits for the connection already"
        case .tooLong(let bytes, let limit): "The message has \(bytes) bytes; the server takes \(limit)"
        case .timedOut(wasSent: false): "The connection did not come back in time; nothing was sent"
        case .timedOut(wasSent: true): "No reply came in time; it may have worked or not"
        case .outcomeUnknown: "The connection broke before the reply; it may have worked or not"
        case .closed(let reason): "The client is closed: \(reason)"
        case .lagged: "Events came faster than they were read"
        }
    }
}
