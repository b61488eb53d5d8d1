import Synchronization

/// Who may come in: so many connections in all, and so many from one household. It is for any thread.
final class Admission: Sendable {
    private let limit: Int
    private let limitPerHousehold: Int?
    private let inside = Mutex(Inside())

    private struct Inside {
        var count = 0
        var households: [Household: Int] = [:]
    }

    /// - Parameter limitPerHousehold: Nil for no limit.
    init(limit: Int, limitPerHousehold: Int?) {
        self.limit = limit
        self.limitPerHousehold = limitPerHousehold
    }

    /// - Returns: Why a connection may not come in; nil when it is in, until `leave`.
    func enter(_ household: Household) -> Refusal? {
        inside.withLock { inside in
            guard inside.count < limit else { return .connections }
            let neighbours = inside.households[household, default: 0]
            if let limitPerHousehold, household != .unknown, neighbours >= limitPerHousehold { return .address }
            inside.count += 1
            inside.households[household] = neighbours + 1
            return nil
        }
    }

    /// A connection that was let in is closed.
    func leave(_ household: Household) {
        inside.withLock { inside in
            inside.count -= 1
            let left = (inside.households[household] ?? 1) - 1
            inside.households[household] = left > 0 ? left : nil
        }
    }
}
