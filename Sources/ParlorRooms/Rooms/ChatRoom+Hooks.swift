public import ActorDefinition
internal import ActorWire

extension ChatRoom {
    nonisolated(nonsending) public func onCreate(_ c: Context, _ input: Nothing?) async throws {
        try RoomName.validate(c.roomName, limits: limits)
        do {
            try await c.peer(Lobby()).open(c.roomName)
        } catch let error as WireError where error.group == "user" {
            throw UserError(error.code, error.message)
        }
    }

    nonisolated(nonsending) public func createVars(_ c: Context) async throws -> Vars {
        var ids = MessageIDs(perPerson: limits.recentIDs, people: limits.members * 2)
        for message in try await c.newestMessages(limits.recentMessages) where message.isNamed {
            ids.remember(message.id, from: message.authorID, seq: message.seq)
        }
        return Vars(
            messageIDs: ids, posts: FloodGate(limits.posts), reads: FloodGate(limits.reads), since: c.now)
    }

    public func onBeforeConnect(_ c: Connecting, _ params: ConnParams) throws {
        let name = try MemberName(params.name, limits: limits)
        let id = try params.token.map { token throws(UserError) in try MemberID(token: token, limits: limits) }
        try c.admit(name, id)
    }

    public func createConnState(_ c: Connecting, _ params: ConnParams) throws -> ConnState {
        let name = try MemberName(params.name, limits: limits)
        guard let token = params.token else {
            c.vars.guests += 1
            let id = MemberID.guest(c.vars.guests, since: c.vars.since.milliseconds)
            return ConnState(id: id, name: c.freeName(name, for: id), role: .guest)
        }
        let id = try MemberID(token: token, limits: limits)
        return ConnState(id: id, name: c.vars.roster[id]?.name ?? c.freeName(name, for: id), role: c.role(of: id))
    }

    public func onConnect(_ c: Context, _ conn: Conn) throws {
        if c.hasNoOwner { try c.makeOwner(conn) }
        let arrival = c.vars.roster.enter(
            conn.state.id, name: conn.state.name, role: conn.state.role, connection: conn.id,
            address: IPAddress(peer: conn.client.remoteAddress), at: c.now)
        c.remember(conn)
        guard let member = c.member(conn.state.id) else { return }
        switch arrival {
        case .joined: c.broadcast(\.memberJoined, member)
        case .returned, .anotherLine: c.broadcast(\.memberChanged, member)
        }
        try c.reportSoon()
    }

    public func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) throws {
        // Everybody will be back: nobody has left because the host goes down.
        if reason == .shutdown { return }
        let awayUntil = reason.isClean ? nil : c.now + .seconds(limits.grace)
        guard let exit = c.vars.roster.leave(conn.state.id, connection: conn.id, awayUntil: awayUntil) else { return }
        c.remember(conn)
        switch exit {
        case .left(let person): try c.sayGoodbye(to: person, .left)
        case .away: try c.sweep(at: awayUntil)
        case .oneLineLess: break
        }
        if let member = c.member(conn.state.id) { c.broadcast(\.memberChanged, member) }
    }
}
