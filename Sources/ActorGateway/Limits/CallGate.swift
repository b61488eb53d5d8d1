import ActorWire
import Synchronization

/// How many requests to actors over HTTP are answered at a time.
final class CallGate: Sendable {
    private let limit: Int
    private let refusals: Refusals
    private let count = Atomic<Int>(0)

    init(limit: Int, refusals: Refusals) {
        self.limit = limit
        self.refusals = refusals
    }

    /// Tell `end` when the request is answered.
    ///
    /// - Throws: `guard.service_unavailable` when as many as may are under way.
    func begin() throws(WireError) {
        guard count.add(1, ordering: .relaxed).newValue <= limit else {
            end()
            refusals.count(.calls)
            throw .busy(limit: limit)
        }
    }

    func end() { count.subtract(1, ordering: .relaxed) }
}
