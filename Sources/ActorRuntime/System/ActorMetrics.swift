import CoreMetrics

/// What is counted of one kind of actor: two additions a batch.
struct ActorMetrics: Sendable {
    private let messages: Counter
    private let commits: Counter
    private let failures: Counter
    private let refusedCreations: Counter
    private let tickLateness: Timer
    private let forgottenSteps: Counter

    init(actor: String) {
        let dimensions = [("actor", actor)]
        messages = Counter(label: "actor_messages_total", dimensions: dimensions)
        commits = Counter(label: "actor_commits_total", dimensions: dimensions)
        failures = Counter(label: "actor_failed_commits_total", dimensions: dimensions)
        refusedCreations = Counter(label: "actor_refused_creations_total", dimensions: dimensions)
        tickLateness = Timer(label: "actor_tick_lateness", dimensions: dimensions)
        forgottenSteps = Counter(label: "actor_forgotten_steps_total", dimensions: dimensions)
    }

    func count(messages count: Int) { messages.increment(by: count) }
    func countCommit() { commits.increment() }
    func countFailure() { failures.increment() }
    /// A hook of its beginning did not want the actor to be.
    func countRefusedCreation() { refusedCreations.increment() }

    /// - Parameter forgotten: The steps that were due beyond those that the tick was told of.
    func recordTick(lateness: Duration, forgotten: Int) {
        tickLateness.recordNanoseconds(Int64(clamping: lateness.attoseconds / 1_000_000_000))
        if forgotten > 0 { forgottenSteps.increment(by: forgotten) }
    }
}
