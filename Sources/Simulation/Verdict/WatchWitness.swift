import ActorWire

/// Whether an actor does by itself what it should: what repeats is never lost, and done once for each time or for all that
/// were missed; and `run` is under way exactly while the actor is awake.
// Sendable: see RunQueue.
final class WatchWitness: @unchecked Sendable {
    private let judge: Judge
    private let world: World
    private var wokeAt = Duration.zero
    private var isWalking = false
    private var hasWalked = false

    init(_ judge: Judge, _ world: World) {
        self.judge = judge
        self.world = world
    }

    private func note(_ what: @autoclosure () -> String) { world.note("watchman", what()) }

    // MARK: What repeats

    /// - Parameters:
    ///   - due: When everything was due when it was last kept.
    ///   - times: When it is by the schedule, which is kept with it.
    func compare(_ due: [String: Timestamp], with times: [String: Timestamp]) {
        for (name, time) in due.sorted(by: { $0.key < $1.key }) {
            judge.check(times[name] != nil) { "the \(name) repeats, and the schedule has lost it" }
            judge.check(times[name] == time) { "the \(name) is due at another time than was kept" }
        }
    }

    /// It has asked again for what it had asked for before, which puts nothing off.
    func hasSetAgain(_ due: [String: Timestamp], as times: [String: Timestamp], now: Timestamp) {
        for (name, time) in due {
            guard let set = times[name] else { return judge.check(false) { "the \(name) was set and is not there" } }
            // What is too far away, since somebody set the clock back, comes earlier.
            judge.check(set == time || set < time && time > now + Self.longest(name)) {
                "the \(name) was set again, and is due at another time"
            }
        }
    }

    /// It does something, and it is due for the next time then.
    func strikes(_ name: String, due: Timestamp?, next: Timestamp?, now: Timestamp) {
        note("strikes the \(name)")
        guard let due, let next else { return judge.check(false) { "the \(name) was done, and is not due again" } }
        judge.check(due <= now) { "the \(name) was done before its time, or twice" }
        judge.check(next > now) { "the \(name) was missed, and is to be done more than once" }
        judge.check(next <= now + Self.longest(name)) { "the \(name) leaves a time out" }
        let first = name == Watchman.bell ? due.milliseconds : 0
        judge.check((next.milliseconds - first) % Self.longest(name).milliseconds == 0) {
            "the times of the \(name) drift"
        }
        judge.check(isWalking || wokeAt == world.now) { "the watchman is awake, and run is not under way" }
    }

    /// Somebody has set the time of day, which an interval does not heed.
    func moved(_ due: Timestamp?, to time: Timestamp?, by step: Duration) {
        judge.check(due.map { $0 + step } == time) { "the bell does not go on as it did when the clock is set" }
    }

    /// How long it takes at most until something is due again.
    private static func longest(_ name: String) -> Duration { name == Watchman.bell ? Watchman.interval : .seconds(60) }

    // MARK: What runs beside it

    func wakes(expecting due: [String: Timestamp], of times: [String: Timestamp]) {
        note("wakes")
        judge.check(!isWalking) { "the watchman wakes, and run is still under way from before" }
        wokeAt = world.now
        hasWalked = false
        compare(due, with: times)
    }

    func beginsRounds() {
        judge.check(!isWalking) { "run was begun twice" }
        isWalking = true
        hasWalked = true
    }

    func endsRounds() { isWalking = false }

    func sleeps() {
        note("sleeps")
        judge.check(!isWalking) { "the watchman falls asleep, and run is still under way" }
        // Who has to sleep at once may not come to begin.
        judge.check(hasWalked || wokeAt == world.now) { "the watchman was awake, and run was not begun" }
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 { (Timestamp(milliseconds: 0) + self).milliseconds }
}
