public import ActorRuntime
public import ActorWire
import Synchronization

/// A clock that stands still until a test moves it.
public final class VirtualClock: ActorClock {
    fileprivate enum Moment {
        case timeOfDay(Timestamp)
        case uptime(Duration)
    }

    fileprivate struct Sleeper {
        let end: Moment
        let continuation: CheckedContinuation<Void, any Error>
    }

    fileprivate struct Contents {
        /// The time of day at which the uptime was zero.
        var epoch: Timestamp
        var uptime = Duration.zero
        var sleepers: [UInt64: Sleeper] = [:]
        var cancelled: Set<UInt64> = []
        var next: UInt64 = 0
    }

    private let contents: Mutex<Contents>

    /// - Parameter now: Where it begins. Default: 2026-01-01, noon UTC.
    public init(now: Timestamp = Timestamp(milliseconds: 1_767_268_800_000)) {
        contents = Mutex(Contents(epoch: now))
    }

    public var now: Timestamp { contents.withLock { $0.now } }
    public var uptime: Duration { contents.withLock { $0.uptime } }

    public var epoch: Timestamp { contents.withLock { $0.epoch } }

    /// The uptime at which the first of those who sleep goes on, unless somebody sets the time of day; nil when nobody
    /// sleeps for less than a century.
    public var nextWake: Duration? {
        contents.withLock { contents in
            let century = contents.uptime + .seconds(3_155_760_000)
            let ends = contents.sleepers.values.map { contents.uptime(at: $0.end) }
            return ends.filter { $0 < century }.min()
        }
    }

    /// Moves the clock on, and lets those go on who slept until then.
    public func advance(by duration: Duration) {
        change { $0.uptime += duration }
    }

    /// Sets the time of day forward or back, as an operator may; the uptime stays as it is.
    public func setTimeOfDay(to time: Timestamp) {
        change { $0.epoch = time - $0.uptime }
    }

    private func change(_ body: (inout Contents) -> Void) {
        let due = contents.withLock { contents in
            body(&contents)
            let due = contents.sleepers.filter { contents.hasCome($0.value.end) }
            for id in due.keys { contents.sleepers[id] = nil }
            return due.sorted { $0.key < $1.key }
        }
        for (_, sleeper) in due { sleeper.continuation.resume() }
    }

    public func sleep(until time: Timestamp) async throws { try await sleep(until: .timeOfDay(time)) }
    public func sleep(untilUptime uptime: Duration) async throws { try await sleep(until: .uptime(uptime)) }

    private func sleep(until end: Moment) async throws {
        let id = contents.withLock { contents in
            contents.next += 1
            return contents.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Void, any Error>? = contents.withLock { contents in
                    if contents.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    if contents.hasCome(end) { return .success(()) }
                    contents.sleepers[id] = Sleeper(end: end, continuation: continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let sleeper = contents.withLock { contents in
                guard let sleeper = contents.sleepers.removeValue(forKey: id) else {
                    contents.cancelled.insert(id)
                    return nil as Sleeper?
                }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
        contents.withLock { _ = $0.cancelled.remove(id) }
        try Task.checkCancellation()
    }
}

extension VirtualClock.Contents {
    fileprivate var now: Timestamp { epoch + uptime }

    fileprivate func uptime(at moment: VirtualClock.Moment) -> Duration {
        switch moment {
        case .timeOfDay(let time): time - epoch
        case .uptime(let uptime): uptime
        }
    }

    fileprivate func hasCome(_ moment: VirtualClock.Moment) -> Bool {
        switch moment {
        case .timeOfDay(let time): time <= now
        case .uptime(let uptime): uptime <= self.uptime
        }
    }
}
