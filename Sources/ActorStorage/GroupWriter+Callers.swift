import ActorRuntime
import GRDB
import Synchronization

/// A small commit is written by its caller when nobody is in the way: no other thread has to wake up for it. Nobody waits
/// for a lock here, and the log is copied by others, so that the caller may be an event loop.
extension GroupWriter {
    /// In bytes: a commit of this size takes a tenth of a millisecond.
    private static let callersLimit = 64 << 10
    /// A commit that takes longer has waited for the disk. No caller does so again before many times as long have passed.
    private static let slowness = Duration.milliseconds(5)

    /// Writes commits now, on the calling thread.
    ///
    /// - Returns: Their results; nil when they have to be submitted.
    func writeAtOnce(_ commits: [Commit], bytes: Int) -> [CommitResult]? {
        guard settings.callersWrite, bytes <= min(Self.callersLimit, settings.byteLimit),
            !commits.contains(where: \.destroys)
        else { return nil }
        let start = clock.uptime
        guard mayCallerWrite(at: start) else { return nil }
        // Who calls is alone in its transaction. What goes wrong there is done again by the thread, which judges it.
        let written = memory.withLockIfAvailable { memory -> (results: [CommitResult], hasToIndex: Bool)? in
            // What was submitted meanwhile is first.
            guard mayCallerWrite(at: start), !memory.mustIndex(beyond: settings.indexing.limit) else { return nil }
            let results = try? commit(with: &memory, patiently: false) { db, memory in
                try commits.map { commit in
                    CommitResult(
                        actor: commit.actor, commit: commit.id,
                        outcome: try db.apply(commit, at: clock.now, with: &memory))
                }
            }
            guard let results else {
                // The thread waits for whoever is in the way, or finds that nothing can be written.
                pauseCallers(after: clock.uptime, for: Self.slowness)
                return nil
            }
            return (results, !memory.backlog.isEmpty)
        }
        guard let written = written ?? nil else { return nil }
        let end = clock.uptime
        noteWritten(1, from: start, to: end, hasToIndex: written.hasToIndex)
        let took = end - start
        if took > Self.slowness { pauseCallers(after: end, for: took) }
        lookAfterLog()
        return written.results
    }

    /// - Parameter took: What has to pass many times before a caller writes again.
    private func pauseCallers(after end: Duration, for took: Duration) {
        queue.withLock { $0.callersWaitUntil = end + took * settings.callersPause }
    }

    private func mayCallerWrite(at now: Duration) -> Bool {
        queue.withLock { queue in
            queue.writes.isEmpty && !queue.isClosed && now >= queue.callersWaitUntil && log.pages < queue.log.restartAt
        }
    }
}
