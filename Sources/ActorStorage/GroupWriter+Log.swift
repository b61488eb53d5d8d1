import Dispatch
import GRDB
import Logging
import Synchronization

/// Keeps the log of the database short. The long part of a checkpoint is done beside those who write. The short rest,
/// after which the log begins anew, is done by the writer's thread while nobody writes.
extension GroupWriter {
    /// Plans a checkpoint when the log is long.
    func lookAfterLog() {
        let pages = log.pages
        guard pages >= settings.logPages else { return }
        let isToCopy = queue.withLock { queue in
            guard pages >= queue.log.checkpointAt, !queue.log.isCheckpointPlanned else { return false }
            queue.log.isCheckpointPlanned = true
            return true
        }
        guard isToCopy else { return }
        checkpoints.async {
            do { try self.log.copy() } catch { self.note(error) }
            self.thread.async {
                self.restartLog(patiently: false)
                self.queue.withLock { $0.log.isCheckpointPlanned = false }
            }
        }
    }

    /// On the writer's thread: those who write wait when the log grows faster than it is copied.
    func boundLog() {
        guard queue.withLock({ log.pages >= $0.log.restartAt }) else { return }
        restartLog(patiently: true)
    }

    private func restartLog(patiently: Bool) {
        memory.withLock { _ in
            guard !isClosed else { return }
            var isRestarted = false
            do {
                isRestarted = try pool.writeWithoutTransaction { db in try db.restartLog(patiently: patiently) }
            } catch {
                note(error)
            }
            let pages = isRestarted ? 0 : log.pages
            queue.withLock { $0.log.planNext(after: pages, patiently: patiently) }
        }
    }

    private func note(_ error: any Error) {
        logger.debug("the log was not copied", metadata: ["reason": "\(sentence(for: error))"])
    }
}

/// When the log is to be copied.
struct LogPlan {
    /// A log of so many pages is long.
    let length: Int
    var isCheckpointPlanned = false
    /// At this length it is copied beside those who write.
    private(set) var checkpointAt: Int
    /// At this length nobody writes before it was copied.
    private(set) var restartAt: Int

    init(length: Int) {
        self.length = length
        checkpointAt = length
        restartAt = 4 * length
    }

    /// - Parameters:
    ///   - pages: What the log has after an attempt to begin it anew. It is long when somebody still reads in it.
    ///   - patiently: Whether that was waited for. It is not again soon.
    mutating func planNext(after pages: Int, patiently: Bool) {
        checkpointAt = pages < length ? length : pages + length / 4
        if patiently || pages < length { restartAt = pages + 4 * length }
    }
}
