import Synchronization

/// Rings when the time has come that it is set to.
final class Alarm: Sendable {
    private struct State {
        var time: Duration?
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// - Parameter time: when to ring next, instead of what was set before.
    func set(_ time: Duration?) {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            let isEarlier = time.map { new in state.time.map { new < $0 } ?? true } ?? false
            state.time = time
            // A later time needs no haste: when the earlier one has come, the alarm looks again.
            guard isEarlier else { return nil }
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Rings until the task is cancelled. It may also ring early.
    func run(_ clock: MonotonicTime, ring: @escaping @Sendable () -> Void) async {
        while !Task.isCancelled {
            let time = state.withLock(\.time)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.change(from: time) }
                if let time { group.addTask { await clock.sleep(time) } }
                await group.next()
                group.cancelAll()
            }
            ring()
        }
    }

    /// Returns when the alarm is set to an earlier time than this, or the task is cancelled.
    private func change(from time: Duration?) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isPointless = state.withLock { state in
                    if state.time != time || Task.isCancelled { return true }
                    state.sleeper = continuation
                    return false
                }
                if isPointless { continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                defer { state.sleeper = nil }
                return state.sleeper
            }
            sleeper?.resume()
        }
    }
}
