import ActorWire
import NIOHTTP1

/// The errors that the gateway itself reports.
extension WireError {
    static let nothingHere = WireError(group: "actor", code: "not_found", message: "There is nothing at this address")

    /// The address of the client has as many connections as one may have.
    static let tooManyConnections = WireError(
        group: "guard", code: "too_many_connections",
        message: "Too many connections from this address; close some, or try again in a moment")

    /// The address exists, but for these methods alone.
    static func methodNotAllowed(but methods: [HTTPMethod]) -> WireError {
        var error = methodNotAllowed
        error.metadata = ["allow": .string(methods.map(\.rawValue).joined(separator: ", "))]
        return error
    }

    static let unsupportedWebSocket = invalidRequest("Only version 13 of WebSocket is spoken here")

    /// What came is no request, or more than one may be.
    static let unreadableHead = invalidRequest("This is not a request of HTTP/1.1, or its head is too long")

    /// A request was not complete in time.
    static let requestTimedOut = WireError(
        group: "guard", code: "request_timed_out", message: "The request took too long to arrive")

    /// More waits for the actor than it may hold.
    static let overloaded = WireError(
        group: "actor", code: "overloaded", message: "The actor has too much to do; try again in a moment")
}
