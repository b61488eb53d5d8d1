import CoreMetrics

/// What is counted of one kind of actor: two additions a batch.
struct ActorMetrics: Sendable {
    private let messages: Counter
    private let commits: Counter
    private let failures: Counter

    init(actor: String) {
        let dimensions = [("actor", actor)]
        messages = Counter(label: "actor_messages_total", dimensions: dimensions)
        commits = Counter(label: "actor_commits_total", dimensions: dimensions)
        failures = Counter(label: "actor_failed_commits_total", dimensions: dimensions)
    }

    func count(messages count: Int) { messages.increment(by: count) }
    func countCommit() { commits.increment() }
    func countFailure() { failures.increment() }
}
