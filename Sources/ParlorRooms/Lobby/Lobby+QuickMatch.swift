internal import ActorDefinition
internal import ActorWire

extension ActionContext<Lobby> {
    /// Sends the caller to a public room of the game that gathers and has a free seat: to the one with the fewest free
    /// seats among those in which somebody is. Without one it proposes a name for a new room.
    ///
    /// - Throws: `UserError` `invalid_game`, `too_many_rooms` or `flood`.
    func quickMatch(_ game: String) throws -> QuickMatch {
        try payForLookup()
        guard GameID.isValid(game) else { throw UserError("invalid_game", "a game has a short name like connect4") }
        vars.seats.removeLapsed(at: now)
        let until = now + .seconds(definition.limits.seatKept)
        if let choice = candidates(for: game).min() {
            vars.seats.reserve(in: choice.room, until: until)
            return QuickMatch(room: choice.room, isNew: choice.isNew)
        }
        let room = try newRoom(for: game)
        vars.seats.propose(room, for: game, until: until)
        return QuickMatch(room: room, isNew: true)
    }

    private func candidates(for game: String) -> [Candidate] {
        let listed = listed().compactMap { room -> Candidate? in
            guard let table = room.game, table.game == game, table.phase == .gathering else { return nil }
            let isEmpty = room.members == 0 && vars.seats.count(in: room.name) == 0
            return Candidate(room: room.name, free: table.freeSeats, isEmpty: isEmpty, isNew: false)
        }
        let proposed = vars.seats.proposals.filter { $0.value.game == game }.keys.map { room in
            Candidate(room: room, free: Self.fewestSeats, isEmpty: false, isNew: true)
        }
        return (listed + proposed).compactMap { candidate in
            var candidate = candidate
            candidate.free -= vars.seats.count(in: candidate.room)
            return candidate.free > 0 ? candidate : nil
        }
    }

    /// Every game has at least two seats; of a room that nobody has made yet no more is known.
    private static var fewestSeats: Int { 2 }

    private func newRoom(for game: String) throws -> String {
        let limits = definition.limits
        guard state.rooms.count + vars.seats.proposals.count < limits.rooms else { throw tooManyRooms }
        let taken = Set(state.rooms.map(\.summary.name)).union(vars.seats.proposals.keys)
        let name = (1...).lazy.map { "\(game)-\($0)" }.first { !taken.contains($0) } ?? game
        try RoomName.validate(name, limits: limits)
        return name
    }
}

/// A room to which a quick match may lead. The least is the best.
private struct Candidate: Comparable {
    var room: String
    var free: Int
    var isEmpty: Bool
    var isNew: Bool

    static func < (a: Self, b: Self) -> Bool {
        if a.isEmpty != b.isEmpty { return b.isEmpty }
        return (a.free, a.room) < (b.free, b.room)
    }
}
