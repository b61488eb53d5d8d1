package import ActorWire

/// A way to reach a server: WebSockets, or a test's memory.
package protocol ClientTransport: Sendable {
    /// Begins to connect and returns at once.
    ///
    /// - Parameter report: is told what happens, one report after the other, on any thread: `opened` at most once, and
    ///   `ended` exactly once, as the last.
    func connect(
        to target: ConnectTarget, parameters: Value?, report: @escaping @Sendable (LineReport) -> Void
    ) -> any ClientLine
}

/// One attempt to connect, and the connection that comes of it. Nothing here waits; what does not fit the connection's
/// state is ignored.
package protocol ClientLine: Sendable {
    /// Sends a text message.
    func send(_ frame: [UInt8])
    /// Asks for a `pong` with the same number.
    func ping(_ number: UInt64)
    /// Closes the connection with a reason, or breaks it off without one. An attempt is given up.
    func hangUp(_ reason: CloseReason?)
    /// Returns when nothing is left of the connection.
    func ended() async
}

package enum LineReport: Sendable {
    case opened
    case message([UInt8])
    case pong(UInt64)
    case ended(Interruption)
}
