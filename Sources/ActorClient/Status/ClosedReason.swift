public import ActorWire

/// Why a client has stopped for good.
public enum ClosedReason: Sendable, Hashable {
    /// `close()` was called, or the task of `run()` was cancelled.
    case byCaller
    /// The actor ended the connection with this reason, as in a kick or a ban. The text is the actor's: it may hold
    /// anything.
    case disconnected(reason: String)
    /// The actor did not let the client in, and would not a second time: its parameters are wrong, or it may not enter.
    case refused(WireError)
}

extension ClosedReason: CustomStringConvertible {
    /// A sentence fragment, free of control characters.
    public var description: String {
        switch self {
        case .byCaller: "closed on this side"
        case .disconnected(let reason): "disconnected: \(reason.printable(limit: 500))"
        case .refused(let error): "refused: \(error.message.printable(limit: 500))"
        }
    }
}
