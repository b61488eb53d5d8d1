public import ActorWire
import Logging
import Synchronization

/// Whether a store can keep what it is given.
public enum StoreHealth: Sendable, Hashable {
    case well
    /// It cannot write, for the reason that is said for the operator. What was acknowledged is there and can be read;
    /// what is new is refused.
    case degraded(since: Timestamp, why: String)
    /// Something that was kept cannot be read, for the reason that is said for the operator, and will not be by itself.
    /// All that is whole goes on.
    case damaged(since: Timestamp, why: String)

    /// What is wrong, for the operator; nil for nothing.
    public var trouble: String? {
        switch self {
        case .well: nil
        case .degraded(_, let why), .damaged(_, let why): why
        }
    }
}

/// The one place that knows how a store is. It is told how writes end, and tells of every change once.
final class HealthRecord: Sendable {
    private let health = Mutex(StoreHealth.well)
    private let logger: Logger
    private let onChange: @Sendable (StoreHealth) -> Void

    init(logger: Logger, onChange: @escaping @Sendable (StoreHealth) -> Void) {
        self.logger = logger
        self.onChange = onChange
    }

    var current: StoreHealth { health.withLock { $0 } }

    /// Something was written.
    func noteSuccess() {
        let isChange = health.withLock { health in
            guard case .degraded = health else { return false }
            health = .well
            return true
        }
        guard isChange else { return }
        logger.notice("the store writes again")
        onChange(.well)
    }

    /// A write failed for a reason that will fail others too. The first time is kept, whatever else goes wrong after it.
    func noteFailure(_ why: String, at now: Timestamp) {
        let change = health.withLock { health -> StoreHealth? in
            var since = now
            switch health {
            case .well: break
            case .degraded(_, why), .damaged: return nil
            case .degraded(let before, _): since = before
            }
            health = .degraded(since: since, why: why)
            return health
        }
        guard let change else { return }
        logger.error(
            "the store cannot write; what is new is refused until it can", metadata: ["why": "\(why)"])
        onChange(change)
    }

    /// Something cannot be read. Nothing that works elsewhere mends it.
    func noteDamage(_ why: String, at now: Timestamp) {
        let change = health.withLock { health -> StoreHealth? in
            if case .damaged = health { return nil }
            health = .damaged(since: now, why: why)
            return health
        }
        guard let change else { return }
        logger.error("the store is damaged; what is whole goes on", metadata: ["why": "\(why)"])
        onChange(change)
    }
}
