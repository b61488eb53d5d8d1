internal import ActorDefinition
internal import ActorWire

// What clients ask the lobby.
extension ActionContext<Lobby> {
    func rooms() throws -> [RoomSummary] {
        try payForReading()
        return listed().sorted { $0.name < $1.name }
    }

    func live() throws -> [RoomSummary] {
        try payForReading()
        return listed().filter(\.isPlaying).sorted(by: RoomSummary.isBetterToWatch)
    }

    func kind(of name: String) throws -> RoomKind? {
        try payForReading()
        return state.rooms.first { $0.summary.name == name }?.summary.kind
    }

    /// - Throws: `UserError` `unknown_invite`, or `flood` when codes are tried.
    func find(_ text: String) throws -> FoundRoom {
        try payForLookup()
        guard let code = InviteCode(text), let room = state.rooms.first(where: { $0.invite == code })?.summary else {
            throw UserError("unknown_invite", "no room has this invite code")
        }
        return FoundRoom(name: room.name, kind: room.kind)
    }

    /// Looking for rooms is paid for by the address, so that more connections do not make it cheaper.
    ///
    /// - Throws: `UserError` `flood`.
    func payForLookup() throws {
        try vars.lookups.pay(.caller(from: IPAddress(peer: conn.client.remoteAddress)), at: uptime)
    }

    private func payForReading() throws { try vars.reads.pay(stranger, at: uptime) }

    /// The public rooms. One that has not reported for a while is empty: its people went down with the host.
    func listed() -> [RoomSummary] {
        let lapsed = now - .seconds(definition.limits.reportLapses)
        return state.rooms.filter(\.isPublic).map(\.summary).map { room in
            var room = room
            if vars.reported[room.name] ?? vars.since < lapsed {
                room.members = 0
                room.game?.watchers = 0
            }
            return room
        }
    }
}
