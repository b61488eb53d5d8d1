internal import ActorDefinition
internal import ActorWire

extension ActorContext where D: Room {
    /// Asks the lobby for a place on its list; what every room does when it is created.
    ///
    /// - Parameter isPrivate: Whether the room is private from the start.
    /// - Throws: `UserError` `invalid_room_name`, `name_taken`, `too_many_rooms` or `too_many_creations`.
    nonisolated(nonsending) func open(isPrivate: Bool = false) async throws {
        try RoomName.validate(roomName, limits: limits)
        if isPrivate { try makePrivate(by: "") }
        do {
            var report = try await summary()
            report.creator = creator.flatMap { IPAddress(peer: $0.remoteAddress) }.map(AddressRange.init(householdOf:))
            try await peer(Lobby()).open(report)
        } catch let error as WireError where error.group == "user" {
            throw UserError(error.code, error.message, metadata: error.metadata)
        }
    }

    /// Leaves the lobby's list.
    nonisolated(nonsending) func close() async throws { try await peer(Lobby()).close(roomName) }

    /// Sees to it that the lobby knows soon of what changed.
    func reportSoon(within delay: Duration = .seconds(1)) throws {
        try run(\.report, "report", notAfter: now + delay)
    }

    nonisolated(nonsending) func report() async throws {
        if presence.roster.count > 0 { try run(\.report, "report", notAfter: now + .seconds(limits.reportEvery)) }
        // What kept an empty room may be over: a match that ended without anybody there.
        try retireWhenUnused()
        // A report that is lost is made up for by the next one.
        _ = try? await peer(Lobby()).update(try await summary())
    }

    nonisolated(nonsending) private func summary() async throws -> RoomReport {
        let game = definition.gameSummary(self)
        let said = try await journal.page(.end, limit: 1).last?.time
        return RoomReport(
            name: roomName, topic: community.topic.text, members: presence.roster.count,
            active: [said, game?.lastMove].compactMap { $0 }.max(), game: game, invite: community.invite)
    }
}
