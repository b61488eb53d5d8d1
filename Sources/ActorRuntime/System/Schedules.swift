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
        var willLookAgain = false
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
            let now = clock.now
            let isAnythingDue = try await wakeAll(due: now)
            if let following = try await store.nextDue(after: now) { watch(at: following) }
            // What was due is being done at this moment, or cannot be done now.
            if isAnythingDue { lookAgain() } else { plan.withLock { $0.patience = .zero } }
        } catch .closed {
            return
        } catch {
            logger.error("cannot read the schedules", metadata: ["error": "\(String(reflecting: error))"])
            lookAgain()
        }
    }

    /// Wakes all whose time has come, also those behind a page of others that cannot begin.
    private func wakeAll(due time: Timestamp) async throws(StoreError) -> Bool {
        guard let wake = wake.withLock({ $0 }) else { return false }
        var count = 0
        var page: [ActorID] = []
        repeat {
            page = try await store.due(at: time, limit: Self.page, skipping: count)
            for actor in page { await wake(actor) }
            count += page.count
        } while page.count == Self.page
        return count > 0
    }

    /// After a second at first, and less and less often while something is due.
    private func lookAgain() {
        let delay: Duration? = plan.withLock { plan in
            guard !plan.willLookAgain else { return nil }
            plan.willLookAgain = true
            plan.patience = max(.seconds(1), min(plan.patience * 2, .seconds(30)))
            return plan.patience
        }
        guard let delay else { return }
        timers.set(at: clock.uptime + delay) { [self] in
            plan.withLock { $0.willLookAgain = false }
            watch(at: clock.now)
        }
    }
}
