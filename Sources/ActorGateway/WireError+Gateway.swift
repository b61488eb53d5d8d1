import ActorRuntime
import ActorWire
import NIOHTTP1

/// The errors that the gateway itself reports.
extension WireError {
    static let nothingHere = WireError(group: "actor", code: "not_found", message: "There is nothing at this address")

    /// As many are connected as may be.
    static func full(limit: Int) -> WireError {
        .unavailable("The host is full: \(limit) connections are open, the most allowed; try again in a moment")
    }

    /// As many requests to actors are being answered as may be.
    static func busy(limit: Int) -> WireError {
        .unavailable("\(limit) calls are being answered, the most allowed; try again in a moment")
    }

    /// To a program it is as if the server were not there for a moment, to a person it says why.
    private static func unavailable(_ why: String) -> WireError {
        WireError(group: serviceUnavailable.group, code: serviceUnavailable.code, message: why)
    }

    /// The address of the client has as many connections as one may have.
    static func tooManyConnections(limit: Int) -> WireError {
        WireError(
            group: "guard", code: "too_many_connections",
            message: "\(limit) connections are open from this address, the most allowed; close some, or try again soon")
    }

    /// The address of the client begins more connections than one may.
    static func connectingTooFast(perSecond rate: Int) -> WireError {
        WireError(
            group: "guard", code: "connecting_too_fast",
            message: "This address connects more than \(rate) times a second; try again in a moment")
    }

    /// The head of a request is too long, or has too many fields: the parser does not say which.
    static func headTooLarge(bytes: Int, fields: Int) -> WireError {
        WireError(
            group: "guard", code: "head_too_large",
            message: "The head of the request is longer than \(bytes) bytes, or has more than \(fields) fields")
    }

    /// The address exists, but for these methods alone.
    static func methodNotAllowed(but methods: [HTTPMethod]) -> WireError {
        var error = methodNotAllowed
        error.metadata = ["allow": .string(methods.map(\.rawValue).joined(separator: ", "))]
        return error
    }

    static let unsupportedWebSocket = invalidRequest("Only version 13 of WebSocket is spoken here")

    /// A message came as text that should be binary, or the other way round.
    static func wrongKindOfMessage(in encoding: WireEncoding) -> WireError {
        let (right, wrong) = encoding == .json ? ("text", "binary") : ("binary", "text")
        return .invalidRequest(
            "A connection in \(encoding.rawValue.uppercased()) takes \(right) messages, not \(wrong) ones")
    }

    /// What came is no request, or more than one may be.
    static let unreadableHead = invalidRequest("This is not a request of HTTP/1.1")

    /// A request was not complete in time.
    static let requestTimedOut = WireError(
        group: "guard", code: "request_timed_out", message: "The request took too long to arrive")

    /// More waits for the actor than may, of this client or of all.
    static func overloaded(_ queue: Intake.Queue) -> WireError {
        WireError(
            group: "actor", code: "overloaded",
            message: queue == .connection
                ? "Too much of what you sent waits for the actor; try again in a moment"
                : "The actor has too much to do; try again in a moment")
    }
}
