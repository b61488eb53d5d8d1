import ActorDefinition
import Synchronization

/// Which actor waits for which: each runs one handler at a time, so each waits for one other at most.
///
/// A call that would close a circle is refused, since none of the actors in it could ever go on. This finds chains of
/// calls that come back as well as two actors that call each other at the same moment.
final class WaitGraph: Sendable {
    private let targets = Mutex<[ActorID: ActorID]>([:])

    /// - Returns: Whether the actor may wait; it must `leave` when it has waited.
    func enter(_ caller: ActorID, waitsFor target: ActorID) -> Bool {
        targets.withLock { targets in
            var next: ActorID? = target
            while let current = next {
                if current == caller { return false }
                next = targets[current]
            }
            targets[caller] = target
            return true
        }
    }

    func leave(_ caller: ActorID) {
        targets.withLock { $0[caller] = nil }
    }
}
