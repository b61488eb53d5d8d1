internal import ActorDefinition
internal import ActorWire

extension ActionContext where D: Room {
    func setTopic(_ raw: String) throws -> Topic {
        let text = try line(raw, limit: limits.topic, "a topic")
        let topic = Topic(text: text, by: me.name, time: now)
        community.topic = topic
        try record(.topic, by: me.name, target: text)
        broadcast(\.topicChanged, topic)
        try reportSoon()
        return topic
    }

    func kick(_ request: KickRequest) throws -> Act {
        guard let person = presence.roster.named(request.name) else { throw nobody(request.name) }
        try requireRank(over: Target(person))
        let sentence = try sentence(
            on: person.subject, name: person.name, reason: request.reason, seconds: limits.kickedFor)
        try community.kicks.impose(sentence, limit: limits.bans)
        let act = try record(.kick, by: me.name, target: person.name, reason: sentence.reason, until: sentence.until)
        try expel(person, .kicked(by: me.name, reason: sentence.reason), until: sentence.until)
        return act
    }

    func ban(_ request: BanRequest) throws -> Act {
        switch (request.name, request.address) {
        case (let name?, nil): try ban(name: name, request)
        case (nil, let address?): try ban(address: address, request)
        default: throw UserError("invalid_ban", "a ban needs either a name or an address")
        }
    }

    private func ban(name: String, _ request: BanRequest) throws -> Act {
        let target = try target(name) ?? .stranger(MemberName(name, limits: limits))
        try requireRank(over: target)
        let sentence = try sentence(
            on: target.subject, name: target.name, reason: request.reason, seconds: request.seconds)
        try community.bans.impose(sentence, limit: limits.bans)
        if target.role.isOperator, let id = target.id { changeRole(id.isGuest ? .guest : .member, of: id) }
        let act = try record(.ban, by: me.name, target: target.name, reason: sentence.reason, until: sentence.until)
        if let person = target.id.flatMap({ presence.roster[$0] }) {
            try expel(person, .banned(by: me.name, reason: sentence.reason), until: sentence.until)
        }
        return act
    }

    private func ban(address: String, _ request: BanRequest) throws -> Act {
        let range = try range(address)
        let sentence = try sentence(
            on: Subject(range: range), name: nil, reason: request.reason, seconds: request.seconds)
        try community.bans.impose(sentence, limit: limits.bans)
        let act = try record(
            .ban, by: me.name, target: range.description, reason: sentence.reason, until: sentence.until)
        for person in Array(presence.roster.all) where person.visitors.contains(where: sentence.subject.matches) {
            try expel(person, .banned(by: me.name, reason: sentence.reason), until: sentence.until)
        }
        return act
    }

    func unban(_ request: UnbanRequest) throws -> Act {
        let range = try request.address.map(range)
        let lifted = community.bans.lift(name: request.name, range: range) + community.kicks.lift(name: request.name)
        guard let first = lifted.first else { throw UserError("not_banned", "there is no such ban") }
        return try record(.unban, by: me.name, target: first.name ?? range?.description ?? "")
    }

    /// The bans in force, the newest last; of very many the newest.
    func bans() -> [Ban] {
        community.bans.all.filter { !$0.isOver(at: now) }.map { ban in
            Ban(
                name: ban.name, address: ban.subject.range?.description, by: ban.by, reason: ban.reason,
                since: ban.since, until: ban.until)
        }.bounded(limits.pageBytes, keepingEnd: true) { ban in
            ban.reason.utf8.count + ban.by.utf8.count + (ban.name?.utf8.count ?? 0)
        }
    }

    func mute(_ request: MuteRequest) throws -> Act {
        guard let target = target(request.name) else { throw nobody(request.name) }
        try requireRank(over: target)
        // Not by address: other guests from there may go on talking.
        let sentence = try sentence(
            on: Subject(member: target.id, name: FoldedName(target.name)), name: target.name,
            reason: request.reason, seconds: request.seconds)
        try community.mutes.impose(sentence, limit: limits.mutes)
        let act = try record(.mute, by: me.name, target: target.name, reason: sentence.reason, until: sentence.until)
        if let member = target.id.flatMap(member) { broadcast(\.memberMuted, member, act) }
        try sweep(at: sentence.until)
        return act
    }

    func unmute(_ name: String) throws -> Act {
        guard let lifted = community.mutes.lift(name: name).first?.name else {
            throw UserError("not_muted", "\(quoted(name)) is not muted")
        }
        return try announceVoice(of: lifted, by: me.name)
    }

    /// Makes somebody an operator, or no longer one. Who has no token has a role only as long as they stay.
    ///
    /// - Throws: `UserError` `not_here`, `yourself`, `not_allowed`, or `no_change` when they have the role already.
    func setRole(_ role: Role, of name: String) throws -> Act {
        guard let target = target(name), let id = target.id else { throw nobody(name) }
        try requireRank(over: target)
        let role = role == .member && id.isGuest ? .guest : role
        guard target.role != role else {
            throw UserError("no_change", "\(target.name) is \(role == .op ? "an operator already" : "no operator")")
        }
        changeRole(role, of: id)
        let act = try record(role == .op ? .op : .deop, by: me.name, target: target.name)
        if let member = member(id) { broadcast(\.roleChanged, member, me.name) }
        return act
    }

    func connections() -> ConnectionsReport {
        ConnectionsReport(
            connections: conns.prefix(limits.membersListed).compactMap(report), messages: journal.head,
            since: presence.since, time: now, host: me.id == definition.hostID ? definition.hostTotals() : nil)
    }

    private func report(_ conn: Connection<D>) -> ConnectionReport? {
        guard let person = presence.roster[conn.state.id], let line = person.lines[conn.id] else { return nil }
        let health = conn.health
        let isMuted = community.mutes.inForce(for: person.visitor, at: now) != nil
        return ConnectionReport(
            id: conn.id, memberID: person.id, name: person.name, role: person.role,
            address: conn.client.remoteAddress, encoding: conn.client.encoding, joined: conn.connectedAt,
            active: line.active, roundTrip: health.roundTrip.map { $0 / .milliseconds(1) },
            queuedBytes: health.queuedBytes, dropped: health.dropped, messagesPerMinute: line.posts.value(at: now),
            state: isMuted ? .muted : health.queuedBytes > limits.slowQueue ? .slow : .ok)
    }
}
