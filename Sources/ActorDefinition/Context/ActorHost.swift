package import ActorWire

/// Whoever may ask jobs of actors.
package protocol JobCaller {
    nonisolated(nonsending) func call(
        _ job: String, of actor: String, key: ActorKey, _ arguments: [Value]
    ) async throws -> EncodedValue
}

/// What the runtime does for a handler beyond collecting what it did.
package protocol ActorHost: AnyObject, JobCaller {
    var now: Timestamp { get }
    var uptime: Duration { get }
    /// A fresh id for a schedule.
    func makeID() -> String
    func health(ofConnection number: UInt64) -> ConnectionHealth
    /// A handler could not encode a value; it is logged and the value is not sent.
    func report(_ error: any Error, encoding name: String)

    nonisolated(nonsending) func journal(
        _ kind: JournalKind, from cursor: JournalCursor, limit: Int
    ) async throws -> [JournalEntry]
    nonisolated(nonsending) func search(_ query: String, before: UInt64?, limit: Int) async throws -> [JournalEntry]
    nonisolated(nonsending) func exists(_ actor: ActorID) async throws -> Bool
    /// Commits what was done so far, and waits until connections that were disconnected are closed and
    /// `onDisconnect` has run for each.
    nonisolated(nonsending) func closeDisconnected() async
}
