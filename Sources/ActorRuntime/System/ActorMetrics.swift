import ActorWire
import CoreMetrics
import Synchronization

/// What is counted and measured of one kind of actor: for each action two readings of the clock and a few additions,
/// everything else once a batch or less often.
struct ActorMetrics: Sendable {
    private let messages: Counter
    private let depth: Recorder
    private let actionTime: Timer
    private let answered: Counter
    private let refused: Counter
    private let failed: Counter

    private let commits: Counter
    private let commitTime: Timer
    private let commitSize: Recorder
    private let failures: Counter

    private let wakes: Counter
    private let sleeps: Counter
    private let refusedCreations: ReasonCounters
    private let refusedConnections: ReasonCounters
    private let refusedSubscriptions: Counter
    private let residents: Meter
    private let waiting: Meter
    private let longest: Meter

    private let tickLateness: Timer
    private let forgottenSteps: Counter

    init(actor: String, factory: any MetricsFactory) {
        let kind = ("actor", actor)
        func counter(_ name: String, _ more: (String, String)...) -> Counter {
            Counter(label: name, dimensions: [kind] + more, factory: factory)
        }
        func meter(_ name: String) -> Meter { Meter(label: name, dimensions: [kind], factory: factory) }
        func timer(_ name: String) -> Timer { Timer(label: name, dimensions: [kind], factory: factory) }
        func recorder(_ name: String) -> Recorder {
            Recorder(label: name, dimensions: [kind], aggregate: true, factory: factory)
        }
        messages = counter("actor_messages_total")
        depth = recorder("actor_mailbox_depth")
        actionTime = timer("actor_action_duration")
        answered = counter("actor_actions_total", ("outcome", "answered"))
        refused = counter("actor_actions_total", ("outcome", "refused"))
        failed = counter("actor_actions_total", ("outcome", "failed"))
        commits = counter("actor_commits_total")
        commitTime = timer("actor_commit_duration")
        commitSize = recorder("actor_commit_messages")
        failures = counter("actor_failed_commits_total")
        wakes = counter("actor_wakes_total")
        sleeps = counter("actor_sleeps_total")
        refusedCreations = ReasonCounters("actor_refused_creations_total", kind, factory)
        refusedConnections = ReasonCounters("actor_refused_connections_total", kind, factory)
        refusedSubscriptions = counter("actor_refused_subscriptions_total")
        residents = meter("actors_in_memory")
        waiting = meter("actor_mailbox_messages")
        longest = meter("actor_mailbox_longest")
        tickLateness = timer("actor_tick_lateness")
        forgottenSteps = counter("actor_forgotten_steps_total")
    }

    // MARK: Messages and actions

    func count(messages count: Int) { messages.increment(by: count) }

    /// - Parameter count: The messages that waited when the actor looked.
    func recordDepth(_ count: Int) { depth.record(count) }

    func recordAction(_ error: WireError?, took duration: Duration) {
        switch error {
        case nil: answered.increment()
        case let error? where error.isFailure: failed.increment()
        case _?: refused.increment()
        }
        actionTime.recordNanoseconds(duration.wholeNanoseconds)
    }

    /// - Parameters:
    ///   - waiting: The messages in all mailboxes of this kind.
    ///   - longest: Those in the fullest.
    func setMailboxes(waiting: Int, longest: Int) {
        self.waiting.set(waiting)
        self.longest.set(longest)
    }

    // MARK: Commits

    func recordCommit(of messages: Int, took duration: Duration) {
        commits.increment()
        commitSize.record(messages)
        commitTime.recordNanoseconds(duration.wholeNanoseconds)
    }

    func countFailure() { failures.increment() }

    // MARK: Life

    func countWake() { wakes.increment() }
    func countSleep() { sleeps.increment() }
    /// A hook of its beginning did not want an actor to be.
    func countRefusedCreation(_ error: WireError) { refusedCreations.count(error.code) }
    /// A client was not let in.
    func countRefusedConnection(_ error: WireError) { refusedConnections.count(error.code) }
    /// A client wanted an event that the actor does not have.
    func countRefusedSubscription() { refusedSubscriptions.increment() }

    func enteredMemory() { residents.increment() }
    func leftMemory() { residents.decrement() }

    /// - Parameter forgotten: The steps that were due beyond those that the tick was told of.
    func recordTick(lateness: Duration, forgotten: Int) {
        tickLateness.recordNanoseconds(lateness.wholeNanoseconds)
        if forgotten > 0 { forgottenSteps.increment(by: forgotten) }
    }
}

/// Counters of what was refused, one for each reason. A definition may make reasons of anything, so the first of them
/// alone have counters of their own; the others are counted together.
private final class ReasonCounters: Sendable {
    private static let limit = 32

    private let label: String
    private let actor: (String, String)
    private let factory: any MetricsFactory
    private let counters = Mutex<[String: Counter]>([:])

    init(_ label: String, _ actor: (String, String), _ factory: any MetricsFactory) {
        self.label = label
        self.actor = actor
        self.factory = factory
    }

    func count(_ reason: String) {
        let counter = counters.withLock { counters in
            let reason = counters[reason] == nil && counters.count >= Self.limit ? "other" : reason
            let counter =
                counters[reason] ?? Counter(label: label, dimensions: [actor, ("reason", reason)], factory: factory)
            counters[reason] = counter
            return counter
        }
        counter.increment()
    }
}

extension WireError {
    /// Whether something went wrong within, as opposed to a request that was refused.
    var isFailure: Bool {
        group == "core" || self == .actionTimedOut || self == .callbackTimedOut || self == .restarting
    }
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000) }
}
