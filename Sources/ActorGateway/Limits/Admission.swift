import NIOCore
import Synchronization

/// Who may come in: so many connections in all, and from one household so many at a time, and so many each second. It is
/// for any thread.
final class Admission: Sendable {
    private let limit: Int
    private let limitPerHousehold: Int?
    private let arrivalRate: GatewayConfiguration.Rate?
    private let inside = Mutex(Inside())

    fileprivate struct Inside {
        var count = 0
        var households: [Household: Neighbours] = [:]
        /// With more households it looks which of them may be forgotten.
        var sweepAbove = 4_096
    }

    fileprivate struct Neighbours {
        var count = 0
        var arrivals = TokenBucket()
    }

    init(_ configuration: GatewayConfiguration) {
        limit = configuration.connectionLimit
        limitPerHousehold = configuration.connectionsPerAddress
        arrivalRate = configuration.arrivalRate
    }

    /// - Returns: Why a connection may not come in; nil when it is in, until `leave`.
    func enter(_ household: Household, at time: NIODeadline) -> Refusal? {
        inside.withLock { inside in
            guard inside.count < limit else { return .connections }
            if household != .unknown {
                var neighbours = inside.households[household] ?? Neighbours()
                if let refusal = admit(&neighbours, at: time) { return refusal }
                inside.households[household] = neighbours
                if inside.households.count > inside.sweepAbove { inside.sweep(at: time) }
            }
            inside.count += 1
            return nil
        }
    }

    /// - Parameter neighbours: Counts whoever comes in; of no use when it refuses.
    private func admit(_ neighbours: inout Neighbours, at time: NIODeadline) -> Refusal? {
        if let limitPerHousehold, neighbours.count >= limitPerHousehold { return .address }
        if let arrivalRate {
            neighbours.arrivals.take(1, at: time, arrivalRate)
            if neighbours.arrivals.isOverdrawn(at: time, arrivalRate) { return .arrivals }
        }
        neighbours.count += 1
        return nil
    }

    /// A connection that was let in is closed.
    func leave(_ household: Household) {
        inside.withLock { inside in
            inside.count -= 1
            inside.households[household]?.count -= 1
        }
    }
}

extension Admission.Inside {
    /// Forgets those of whom nobody is here, and who came long ago.
    fileprivate mutating func sweep(at time: NIODeadline) {
        households = households.filter { $0.value.count > 0 || !$0.value.arrivals.isFull(at: time) }
        sweepAbove = max(4_096, 2 * households.count)
    }
}
