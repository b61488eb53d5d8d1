internal import ActorDefinition
internal import ActorWire

extension ConnectContext where D: Room {
    /// Lets somebody in or says why not.
    ///
    /// - Throws: `UserError` `invalid_name`, `invalid_token`, `banned`, `kicked`, `locked`, `invite_needed`,
    ///   `flood`, `too_many_connections` or `room_full`.
    func admit(_ introduction: Introduction) throws {
        let name = try MemberName(introduction.name, limits: limits)
        let id = try introduction.token.map { token throws(UserError) in try MemberID(token: token, limits: limits) }
        let person = id.flatMap { presence.roster[$0] }
        let visitor = Visitor(
            id: id ?? .guest(0, since: 0), name: FoldedName(name.description),
            address: IPAddress(peer: client.remoteAddress),
            role: role(of: id), isKnown: person != nil || id.map { community.register[$0] != nil } ?? false)
        if let ban = community.bans.inForce(for: visitor, at: now) { throw refusal("banned", ban) }
        if let kick = community.kicks.inForce(for: visitor, at: now) { throw refusal("kicked", kick) }
        try requireUnlocked(for: visitor)
        try requireInvite(introduction.invite, from: visitor)
        try presence.roster.households.requireFewer(than: limits.connectionsPerAddress, from: visitor.address)
        guard person.map({ $0.lines.count < limits.connectionsPerMember }) ?? true else {
            throw UserError("too_many_connections", "you are here \(limits.connectionsPerMember) times already")
        }
        guard person != nil || visitor.role.isOperator || presence.roster.count < limits.members else {
            throw UserError("room_full", "the room is full: \(limits.members) people are here")
        }
    }

    private func refusal(_ code: String, _ sentence: Sentence) -> UserError {
        let reason = sentence.reason.isEmpty ? "" : ": \(sentence.reason)"
        let wait = sentence.until.map { ", for another \(DurationText.long($0 - now + .seconds(1)))" } ?? ""
        return UserError(
            code, "you were \(code) by \(sentence.by)\(reason)\(wait)",
            metadata: [
                "by": .string(sentence.by), "reason": .string(sentence.reason),
                "until": sentence.until.map { .int($0.milliseconds) } ?? .null,
            ])
    }

    /// Gives somebody who was let in a name and a role.
    func participant(_ introduction: Introduction) throws -> Participant {
        let name = try MemberName(introduction.name, limits: limits)
        guard let token = introduction.token else {
            presence.guests += 1
            let id = MemberID.guest(presence.guests, since: presence.since.milliseconds)
            return Participant(id: id, name: freeName(name, for: id), role: .guest)
        }
        let id = try MemberID(token: token, limits: limits)
        return Participant(id: id, name: presence.roster[id]?.name ?? freeName(name, for: id), role: role(of: id))
    }
}

extension ActorContext where D: Room {
    /// Lists a connection under its person, and tells everybody.
    func arrive(_ conn: Connection<D>) throws {
        // Only of somebody new: who is here already has the role that the others know of.
        if presence.roster[conn.state.id] == nil, hasNoOwner { try makeOwner(conn) }
        let arrival = presence.roster.enter(
            conn.state.id, name: conn.state.name, role: conn.state.role, connection: conn.id,
            address: IPAddress(peer: conn.client.remoteAddress), at: now)
        remember(conn)
        if presence.roster.count == 1 { stay() }
        guard let member = member(conn.state.id) else { return }
        switch arrival {
        case .joined: broadcast(definition.memberJoined, member)
        case .returned, .anotherLine: broadcast(definition.memberChanged, member)
        }
        try definition.onArrival(self, conn, arrival)
        try reportSoon()
    }

    // MARK: Who owns the room

    /// A room is new until somebody owns it. An owner without a token owns it as long as they stay, and one whom the
    /// host deposed leaves it to the host.
    private var hasNoOwner: Bool {
        community.deposed == nil && !community.register.hasOwner
            && !presence.roster.all.contains { $0.role == .owner }
    }

    private func makeOwner(_ conn: Connection<D>) throws {
        conn.state.role = .owner
        try record(.own, by: conn.state.name, target: conn.state.name)
    }

    /// Notes who came or went, if they have a token. To save the state seldom, a visit within an hour of the last is not
    /// noted again.
    func remember(_ conn: Connection<D>) {
        guard conn.params.token != nil else { return }
        let (id, name, role) = (conn.state.id, conn.state.name, conn.state.role)
        if let known = community.register[id], known.name == name, known.role == role,
            now - known.seen < .seconds(3_600)
        {
            return
        }
        community.register.note(.init(id: id, name: name, role: role, seen: now), limit: limits.remembered)
    }
}
