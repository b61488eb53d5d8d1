public import ActorRuntime
public import ActorWire
import Synchronization

/// A clock that stands still until a test moves it.
public final class VirtualClock: ActorClock {
    fileprivate struct Sleeper {
        let time: Timestamp
        let continuation: CheckedContinuation<Void, any Error>
    }

    fileprivate struct Contents {
        var now: Timestamp
        var sleepers: [UInt64: Sleeper] = [:]
        var cancelled: Set<UInt64> = []
        var next: UInt64 = 0
    }

    private let contents: Mutex<Contents>

    /// - Parameter now: Where it begins. Default: 2026-01-01, noon UTC.
    public init(now: Timestamp = Timestamp(milliseconds: 1_767_268_800_000)) {
        contents = Mutex(Contents(now: now))
    }

    public var now: Timestamp { contents.withLock { $0.now } }

    /// Moves the clock on, and lets those go on who slept until then.
    public func advance(by duration: Duration) {
        let due = contents.withLock { contents in
            contents.now = contents.now + duration
            let due = contents.sleepers.filter { $0.value.time <= contents.now }
            for id in due.keys { contents.sleepers[id] = nil }
            return due.values.sorted { $0.time < $1.time }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    public func sleep(until time: Timestamp) async throws {
        let id = contents.withLock { contents in
            contents.next += 1
            return contents.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Void, any Error>? = contents.withLock { contents in
                    if contents.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    if time <= contents.now { return .success(()) }
                    contents.sleepers[id] = Sleeper(time: time, continuation: continuation)
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
