/// An actor for which a client's message has come while it had nothing to do. It does not begin before one of the two
/// is called, once.
public struct WokenActor: Sendable {
    /// More messages than these are a batch, for which another thread pays.
    private static let trifle = 16

    let resident: Resident

    /// Lets it begin on a thread of its own.
    public func run() { resident.executor.wake() }

    /// Lets it begin before this returns, on the calling thread, if it seems to have little to do. Call it where a
    /// handler of the actor may run: without a lock, and where a millisecond hurts nobody.
    public func runHere() {
        if resident.mailbox.count > Self.trifle { run() } else { resident.executor.wakeHere() }
    }
}
