internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

// What somebody may do at the table. All of it is answered with the table as it is then.
extension ActionContext<GameRoom> {
    /// - Throws: `UserError` `not_here`, `seated`, `left`, `playing` or `table_full`.
    nonisolated(nonsending) func sit() async throws -> TableStatus {
        guard presence.roster[me.id] != nil else { throw UserError("not_here", "come in first") }
        let rating = await rating(of: me.id)
        return try answer {
            try state.table.sit(me.id, me.name, rating: rating, at: now)
            guard state.table.phase == .playing else { return }
            try changeMatch { (match) throws(Rejection) in try match.join() }
            state.match?.members.append(me.id)
            state.match?.clock.addSeat()
            try followMatch(after: nil)
        }
    }

    /// Leaves the table; while a match runs that is giving it up.
    ///
    /// - Throws: `UserError` `not_seated`.
    func stand() throws -> TableStatus {
        try answer {
            _ = try mySeat
            try unseat(me.id)
        }
    }

    /// - Throws: `UserError` `not_seated` or `playing`.
    func setReady(_ isReady: Bool) throws -> TableStatus {
        if state.table.phase == .finished, isReady { return try vote(for: .rematch) }
        return try answer {
            let seat = try mySeat
            guard state.table.phase != .playing else { throw UserError("playing", "the match runs") }
            state.table.setReady(isReady, seat, at: now)
        }
    }

    /// - Parameter level: Nil for the weakest.
    /// - Throws: `UserError` `not_allowed`, `unknown_level`, `playing`, `no_player` or `table_full`.
    func addBot(_ level: String?) throws -> TableStatus {
        try answer {
            try requireHost()
            let levels = try game.bots
            guard let level = level ?? levels.first, levels.contains(level) else {
                throw UserError("unknown_level", "its bots are: \(levels.joined(separator: ", "))")
            }
            try state.table.addBot(level, at: now)
        }
    }

    /// - Parameter seat: Nil for the last bot.
    /// - Throws: `UserError` `not_allowed`, `playing` or `no_bot`.
    func removeBot(_ seat: Int?) throws -> TableStatus {
        try answer {
            try requireHost()
            try state.table.removeBot(seat, at: now)
        }
    }

    func table() throws -> TableStatus {
        try payForReading()
        try atTable {}
        return try tableStatus()
    }

    /// Does something at the table.
    ///
    /// - Returns: The table as it is then.
    func answer(_ body: () throws -> Void) throws -> TableStatus {
        try vars.moves.pay(me.id, at: uptime)
        try atTable(body)
        return try tableStatus()
    }

    private func requireHost() throws {
        guard me.id == state.table.host || me.role.isOperator else {
            throw UserError("not_allowed", "who was first at the table adds and removes bots")
        }
    }

    /// - Throws: `UserError` `not_seated`.
    var mySeat: Int {
        get throws {
            guard let seat = state.table.seat(of: me.id) else { throw UserError("not_seated", "you have no seat") }
            return seat
        }
    }

    /// Bans, and takes those from the table who are not in the room at this moment: their seat was kept for them.
    func banFromTable(_ request: BanRequest) throws -> Act {
        let act = try ban(request)
        try atTable {
            for seat in state.table.seats {
                guard let id = seat.member else { continue }
                let visitor = Visitor(
                    id: id, name: FoldedName(seat.name), address: nil, role: role(of: id), isKnown: !id.isGuest)
                if community.bans.inForce(for: visitor, at: now) != nil { try unseat(id) }
            }
        }
        return act
    }
}

extension ActorContext<GameRoom> {
    /// Takes somebody from the table, and out of the match.
    func unseat(_ member: MemberID) throws {
        guard let seat = state.table.seat(of: member) else { return }
        if state.table.phase == .playing { try forfeit(seat, for: .left) }
        state.table.stand(member, at: now)
    }

    /// The match is over for a seat, and perhaps for all.
    func forfeit(_ seat: Int, for cause: Forfeit) throws {
        guard !state.table.seats[seat].hasForfeited else { return }
        state.table.forfeit(seat)
        try changeMatch { (match) throws(Rejection) in try match.forfeit(seat, for: cause) }
        try followMatch(after: nil)
    }
}
