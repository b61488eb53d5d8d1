/// Fills a host with people, has some of them talk, and checks what all of them get.
public struct LoadTest: Sendable {
    let plan: LoadPlan
    let run: String
    private let sample: @Sendable () -> HostSample?

    /// - Parameters:
    ///   - run: A word of letters and digits that no other run in the room has.
    ///   - sample: Looks at the host's process; nil where it cannot be seen.
    public init(_ plan: LoadPlan, run: String, sample: @escaping @Sendable () -> HostSample? = { nil }) {
        self.plan = plan
        self.run = run
        self.sample = sample
    }

    /// Runs the test to its end.
    ///
    /// - Parameter progress: Called about once a second.
    /// - Throws: `LoadError`, or `CancellationError`.
    public func callAsFunction(progress: @Sendable (LoadProgress) -> Void) async throws -> LoadReport {
        try await withCrowd { crowd in
            let entry = try await enter(crowd, progress)
            var report = try await crowd.talk(seconds: plan.seconds, progress)
            if let memory = entry.memoryPerConnection, let before = entry.sample, let end = sample() {
                let time = end.processorTime - before.processorTime
                report.host = LoadReport.HostUsage(
                    memoryPerConnection: memory, memory: end.memory,
                    processorPerDelivery: time / .microseconds(1) / Double(max(report.deliveries, 1)))
            }
            return report
        }
    }

    /// Only opens the connections of the plan, and looks at them as they lie idle.
    ///
    /// - Throws: `LoadError`, or `CancellationError`.
    public func connect(progress: @Sendable (LoadProgress) -> Void) async throws -> ConnectionReport {
        try await withCrowd { crowd in
            let entry = try await enter(crowd, progress)
            return ConnectionReport(
                connections: plan.members, connectionsPerSecond: try await crowd.joinsPerSecond,
                memoryPerConnection: entry.memoryPerConnection)
        }
    }

    private func withCrowd<Result: Sendable>(_ body: (Crowd) async throws -> Result) async throws -> Result {
        try FileLimit.allow(connections: plan.members)
        return try await Crowd.with(plan, run: run, body)
    }

    // MARK: Coming in

    private struct Entry {
        var memoryPerConnection: Double?
        /// The host with everybody in it, before anything is said.
        var sample: HostSample?
    }

    /// Lets everybody in. With the first tenth comes what the host needs once, so the others show what one connection takes.
    private func enter(_ crowd: Crowd, _ progress: @Sendable (LoadProgress) -> Void) async throws -> Entry {
        let first = plan.members / 10
        try await crowd.join(0..<first, progress)
        let some = try await sampleAtRest()
        try await crowd.join(first..<plan.members, progress)
        let all = try await sampleAtRest()
        guard let some, let all else { return Entry() }
        let memory = Double(max(all.memory - some.memory, 0)) / Double(plan.members - first)
        return Entry(memoryPerConnection: memory, sample: all)
    }

    /// Looks at the host when it has done what comes after the joining, or does not rest for some seconds.
    private func sampleAtRest() async throws -> HostSample? {
        var last = sample()
        for _ in 0..<20 where last != nil {
            try await Task.sleep(for: .milliseconds(200))
            let next = sample()
            if next == last { break }
            last = next
        }
        return last
    }
}
