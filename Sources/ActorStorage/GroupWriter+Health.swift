import ActorRuntime
import Dispatch
import GRDB
import Synchronization

/// A store that cannot write is looked at again by itself: nobody may write before it can.
extension GroupWriter {
    /// What an error means to whoever met it. Damage is noted.
    func judge(_ error: any Error) -> StoreError {
        let sentence = sentence(for: error)
        guard let error = error as? DatabaseError, error.isDamage else { return .failed(sentence) }
        health.noteDamage(sentence, at: clock.now)
        return .damaged(sentence)
    }

    func planProbe() {
        let isPlanned = queue.withLock { queue in
            defer { queue.isProbePlanned = true }
            return queue.isProbePlanned
        }
        guard !isPlanned else { return }
        thread.asyncAfter(deadline: .now() + settings.probeInterval / .seconds(1)) { [weak self] in self?.probe() }
    }

    /// Looks whether something can be written, on the writer's thread.
    private func probe() {
        let isClosed = queue.withLock { queue in
            queue.isProbePlanned = false
            return queue.isClosed
        }
        guard !isClosed, health.current != .well else { return }
        guard hasSpace else { return planProbe() }
        do throws(GroupFailure) {
            try memory.withLock { memory throws(GroupFailure) in
                try commit(with: &memory) { db, _ in try db.writeTrifle() }
            }
            health.noteSuccess()
        } catch {
            planProbe()
        }
    }

    /// Looks at once, for tests.
    func probeNow() async {
        await withCheckedContinuation { continuation in
            thread.async {
                self.probe()
                continuation.resume()
            }
        }
    }

    /// Whether there is room for more than a trifle.
    private var hasSpace: Bool { settings.freeBytes(pool.path).map { $0 >= 1 << 20 } ?? true }
}

extension Database {
    /// Writes something that changes nothing.
    func writeTrifle() throws {
        // The same as it always was, and yet it is written.
        try execute(sql: "PRAGMA user_version = 0")
    }
}
