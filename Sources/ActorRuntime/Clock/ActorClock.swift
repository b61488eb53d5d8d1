public import ActorWire
import Glibc

/// What time it is, and a way to wait for a time: the machine's clock, or a test's.
public protocol ActorClock: Sendable {
    var now: Timestamp { get }

    /// Returns when the time has come, at once when it has passed.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func sleep(until time: Timestamp) async throws
}

/// The wall clock of the machine.
public struct SystemClock: ActorClock {
    public init() {}

    public var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public func sleep(until time: Timestamp) async throws {
        // The wall clock may be set while we sleep, so it is read again at least each minute.
        while case let remaining = time - now, remaining > .zero {
            try await Task.sleep(for: min(remaining, .seconds(60)))
        }
    }
}
