public import ActorDefinition
public import ActorWire
internal import ParlorGames

extension GameRoom {
    /// - Throws: `UserError` `unknown_game`, `invalid_setup`, or what the game has against the options.
    public func createState(_ setup: GameSetup?) throws -> State {
        guard let setup else {
            throw UserError("unknown_game", "a game room is made with the name of a game")
        }
        guard let game = catalog[setup.game] else { throw UserError("unknown_game", "there is no such game here") }
        _ = try TurnClock.Rule(setup, for: game.info)
        // What cannot be begun shall not be waited for.
        let trial = try rejecting { () throws(Rejection) in
            try game.requireKnown(setup.options)
            return try game.start(setup.options, seats: game.info.seats.lowerBound, seed: 0)
        }
        var known = setup
        // Nothing but what the game made of them is told with each change of the table.
        if setup.options != nil { known.options = try trial.record["options"] }
        return State(
            setup: known, table: Table(size: game.info.seats, joinsLate: game.info.joinsLate), hasArchive: false)
    }

    nonisolated(nonsending) public func onCreate(_ c: Context, _ setup: GameSetup?) async throws {
        try await c.open(isPrivate: setup?.isPrivate ?? false)
    }

    nonisolated(nonsending) public func createVars(_ c: Context) async throws -> Vars {
        Vars(presence: try await c.makePresence(), moves: FloodGate(limits.moves), saved: c.uptime)
    }

    public func onWake(_ c: Context) throws {
        try c.resume()
        try c.retireWhenUnused()
    }

    nonisolated(nonsending) public func onDestroy(_ c: Context) async throws {
        try await c.close()
        try await c.archive?.outlive(c.id)
    }

    public func onTimeOfDaySet(_ c: Context, by step: Duration) throws {
        try c.moveIntervals(by: step)
        try c.moveDeadlines(by: step)
    }

    public func onArrival(_ c: Context, _ conn: Conn, _ arrival: Arrival) throws {
        try c.atTable {
            guard c.state.table.seat(of: conn.state.id) != nil else { return }
            c.state.table.comeBack(conn.state.id, at: c.now)
        }
    }

    public func onAway(_ c: Context, _ member: Member, until: Timestamp) throws {
        try c.atTable {
            guard let seat = c.state.table.seat(of: member.id) else { return }
            let isPlaying = c.state.table.phase == .playing
            c.state.table.goAway(seat, until: isPlaying ? c.now + c.grace : until, at: c.now)
        }
    }

    public func onDeparture(_ c: Context, _ member: Member, _ departure: Departure) throws {
        try c.atTable {
            guard let seat = c.state.table.seat(of: member.id) else { return }
            switch departure {
            case .kicked, .banned: try c.unseat(member.id)
            case .left, .lost:
                guard c.state.table.phase == .playing else { return try c.unseat(member.id) }
                // Who closes the terminal has not given up. A line that broke was noted when it did.
                c.state.table.goAway(seat, until: c.now + c.grace, at: c.now)
            }
        }
    }

    public func onSweep(_ c: Context) throws -> Timestamp? {
        try c.atTable {}
        return c.nextDeadline
    }

    public func gameSummary(_ c: Context) -> GameSummary? {
        let table = c.state.table
        let isLocked = c.community.restrictions?.isLocked == true
        return GameSummary(
            game: c.state.setup.game, phase: table.phase, players: table.seats.map(\.name),
            freeSeats: isLocked ? 0 : table.freeSeats, watchers: c.watchers.count, lastMove: c.state.match?.lastMove)
    }

    /// A game room is for who is in it: it stays while a match runs or its result is not settled.
    public func lifetimeWhenEmpty(_ c: Context) -> Duration? {
        let isBusy = c.state.table.phase == .playing || !c.state.ended.isEmpty
        return isBusy ? nil : .seconds(limits.emptyGameKept)
    }
}

/// Calls rules, and tells what they refuse as an error for the player.
func rejecting<T>(_ body: () throws(Rejection) -> T) throws(UserError) -> T {
    do { return try body() } catch { throw UserError(error.code, error.message) }
}
