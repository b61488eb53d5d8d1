internal import ActorDefinition
internal import ActorWire

extension ActorContext where D: Room {
    /// Asks the lobby for a place on its list; what every room does when it is created.
    ///
    /// - Throws: `UserError` `invalid_room_name` or `too_many_rooms`.
    nonisolated(nonsending) func open() async throws {
        try RoomName.validate(roomName, limits: limits)
        do {
            try await peer(Lobby()).open(roomName)
        } catch let error as WireError where error.group == "user" {
            throw UserError(error.code, error.message)
        }
    }

    /// Sees to it that the lobby knows within a second of what changed.
    func reportSoon() throws { try run(\.report, "report", notAfter: now + .seconds(1)) }

    nonisolated(nonsending) func report() async throws {
        if presence.roster.count > 0 { try run(\.report, "report", notAfter: now + .seconds(limits.reportEvery)) }
        let last = try await journal.page(.end, limit: 1).last
        // A report that is lost is made up for by the next one.
        _ = try? await peer(Lobby()).update(roomName, community.topic.text, presence.roster.count, last?.time)
    }
}
