/// One figure of ours and of a naive way, in the same unit: the less the better.
struct Comparison: CustomStringConvertible {
    /// What was done, with its unit: `mailbox, a message, ns`.
    let name: String
    let ours: Double
    /// What the naive way is.
    let baseline: String
    let theirs: Double

    var description: String {
        let dots = String(repeating: " ", count: max(1, 44 - name.count))
        return "\(name)\(dots)\(figure(ours)); \(baseline): \(figure(theirs)), \(figure(theirs / ours)) times as much"
    }

    private func figure(_ value: Double) -> String {
        value < 100 ? "\((value * 100).rounded() / 100)" : "\(Int(value.rounded()))"
    }
}

/// The median time of some rounds, in nanoseconds for each of `count` things that a round does. A first round warms up.
nonisolated(nonsending) func nanoseconds(
    for count: Int, rounds: Int = 5, _ round: nonisolated(nonsending) () async throws -> Void
) async rethrows -> Double {
    try await round()
    var times: [Duration] = []
    for _ in 0..<rounds {
        let start = ContinuousClock.now
        try await round()
        times.append(ContinuousClock.now - start)
    }
    return times.sorted()[rounds / 2] / .nanoseconds(1) / Double(count)
}
