import ActorDefinition
import ActorTesting
import ActorWire

/// An actor that nobody connects to: its schedule wakes it to strike the hours, and while it is awake it walks its rounds.
struct Watchman {
    struct State: Codable, Sendable, Initial {
        /// When each thing that it does again and again is due next, by its name.
        var due: [String: Timestamp] = [:]
        /// How often it has done each.
        var done: [String: Int] = [:]
        /// The tickets of its rounds, in their order.
        var rounds: [Int] = []
    }

    static let key = "tower"
    /// What it does at intervals, and what at times of day.
    static let (bell, hour) = ("bell", "hour")
    static let interval = Duration.seconds(11)

    let witness: WatchWitness
    /// Knows its rounds, which are not idempotent.
    let ledger: Ledger
    let clock: VirtualClock
    /// How long it rests between two rounds.
    let rest: @Sendable () -> Duration
    let mistake: Mistake?

    /// It falls asleep between two strokes, unless its rests are short.
    var options: ActorOptions {
        var options = ActorOptions()
        options.sleepAfter = .seconds(3)
        options.acceptsClients = false
        return options
    }

    let strike = Job { (c: Context, name: String) in
        let next = c.times[name]
        c.definition.witness.strikes(name, due: c.state.due[name], next: next, now: c.now)
        c.state.due[name] = next
        c.state.done[name, default: 0] += 1
    }
    let walk = Job { (c: Context, ticket: Int) in
        c.state.rounds.append(ticket)
        return c.state.rounds.count
    }
    let report = Job { (c: Context) in
        c.definition.witness.compare(c.state.due, with: c.times)
        return c.state
    }
}

extension Watchman: DurableActor {
    func onWake(_ c: Context) throws {
        witness.wakes(expecting: c.state.due, of: c.times)
        try c.schedule.every(Self.interval, named: Self.bell, \.strike, Self.bell)
        try c.schedule.cron("* * * * *", named: Self.hour, \.strike, Self.hour)
        witness.hasSetAgain(c.state.due, as: c.times, now: c.now)
        c.keepTimes()
    }

    func run(_ c: Running) async throws {
        witness.beginsRounds()
        defer { witness.endsRounds() }
        repeat {
            let ticket = ledger.sell()
            // Who gets no answer does not know whether it was done.
            if let number = try? await c.walk(ticket) { ledger.answered(ticket, as: number) }
            try? await c.pause(for: rest())
        } while !Task.isCancelled
        guard mistake == .heedlessRun else { return }
        await Task { [clock] in try? await clock.sleep(untilUptime: clock.uptime + .seconds(10)) }.value
    }

    func onSleep(_ c: Context) { witness.sleeps() }

    func onTimeOfDaySet(_ c: Context, by step: Duration) {
        witness.moved(c.state.due[Self.bell], to: c.times[Self.bell], by: step)
        c.keepTimes()
    }
}

extension ActorContext<Watchman> {
    /// When what it does again and again is due, by its schedule.
    fileprivate var times: [String: Timestamp] {
        Dictionary(schedule.jobs.map { ($0.id, $0.time) }) { $1 }
    }

    fileprivate func keepTimes() {
        if state.due != times { state.due = times }
    }
}
