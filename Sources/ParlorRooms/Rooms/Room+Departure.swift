internal import ActorDefinition
internal import ActorWire

extension ActorContext where D: Room {
    /// Takes a connection off its person, who has left with the last of them, or is away when the line broke.
    func depart(_ conn: Connection<D>, _ reason: DisconnectReason) throws {
        // Everybody will be back: nobody has left because the host goes down.
        if reason == .shutdown { return }
        let id = conn.state.id
        let awayUntil = reason.isClean ? nil : now + .seconds(limits.grace)
        guard let exit = presence.roster.leave(id, connection: conn.id, awayUntil: awayUntil) else { return }
        remember(conn)
        if case .left(let person) = exit { try sayGoodbye(to: person, .left) }
        guard let member = member(id) else { return }
        broadcast(definition.memberChanged, member)
        if case .away(let until) = exit {
            try sweep(at: until)
            try definition.onAway(self, member, until: until)
        }
    }

    func sayGoodbye(to person: Person, _ departure: Departure) throws {
        if person.role == .guest { presence.recentIDs.forget(person.id) }
        let member = member(person)
        broadcast(definition.memberLeft, member, departure)
        try definition.onDeparture(self, member, departure)
        try retireWhenUnused()
        try reportSoon()
    }

    /// Moves what waits for an interval with the clock, when that was set. Sentences end by the time of day.
    func moveIntervals(by step: Duration) throws {
        presence.roster.moveDepartures(by: step)
        schedule.move(by: step)
        try sweep(at: community.mutes.nextEnd)
    }

    func sweep() throws {
        for person in presence.roster.removeGone(at: now) { try sayGoodbye(to: person, .lost) }
        if let end = community.mutes.nextEnd, end <= now { try endMutes() }
        let next = try definition.onSweep(self)
        try sweep(at: [presence.roster.nextDeparture, community.mutes.nextEnd, next].compactMap { $0 }.min())
    }

    /// Sees to it that the sweep runs at this time or before.
    func sweep(at time: Timestamp?) throws {
        guard let time else { return }
        try run(\.sweep, "sweep", notAfter: time)
    }

    /// Schedules a job, unless it is scheduled for this time or before.
    func run(
        _ job: @autoclosure () -> KeyPath<D, Job<D, Nothing>>, _ name: String, notAfter time: Timestamp
    ) throws {
        for waiting in schedule.jobs where waiting.job == name {
            if waiting.time <= time { return }
            schedule.cancel(waiting.id)
        }
        try schedule.at(time, job())
    }
}
