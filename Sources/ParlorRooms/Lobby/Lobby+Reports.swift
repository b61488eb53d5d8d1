internal import ActorDefinition
internal import ActorWire

// What rooms tell the lobby.
extension ActorContext<Lobby> {
    /// - Throws: `UserError` `invalid_room_name`, `name_taken`, `too_many_rooms` or `too_many_creations`.
    func open(_ report: RoomReport) throws {
        try RoomName.validate(report.name, limits: definition.limits)
        if let listed = state.rooms.first(where: { $0.summary.name == report.name }) {
            guard listed.summary.kind != report.kind else { return }
            throw UserError("name_taken", "\(report.name) is a \(listed.summary.kind) room: take another name")
        }
        guard state.rooms.count < definition.limits.rooms else { throw tooManyRooms }
        // Who makes rooms without end would take them from everybody else.
        if let creator = report.creator, let rate = definition.limits.creations {
            try state.creations.add(from: creator, rate, at: now - Timestamp(milliseconds: 0))
        }
        let summary = RoomSummary(name: report.name, active: now, created: now)
        let listing = Lobby.Listing(summary: summary).updated(by: report)
        state.rooms.append(listing)
        vars.reported[report.name] = now
        vars.seats.opened(report.name)
        if listing.isPublic { broadcast(\.roomsChanged, listing.summary) }
    }

    /// A room that has left the list and still reports was to end, and its end could not be saved: it is listed again.
    ///
    /// - Throws: as ``open(_:)``.
    func update(_ report: RoomReport) throws {
        guard let index = state.rooms.firstIndex(where: { $0.summary.name == report.name }) else {
            return try open(report)
        }
        vars.reported[report.name] = now
        let before = state.rooms[index]
        let after = before.updated(by: report)
        // That a room is as it was need not be saved.
        guard after != before else { return }
        state.rooms[index] = after
        let seated = (before.summary.game?.freeSeats ?? 0) - (after.summary.game?.freeSeats ?? 0)
        vars.seats.taken(seated, in: report.name)
        if after.isPublic {
            broadcast(\.roomsChanged, after.summary)
        } else if before.isPublic {
            broadcast(\.roomRemoved, report.name)
        }
    }

    func close(_ name: String) {
        guard let index = state.rooms.firstIndex(where: { $0.summary.name == name }) else { return }
        let listing = state.rooms.remove(at: index)
        vars.reported[name] = nil
        if listing.isPublic { broadcast(\.roomRemoved, name) }
    }

    var tooManyRooms: UserError {
        UserError("too_many_rooms", "this host has \(definition.limits.rooms) rooms, the most allowed")
    }
}

extension Lobby.Listing {
    fileprivate func updated(by report: RoomReport) -> Self {
        var listing = self
        listing.summary.topic = report.topic
        listing.summary.members = report.members
        listing.summary.active = report.active ?? summary.active
        listing.summary.game = report.game
        listing.invite = report.invite
        return listing
    }
}
