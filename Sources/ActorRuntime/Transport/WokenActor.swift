/// An actor for which a client's message has come while it waited for one. It waits until one of the two is called,
/// once.
public struct WokenActor: Sendable {
    /// Beyond this it is a batch, for which another thread pays.
    private static let trifle = 16

    let resident: Resident
    let reader: CheckedContinuation<Void, Never>

    /// Lets it go on by itself.
    public func run() { reader.resume() }

    /// Lets it go on before this returns, on the calling thread, if it is awake and has little to do. Call it where
    /// a handler of the actor may run: without a lock, and where a millisecond hurts nobody.
    public func runHere() {
        if resident.mailbox.count > Self.trifle { run() } else { resident.executor.runHere(run) }
    }
}
