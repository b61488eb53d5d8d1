/// The errors that the RivetKit client protocol names.
extension WireError {
    /// No actor of this id, or of this name and key.
    public static let actorNotFound = WireError(group: "actor", code: "not_found", message: "There is no such actor")

    /// The actor declares no action of this name.
    public static func actionNotFound(_ name: String) -> WireError {
        WireError(
            group: "actor", code: "action_not_found",
            message: "There is no action '\(name.printable(limit: WireLimits.name))'")
    }

    /// The action took longer than `ActorOptions.actionTimeout`; what it did is undone.
    public static let actionTimedOut = WireError(
        group: "actor", code: "action_timed_out", message: "The action took too long")

    /// A hook took longer than `ActorOptions.hookTimeout`; what it did is undone.
    public static let callbackTimedOut = WireError(
        group: "actor", code: "callback_timed_out", message: "The actor took too long to accept the connection")

    /// - Parameter reason: a sentence that says what is wrong with the request.
    public static func invalidRequest(_ reason: String) -> WireError {
        WireError(group: "actor", code: "invalid_request", message: reason)
    }

    /// Something is not JSON, or beyond what is read of it.
    ///
    /// - Parameter subject: how the sentence begins: `The message is`.
    public static func invalidJSON(_ subject: String, _ error: JSONError) -> WireError {
        if case .tooDeep = error.problem { return .tooDeep }
        return .invalidRequest("\(subject) \(error)")
    }

    /// Something is not CBOR, or beyond what is read of it.
    ///
    /// - Parameter subject: how the sentence begins: `The message is`.
    static func invalidCBOR(_ subject: String, _ error: CBORError) -> WireError {
        if case .tooDeep = error.problem { return .tooDeep }
        return .invalidRequest("\(subject) \(error)")
    }

    /// Something is not BARE, or what it holds is not CBOR, or beyond what is read of it.
    ///
    /// - Parameter subject: how the sentence begins: `The message is`.
    static func invalidBARE(_ subject: String, _ error: BAREError) -> WireError {
        if case .content(let content) = error.problem, case .tooDeep = content.problem { return .tooDeep }
        return .invalidRequest("\(subject) \(error)")
    }

    /// A value is nested deeper than it is read.
    public static let tooDeep = invalidRequest(
        "A value is read to a depth of \(JSONLimits.default.depth), and no deeper")

    /// The connection parameters are longer than they may be.
    public static let parametersTooLong = invalidRequest(
        "The connection parameters are longer than \(WireLimits.parameters) bytes")

    /// The caller has given up waiting.
    public static let aborted = WireError(group: "actor", code: "aborted", message: "The request was aborted")

    /// The actor begins again from what is durable; clients are to come back.
    public static let restarting = WireError(group: "actor", code: "restarting", message: "The actor is restarting")

    /// Another process has taken the actor over; clients are to come back.
    public static let stopped = WireError(group: "actor", code: "stopped", message: "The actor has stopped")

    /// An actor of this name and key exists already.
    public static let duplicateKey = WireError(
        group: "actor", code: "duplicate_key", message: "An actor with this key exists already")

    /// The address exists, but not for this method of HTTP.
    public static let methodNotAllowed = WireError(
        group: "actor", code: "method_not_allowed", message: "This address does not accept the method")

    /// The client asks for an encoding that the server does not speak.
    public static let unsupportedEncoding = WireError(
        group: "actor", code: "unsupported_websocket_encoding", message: "The encoding is not supported")

    /// - Parameter limit: in bytes.
    public static func incomingTooLong(limit: Int = WireLimits.incomingMessage) -> WireError {
        WireError(
            group: "message", code: "incoming_too_long", message: "The message is longer than \(limit) bytes")
    }

    /// - Parameter limit: in bytes.
    public static func outgoingTooLong(limit: Int = WireLimits.outgoingMessage) -> WireError {
        WireError(group: "message", code: "outgoing_too_long", message: "The answer is longer than \(limit) bytes")
    }

    /// The caller may not do this; the reason is for a person.
    public static func forbidden(_ reason: String = "You may not do this") -> WireError {
        WireError(group: "auth", code: "forbidden", message: reason)
    }

    /// The server is going down; clients are to come back.
    public static let goingAway = WireError(group: "ws", code: "going_away", message: "The server is shutting down")

    /// The server cannot take it now; clients are to try again.
    public static let serviceUnavailable = WireError(
        group: "guard", code: "service_unavailable", message: "The service is not available at the moment")

    /// What the server kept of the actor cannot be read, now or later.
    public static let damaged = WireError(
        group: "actor", code: "damaged",
        message: "What was kept of this is damaged; whoever runs the host can bring back a backup")

    /// The server can be reached, but does not do all that it should.
    ///
    /// - Parameter reason: a sentence for the operator.
    public static func degraded(_ reason: String) -> WireError {
        WireError(group: "guard", code: "degraded", message: reason)
    }

    /// What clients see of an error that is not meant for them. The cause belongs in the log.
    ///
    /// - Parameter incident: an id under which the log holds the cause.
    public static func `internal`(incident: String? = nil) -> WireError {
        WireError(
            group: "core", code: "internal_error", message: "An internal error occurred",
            metadata: incident.map { ["incident": .string($0)] })
    }

    /// An actor's own error, which reaches the client as it is.
    public static func user(_ code: String, _ message: String, metadata: Value? = nil) -> WireError {
        WireError(group: "user", code: code, message: message, metadata: metadata)
    }
}
