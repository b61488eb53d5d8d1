internal import ActorDefinition
internal import ActorWire

extension ActorContext<ChatRoom> {
    var limits: RoomLimits { definition.limits }
    var roomName: String { key.parts.count == 1 ? key.parts[0] : "" }

    /// Somebody as everybody sees them; nil when they are not here.
    func member(_ id: MemberID) -> Member? { vars.roster[id].map(member) }

    func member(_ person: Person) -> Member {
        person.member(mutedBy: state.mutes.inForce(for: person.visitor, at: now))
    }

    /// With which role somebody comes in; nil is a guest.
    func role(of id: MemberID?) -> Role {
        guard let id else { return .guest }
        return id == definition.hostID ? .owner : vars.roster[id]?.role ?? state.register[id]?.role ?? .member
    }

    func freeName(_ name: MemberName, for id: MemberID) -> String {
        let since = now - .seconds(limits.nameKeptFor)
        return name.firstFree { folded in
            vars.roster.holder(of: folded).map { $0 != id } ?? false
                || state.register.keeps(folded, from: id, since: since)
        }
    }

    // MARK: Who owns the room

    /// A room is new until somebody owns it. An owner without a token owns it as long as they stay.
    var hasNoOwner: Bool { !state.register.hasOwner && !vars.roster.all.contains { $0.role == .owner } }

    func makeOwner(_ conn: Connection<ChatRoom>) throws {
        conn.state.role = .owner
        try record(.own, by: conn.state.name, target: conn.state.name)
    }

    /// Notes who came or went, if they have a token. To save the state seldom, a visit within an hour of the last is not
    /// noted again.
    func remember(_ conn: Connection<ChatRoom>) {
        guard conn.params.token != nil else { return }
        let (id, name, role) = (conn.state.id, conn.state.name, conn.state.role)
        if let known = state.register[id], known.name == name, known.role == role, now - known.seen < .seconds(3_600) {
            return
        }
        state.register.note(.init(id: id, name: name, role: role, seen: now), limit: limits.remembered)
    }

    // MARK: Who leaves

    func sayGoodbye(to person: Person, _ departure: Departure) throws {
        if person.role == .guest { vars.messageIDs.forget(person.id) }
        broadcast(\.memberLeft, member(person), departure)
        try reportSoon()
    }

    func sweep() throws {
        for person in vars.roster.removeGone(at: now) { try sayGoodbye(to: person, .lost) }
        if let end = state.mutes.nextEnd, end <= now { try endMutes() }
        try sweep(at: [vars.roster.nextDeparture, state.mutes.nextEnd].compactMap { $0 }.min())
    }

    /// Sees to it that the sweep runs at this time or before.
    func sweep(at time: Timestamp?) throws {
        guard let time else { return }
        try run(\.sweep, "sweep", notAfter: time)
    }

    // MARK: What the lobby knows

    func reportSoon() throws { try run(\.report, "report", notAfter: now + .seconds(1)) }

    nonisolated(nonsending) func report() async throws {
        if vars.roster.count > 0 { try run(\.report, "report", notAfter: now + .seconds(limits.reportEvery)) }
        let last = try await journal.page(.end, limit: 1).last
        // A report that is lost is made up for by the next one.
        _ = try? await peer(Lobby()).update(roomName, state.topic.text, vars.roster.count, last?.time)
    }

    /// Schedules a job, unless it is scheduled for this time or before. One whose time has come is no longer counted: it
    /// may be what asks for the next.
    private func run(_ job: KeyPath<ChatRoom, Job<ChatRoom, Nothing>>, _ name: String, notAfter time: Timestamp) throws
    {
        for waiting in schedule.jobs where waiting.job == name && waiting.time > now {
            if waiting.time <= time { return }
            schedule.cancel(waiting.id)
        }
        try schedule.at(time, job)
    }
}
