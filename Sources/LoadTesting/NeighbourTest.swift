extension LoadTest {
    /// Tells what people in other rooms feel of the test: how long their messages take before it, and beside it.
    ///
    /// All are there from the beginning, so that it makes the difference alone.
    ///
    /// - Parameter neighbours: Who they are, and how they talk; for as long as the test itself.
    /// - Throws: `LoadError`, or `CancellationError`.
    public func beside(
        _ neighbours: LoadPlan, progress: @Sendable (LoadProgress) -> Void
    ) async throws -> NeighbourReport {
        try FileLimit.allow(connections: plan.members + neighbours.members)
        return try await Crowd.with(neighbours, run: run) { quiet in
            try await Crowd.with(plan, run: run) { flood in
                try await quiet.join(0..<neighbours.members, progress)
                try await flood.join(0..<plan.members, progress)
                // The first words in a room take longer than those that follow.
                _ = try await quiet.talk(seconds: 2, progress)
                let alone = try await quiet.talk(seconds: plan.seconds, progress)
                async let flooded = flood.talk(seconds: plan.seconds)
                let beside = try await quiet.talk(seconds: plan.seconds, progress)
                return NeighbourReport(alone: alone, beside: beside, flood: try await flooded)
            }
        }
    }
}

/// What people in quiet rooms feel of a flooded one.
public struct NeighbourReport: Codable, Sendable, Hashable {
    /// Of the quiet rooms, before.
    public var alone: LoadReport
    /// Of the quiet rooms, while the other was flooded.
    public var beside: LoadReport
    /// Of the flooded room.
    public var flood: LoadReport
    /// How many times as long messages of the quiet rooms took beside the flood.
    public var p50Ratio: Double
    public var p99Ratio: Double
    /// Whether all got every message of their room once and in one order.
    public var isPerfect: Bool

    init(alone: LoadReport, beside: LoadReport, flood: LoadReport) {
        self.alone = alone
        self.beside = beside
        self.flood = flood
        // The shortest time that is told apart from none.
        p50Ratio = beside.latency.p50 / max(alone.latency.p50, 0.001)
        p99Ratio = beside.latency.p99 / max(alone.latency.p99, 0.001)
        isPerfect = alone.isPerfect && beside.isPerfect && flood.isPerfect
    }
}
