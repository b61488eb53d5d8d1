public import ActorWire

/// A frame that came from a client.
public struct IncomingFrame: Sendable {
    public let frame: ToServer
    /// Its length on the wire, in bytes: what waits for an actor is bounded by it.
    public let size: Int

    public init(_ frame: ToServer, size: Int) {
        self.frame = frame
        self.size = size
    }
}
