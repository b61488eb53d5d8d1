import ActorWire
import Synchronization

/// Calls what asked to be called at a time, by the time of day or by uptime. One task sleeps for the whole system, until
/// the earliest of them.
final class Alarms<Time: Comparable & Sendable>: Sendable {
    typealias Sleep = @Sendable (Time) async throws -> Void

    /// By what an alarm is cancelled.
    struct Token: Sendable {
        let time: Time
        fileprivate let number: UInt64
    }

    fileprivate struct Alarm {
        let token: Token
        let action: @Sendable () async -> Void
        var time: Time { token.time }
    }

    fileprivate struct Waiting: Watched {
        /// The latest first, so that the earliest is taken from the end.
        var alarms: [Alarm] = []
        var set: UInt64 = 0
        var sleeper: Task<Void, Never>?
        /// Actions that were taken and have not ended.
        var running = 0
        var watchers = Watchers()
    }

    private let now: @Sendable () -> Time
    private let sleepUntil: Sleep
    /// A time that never comes.
    private let never: Time
    private let waiting = Mutex(Waiting())

    private init(now: @escaping @Sendable () -> Time, sleepUntil: @escaping Sleep, never: Time) {
        self.now = now
        self.sleepUntil = sleepUntil
        self.never = never
    }

    /// How many have not rung.
    var count: Int { waiting.withLock { $0.alarms.count } }

    @discardableResult
    func set(at time: Time, _ action: @escaping @Sendable () async -> Void) -> Token {
        waiting.withLock { waiting in
            waiting.set += 1
            let token = Token(time: time, number: waiting.set)
            waiting.insert(Alarm(token: token, action: action))
            if waiting.alarms.last?.token.number == token.number { waiting.sleeper?.cancel() }
            return token
        }
    }

    /// Forgets an alarm that has not rung. The sleeper is not told: it finds nothing to do.
    func cancel(_ token: Token) {
        waiting.withLock { $0.remove(token) }
    }

    /// Serves alarms until the task is cancelled. Their actions run beside each other.
    func run() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for action in takeDue() { group.addTask { await self.perform(action) } }
                await sleep()
            }
            group.cancelAll()
        }
    }

    /// The actions whose time has come.
    private func takeDue() -> [@Sendable () async -> Void] {
        let now = now()
        return waiting.withLock { waiting in
            var due: [@Sendable () async -> Void] = []
            while let last = waiting.alarms.last, last.time <= now {
                due.append(last.action)
                waiting.alarms.removeLast()
            }
            waiting.running += due.count
            return due
        }
    }

    private func perform(_ action: @Sendable () async -> Void) async {
        await action()
        let watchers = waiting.withLock { waiting in
            waiting.running -= 1
            return waiting.running == 0 ? waiting.watchers.take() : Watchers()
        }
        watchers.wake()
    }

    /// Runs what is due, and returns when everything that was taken has ended.
    ///
    /// - Returns: Whether there was something.
    func settle() async -> Bool {
        let due = takeDue()
        for action in due { await perform(action) }
        let hadToWait = await waiting.wait { $0.running == 0 }
        return !due.isEmpty || hadToWait
    }

    /// Sleeps until the earliest alarm, or until an earlier one is set.
    private func sleep() async {
        let sleeper = waiting.withLock { waiting in
            let time = waiting.alarms.last?.time ?? never
            let sleeper = Task { [sleepUntil] in _ = try? await sleepUntil(time) }
            waiting.sleeper = sleeper
            return sleeper
        }
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
    }
}

extension Alarms<Timestamp> {
    convenience init(timeOfDay clock: any ActorClock) {
        self.init(
            now: { clock.now }, sleepUntil: { try await clock.sleep(until: $0) }, never: Timestamp(milliseconds: .max))
    }
}

extension Alarms<Duration> {
    convenience init(uptime clock: any ActorClock) {
        self.init(
            now: { clock.uptime }, sleepUntil: { try await clock.sleep(untilUptime: $0) },
            never: .seconds(Int64.max))
    }
}

extension Alarms.Waiting {
    /// Puts the alarm before the first that is not later, which keeps those of one time in order.
    fileprivate mutating func insert(_ alarm: Alarms.Alarm) {
        alarms.insert(alarm, at: firstIndex(notAfter: alarm.time))
    }

    fileprivate mutating func remove(_ token: Alarms.Token) {
        var index = firstIndex(notAfter: token.time)
        while index < alarms.count, alarms[index].time == token.time {
            guard alarms[index].token.number != token.number else {
                alarms.remove(at: index)
                return
            }
            index += 1
        }
    }

    private func firstIndex(notAfter time: Time) -> Int {
        var low = 0
        var high = alarms.count
        while low < high {
            let middle = (low + high) / 2
            if alarms[middle].time > time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
