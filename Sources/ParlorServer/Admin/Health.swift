import ActorWire
import Synchronization

/// How a host is.
enum Health: Sendable, Hashable {
    case starting
    case well
    /// What happens in rooms cannot be kept: clients are told to try again, and come back when it can. Or something that
    /// was kept is damaged.
    case degraded(String)
    case shuttingDown
}

extension Health {
    /// The name of the condition, and a sentence for the operator; nil when the host is well.
    var trouble: (status: String, reason: String)? {
        switch self {
        case .well: nil
        case .starting: ("starting", "rooms cannot be joined yet")
        case .degraded(let reason): ("degraded", reason)
        case .shuttingDown: ("shutting_down", "the host is shutting down")
        }
    }
}

/// What knows how a host is: how far it has come, and whether its store is well.
final class HealthReport: Sendable {
    /// - Returns: What is wrong, nil for nothing.
    typealias Check = @Sendable () -> String?

    private struct State {
        var phase = Health.starting
        var check: Check = { nil }
    }

    private let state = Mutex(State())

    /// The host has come so far.
    func become(_ phase: Health) { state.withLock { $0.phase = phase } }

    /// Asks this from now on whether the store is well.
    func ask(_ check: @escaping Check) { state.withLock { $0.check = check } }

    var health: Health {
        let (phase, check) = state.withLock { ($0.phase, $0.check) }
        guard phase == .well, let reason = check() else { return phase }
        return .degraded(reason)
    }

    /// What `/health` of the rooms' own port tells of it beyond whether they can be joined.
    var trouble: WireError? {
        if case .degraded(let reason) = health { .degraded(reason) } else { nil }
    }
}
