import ActorDefinition
import ActorRuntime
import Dispatch
import GRDB
import Logging
import Synchronization

/// When the index of words is brought up to the journals.
struct Indexing: Sendable {
    /// The time between two looks whether there is time for it.
    var interval = Duration.seconds(1)
    /// There is when nothing was written for so long. The gaps of a room of a hundred who talk are longer.
    var pause = Duration.milliseconds(5)
    /// When more than this is not indexed, some of it is after each group, whether there is time or not.
    var limit = 1_000_000
}

/// The index of words follows the journals: while the writer has nothing better to do, and before a search. It goes on in
/// pieces, each a transaction, and other writes come in between. That it cannot go on is no failure of the store: the
/// journals have everything, and it is tried again.
extension GroupWriter {
    /// Brings the index of an actor to the entries that are committed now, as far as it can be written.
    func bringIndexUpToDate(of id: ActorID) async {
        var goal: Int64?
        repeat {
            goal = await withCheckedContinuation { [goal] continuation in
                thread.async { continuation.resume(returning: self.extendIndex(of: id, to: goal)) }
            }
        } while goal != nil
    }

    /// Indexes one piece of an actor.
    ///
    /// - Parameter goal: The entry to get to; nil for the newest.
    /// - Returns: The goal; nil when there is nothing more to do.
    private func extendIndex(of id: ActorID, to goal: Int64?) -> Int64? {
        var piece = IndexPiece()
        var newGoal: Int64?
        index { db in
            guard let actor = try db.number(of: id) else { return [] }
            let head = try goal ?? db.head(of: .main, in: actor).map(Int64.init(bitPattern:)) ?? 0
            let step = try db.extendIndex(of: actor, by: &piece)
            newGoal = step.mark < head ? head : nil
            return [step]
        }
        return newGoal
    }

    /// Indexes one piece of whichever actors have something to index.
    func extendIndex() {
        var piece = IndexPiece()
        let actors = memory.withLock { Array($0.backlog.actors.prefix(piece.rows)) }
        index { db in
            var steps: [IndexStep] = []
            for actor in actors where piece.hasRoom { steps.append(try db.extendIndex(of: actor, by: &piece)) }
            return steps
        }
    }

    private func index(_ body: (Database) throws -> [IndexStep]) {
        memory.withLock { memory in
            guard !isClosed else { return }
            do {
                let steps = try commit(with: &memory) { db, _ in try body(db) }
                memory.isIndexingPaused = false
                for step in steps { memory.backlog.note(step) }
            } catch {
                logger.debug("the index of words stays behind", metadata: ["reason": "\(error)"])
                memory.isIndexingPaused = true
            }
        }
    }

    func planIndexing() {
        let isPlanned = queue.withLock { queue in
            defer { queue.isIndexingPlanned = true }
            return queue.isIndexingPlanned
        }
        guard !isPlanned else { return }
        let interval = settings.indexing.interval / .seconds(1)
        thread.asyncAfter(deadline: .now() + interval) { [weak self] in self?.indexInPause() }
    }

    /// Indexes piece after piece until something is to be written.
    private func indexInPause() {
        guard !isClosed else { return }
        if clock.uptime - queue.withLock(\.lastWrite) >= settings.indexing.pause {
            extendIndex()
            let goesOn = memory.withLock { !$0.backlog.isEmpty && !$0.isIndexingPaused }
            if goesOn { return thread.async { self.indexInPause() } }
        }
        queue.withLock { $0.isIndexingPlanned = false }
        if memory.withLock({ !$0.backlog.isEmpty }) { planIndexing() }
    }
}
