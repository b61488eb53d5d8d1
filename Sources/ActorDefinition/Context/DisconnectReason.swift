/// Why a connection ended.
public enum DisconnectReason: Sendable, Hashable, CustomStringConvertible {
    /// The client said goodbye.
    case left
    /// The actor closed it, with these words.
    case disconnected(String)
    /// The line broke, or the client stopped answering.
    case lost(String)
    /// The client sent what it may not, or read too slowly.
    case violation(String)
    /// The host is going away; the client is told to come back.
    case shutdown

    /// Whether the end was agreed by one of the sides, as opposed to a broken line.
    public var isClean: Bool {
        switch self {
        case .left, .disconnected, .shutdown: true
        case .lost, .violation: false
        }
    }

    public var description: String {
        switch self {
        case .left: "left"
        case .disconnected(let reason): reason
        case .lost(let why): "connection lost: \(why)"
        case .violation(let why): why
        case .shutdown: "the host is shutting down"
        }
    }
}
