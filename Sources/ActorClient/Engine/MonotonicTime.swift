/// A clock's time as the duration since this value was made.
struct MonotonicTime: Sendable {
    let now: @Sendable () -> Duration
    /// Sleeps until the time has come or the task is cancelled.
    let sleep: @Sendable (_ until: Duration) async -> Void

    init<C: Clock>(_ clock: C) where C.Duration == Duration {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try? await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }
}
