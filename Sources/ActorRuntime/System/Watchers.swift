import Synchronization

/// Tasks that wait until something is so that a lock guards.
struct Watchers: Sendable {
    fileprivate var waiting: [CheckedContinuation<Void, Never>] = []

    /// Takes those who wait, so that they are woken when the lock has been given up.
    mutating func take() -> Watchers {
        defer { waiting = [] }
        return self
    }

    func wake() {
        for continuation in waiting { continuation.resume() }
    }
}

/// What a lock guards and tasks wait for.
protocol Watched: Sendable {
    var watchers: Watchers { get set }
}

extension Mutex where Value: Watched {
    /// Waits until this is so. Whoever makes it so wakes the watchers, and may do that before.
    ///
    /// - Returns: Whether it had to wait.
    @discardableResult
    nonisolated(nonsending) func wait(until isSo: @Sendable (borrowing Value) -> Bool) async -> Bool {
        if withLock({ isSo($0) }) { return false }
        await withCheckedContinuation { continuation in
            let isSo = withLock { value in
                let isSo = isSo(value)
                if !isSo { value.watchers.waiting.append(continuation) }
                return isSo
            }
            if isSo { continuation.resume() }
        }
        return true
    }

    func wakeWatchers() { withLock { $0.watchers.take() }.wake() }
}
