public import ActorWire

/// Why a connection ended, or did not come about.
public enum Interruption: Error, Sendable, Hashable {
    /// The caller's closure threw instead of giving parameters.
    case noParameters(String)
    /// No server answered at the address, or what answered does not speak the protocol.
    case unreachable(String)
    /// The server or the actor took too long to accept the connection.
    case timedOut
    /// The server no longer answers pings.
    case silent
    /// The line broke or carried what it must not.
    case broken(String)
    /// The server closed the connection.
    case closed(CloseReason)
    /// The actor, or the server, answered the attempt with an error.
    case refused(WireError)
}

extension Interruption {
    /// What it means for good, or nil if another attempt makes sense.
    ///
    /// A normal close with a text is the actor's own doing (`disconnect`), and so are a refusal by its hooks and one for
    /// wrong parameters: they would happen again. Everything else is a matter of the line or of the server's state.
    ///
    /// - Parameter wasAccepted: whether the connection had begun.
    func closedReason(wasAccepted: Bool) -> ClosedReason? {
        switch self {
        case .noParameters, .unreachable, .timedOut, .silent, .broken: nil
        case .refused(let error): Self.isFinal(error, wasAccepted: wasAccepted) ? .refused(error) : nil
        case .closed(let close) where close.isRetryable: nil
        case .closed(let close) where close.code == 1000:
            close.reason.isEmpty ? nil : .disconnected(reason: close.reason)
        case .closed(let close):
            Self.error(named: close.reason).flatMap { error in
                Self.isFinal(error, wasAccepted: wasAccepted) ? .refused(error) : nil
            }
        }
    }

    private static func isFinal(_ error: WireError, wasAccepted: Bool) -> Bool {
        switch (error.group, error.code) {
        case ("user", _), ("auth", "forbidden"), ("actor", "unsupported_websocket_encoding"): true
        // After the beginning it is about one message, before it about the parameters.
        case ("actor", "invalid_request"): !wasAccepted
        default: false
        }
    }

    /// The error of which a close names group and code.
    private static func error(named name: String) -> WireError? {
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return WireError(group: String(parts[0]), code: String(parts[1]), message: name)
    }
}

extension Interruption: CustomStringConvertible {
    /// A sentence fragment, free of control characters.
    public var description: String {
        switch self {
        case .noParameters(let why): "no parameters to connect with: \(why.printable(limit: 500))"
        case .unreachable(let why): "not reachable: \(why.printable(limit: 500))"
        case .timedOut: "no answer in time"
        case .silent: "the server has gone silent"
        case .broken(let why): "the connection broke: \(why.printable(limit: 500))"
        case .closed(let close) where close.code == 1006: "the connection broke"
        case .closed(let close):
            "closed by the server: " + (close.reason.isEmpty ? "\(close.code)" : close.reason.printable(limit: 500))
        case .refused(let error): "refused: \(error.message.printable(limit: 500))"
        }
    }
}
