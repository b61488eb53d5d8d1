/// What a client is doing about its connection.
public enum ClientStatus: Sendable, Hashable {
    /// The first connection is being made.
    case connecting
    /// The actor has accepted the connection.
    ///
    /// - Parameter roundTrip: of the newest ping; nil before its answer.
    case connected(roundTrip: Duration?)
    /// The connection ended or did not come about.
    ///
    /// - Parameters:
    ///   - attempt: counted from 1 since a connection last lived.
    ///   - delay: how long from now the client waits before the attempt.
    case reconnecting(attempt: Int, delay: Duration, why: Interruption)
    /// The client has stopped for good.
    case closed(ClosedReason)
}

extension ClientStatus {
    /// Whether calls go out at once.
    public var isConnected: Bool {
        if case .connected = self { true } else { false }
    }

    /// Why the client has stopped for good, if it has.
    public var closedReason: ClosedReason? {
        if case .closed(let reason) = self { reason } else { nil }
    }

    /// Whether the other says the same with newer figures.
    func isSameKind(as other: ClientStatus) -> Bool {
        switch (self, other) {
        case (.connecting, .connecting), (.connected, .connected), (.reconnecting, .reconnecting),
            (.closed, .closed):
            true
        default: false
        }
    }
}
