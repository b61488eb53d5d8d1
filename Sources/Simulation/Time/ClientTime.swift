import ActorTesting

/// The clock of a simulation as clients want it.
struct ClientTime: Clock {
    struct Instant: InstantProtocol {
        let uptime: Duration

        func advanced(by duration: Duration) -> Instant { Instant(uptime: uptime + duration) }
        func duration(to other: Instant) -> Duration { other.uptime - uptime }
        static func < (a: Instant, b: Instant) -> Bool { a.uptime < b.uptime }
    }

    let clock: VirtualClock

    var now: Instant { Instant(uptime: clock.uptime) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await clock.sleep(untilUptime: deadline.uptime)
    }
}
