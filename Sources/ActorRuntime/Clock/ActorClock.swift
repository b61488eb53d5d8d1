public import ActorWire
import Glibc

/// What time it is, and ways to wait: the machine's clocks, or a test's.
public protocol ActorClock: Sendable {
    /// The time of day. It jumps when somebody sets the machine's clock.
    var now: Timestamp { get }

    /// How long the clock has run, from a moment of its own choice: it only grows, at an even pace.
    var uptime: Duration { get }

    /// The time of day at which the uptime was zero. It changes when somebody sets the machine's clock, and only then.
    var epoch: Timestamp { get }

    /// Returns when the time of day has come, at once when it has passed.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func sleep(until time: Timestamp) async throws

    /// Returns when the clock has run for so long, at once when it has.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func sleep(untilUptime uptime: Duration) async throws
}

extension ActorClock {
    public var epoch: Timestamp { now - uptime }
}

/// The clocks of the machine.
public struct SystemClock: ActorClock {
    public init() {}

    public var now: Timestamp {
        let time = read(CLOCK_REALTIME)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public var uptime: Duration {
        let time = read(CLOCK_MONOTONIC)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Both clocks are read until nothing came between, lest a thread that had to wait takes that for a set clock.
    public var epoch: Timestamp {
        while true {
            let (before, now, after) = (uptime, now, uptime)
            if after - before < .milliseconds(50) { return now - before }
        }
    }

    private func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }

    public func sleep(until time: Timestamp) async throws {
        // The time of day may be set while we sleep, so it is read again at least each minute.
        while case let remaining = time - now, remaining > .zero {
            try await Task.sleep(for: min(remaining, .seconds(60)))
        }
    }

    public func sleep(untilUptime uptime: Duration) async throws {
        let day = Duration.seconds(86_400)
        while case let remaining = uptime - self.uptime, remaining > .zero {
            try await Task.sleep(for: min(remaining, day), tolerance: .zero, clock: .suspending)
        }
    }
}
