import ActorDefinition
import ActorWire
import Logging
import Synchronization

/// Wakes actors that are not in memory when a job of theirs is due.
final class Schedules: Sendable {
    private static let page = 256

    private let store: any ActorStore
    private let alarms: Alarms<Timestamp>
    private let timers: Alarms<Duration>
    private let clock: any ActorClock
    private let logger: Logger
    private let plan = Mutex(Plan())

    private struct Plan {
        /// When the next look at the store is due.
        var next: Timestamp?
        /// How long to wait before what is overdue is looked at again.
        var patience = Duration.zero
    }

    init(
        store: any ActorStore, alarms: Alarms<Timestamp>, timers: Alarms<Duration>, clock: any ActorClock,
        logger: Logger
    ) {
        self.store = store
        self.alarms = alarms
        self.timers = timers
        self.clock = clock
        self.logger = logger
    }

    /// Wakes an actor; set by the system before it runs.
    let wake = Mutex<(@Sendable (ActorID) async -> Void)?>(nil)

    /// Looks at the store at that time, if no earlier look is planned.
    func watch(at time: Timestamp) {
        let isEarlier = plan.withLock { plan in
            if let planned = plan.next, planned <= time { return false }
            plan.next = time
            return true
        }
        if isEarlier { alarms.set(at: time) { [self] in await look(plannedAt: time) } }
    }

    private func look(plannedAt time: Timestamp) async {
        let isPlanned = plan.withLock { plan in
            guard plan.next == time else { return false }
            plan.next = nil
            return true
        }
        guard isPlanned else { return }
        do throws(StoreError) {
            let due = try await store.due(at: clock.now, limit: Self.page)
            if let wake = wake.withLock({ $0 }) {
                for actor in due { await wake(actor) }
            }
            let following = try await store.nextDue()
            // What is overdue is being done at this moment, or cannot be done now.
            if let following, following <= clock.now { return lookAgain() }
            plan.withLock { $0.patience = .zero }
            if let following { watch(at: following) }
        } catch .closed {
            return
        } catch {
            logger.error("cannot read the schedules", metadata: ["error": "\(String(reflecting: error))"])
            lookAgain()
        }
    }

    /// After a second at first, and less and less often while nothing becomes of it.
    private func lookAgain() {
        let delay = plan.withLock { plan in
            plan.patience = max(.seconds(1), min(plan.patience * 2, .seconds(30)))
            return plan.patience
        }
        timers.set(at: clock.uptime + delay) { [self] in watch(at: clock.now) }
    }
}
