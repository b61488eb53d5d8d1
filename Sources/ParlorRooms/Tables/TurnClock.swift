internal import ActorWire
internal import ParlorGames

/// The clocks of a match of turns, as absolute deadlines. It holds no clock itself.
struct TurnClock: Codable, Sendable, Hashable {
    enum Rule: Codable, Sendable, Hashable {
        case none
        /// So many seconds for each move.
        case move(Int)
        /// So many seconds for the whole match, and so many back with each move.
        case bank(Int, increment: Int)
    }

    /// The clock of a seat whose turn it is.
    struct Running: Codable, Sendable, Hashable {
        var seat: Seat
        var since: Timestamp
        var deadline: Timestamp
    }

    let rule: Rule
    private(set) var running: [Running] = []
    /// What each seat has left when its clock does not run, in milliseconds; empty without banks.
    private(set) var banks: [Int64] = []

    init(_ rule: Rule, seats: Int) {
        self.rule = rule
        for _ in 0..<seats { addSeat() }
    }

    mutating func addSeat() {
        if case .bank(let seconds, _) = rule { banks.append(Int64(seconds) * 1_000) }
    }

    /// When the first clock runs out.
    var next: Timestamp? { running.lazy.map(\.deadline).min() }

    /// The first of those whose time is over.
    func expired(at now: Timestamp) -> Seat? {
        running.filter { $0.deadline <= now }.min { ($0.deadline, $0.seat) < ($1.deadline, $1.seat) }?.seat
    }

    /// It is the turn of these seats now.
    ///
    /// - Parameter moved: Who has just moved: if it is their turn again their clock begins anew. Nil where it goes on.
    mutating func turn(to seats: [Seat], after moved: Seat?, at now: Timestamp) {
        guard rule != .none else { return }
        for clock in running where clock.seat == moved || !seats.contains(clock.seat) {
            stop(clock, hasMoved: clock.seat == moved, at: now)
        }
        let ticking = Set(running.map(\.seat))
        for seat in seats where !ticking.contains(seat) { start(seat, at: now) }
    }

    /// Stops a clock, as when the time is over: if it is the seat's turn again it begins anew.
    mutating func stop(_ seat: Seat, at now: Timestamp) {
        for clock in running where clock.seat == seat { stop(clock, hasMoved: false, at: now) }
    }

    mutating func stopAll(at now: Timestamp) { turn(to: [], after: nil, at: now) }

    private mutating func stop(_ clock: Running, hasMoved: Bool, at now: Timestamp) {
        running.removeAll { $0.seat == clock.seat }
        guard case .bank(let seconds, let increment) = rule, banks.indices.contains(clock.seat) else { return }
        let left = max(clock.deadline.milliseconds - now.milliseconds, 0)
        banks[clock.seat] = min(left + (hasMoved ? Int64(increment) * 1_000 : 0), Self.longest(seconds))
    }

    private mutating func start(_ seat: Seat, at now: Timestamp) {
        guard let time = allowance(of: seat) else { return }
        running.append(Running(seat: seat, since: now, deadline: now + time))
    }

    /// What a seat has when its clock starts.
    private func allowance(of seat: Seat) -> Duration? {
        switch rule {
        case .none: nil
        case .move(let seconds): .seconds(seconds)
        case .bank: banks.indices.contains(seat) ? .milliseconds(banks[seat]) : nil
        }
    }

    /// Everybody has as much time left as before, by a clock that was set.
    mutating func move(by step: Duration) {
        for index in running.indices {
            running[index].since = running[index].since + step
            running[index].deadline = running[index].deadline + step
        }
    }

    /// Increments do not let a bank grow without end.
    private static func longest(_ seconds: Int) -> Int64 { Int64(seconds) * 1_000 * 4 }
}

// MARK: Downtime

extension TurnClock {
    /// A deadline that is settled so much later than it was passed while the host was down, since a host that runs is
    /// not so late.
    static let lateness = Duration.seconds(5)
    /// What a player has at least when the host is back, to come back too.
    static let recovery = Duration.seconds(15)

    /// Nobody loses by the host's being down: a clock that ran out meanwhile starts its move anew, and the others have
    /// at least a little time.
    mutating func forgiveDowntime(at now: Timestamp) {
        for index in running.indices {
            let clock = running[index]
            if clock.deadline + Self.lateness < now {
                running[index].since = now
                running[index].deadline = now + max(clock.deadline - clock.since, Self.recovery)
            } else {
                running[index].deadline = max(clock.deadline, now + Self.recovery)
            }
        }
    }
}
