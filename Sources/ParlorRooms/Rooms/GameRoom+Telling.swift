internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

// What leaves the room about table and match. Nothing of the match leaves but views made for their receivers.
extension ActorContext<GameRoom> {
    /// Does something at the table, after all whose time has come, and then tells everybody what is different. Every
    /// action, hook and job that concerns the table goes through here.
    func atTable<T>(_ body: () throws -> T) throws -> T {
        let before = Scene(state)
        try settle()
        let result = try body()
        try tell(since: before)
        try sweep(at: nextDeadline)
        followBots()
        return result
    }

    private func tell(since before: Scene) throws {
        let after = Scene(state)
        guard after != before else { return }
        if after.table != before.table || after.match != before.match || after.undone != before.undone {
            broadcast(\.seats, try tableStatus())
            try reportSoon()
        }
        // In a game with ticks a move is seen by the next tick, and the view is told whole when something else happened.
        let isPlayed = after.table.phase == .playing || before.table.phase == .playing
        let hasTicks = try game.info.tickRate != nil
        if isPlayed, hasTicks ? after.table != before.table : after.changes != before.changes {
            try tellViews(try liveMatch())
        }
    }

    /// Tells how many watch, as often as the lobby is told.
    func tellWatchers() throws {
        let names = watchers.map(\.name)
        guard vars.watchersTold != names else { return }
        vars.watchersTold = names
        broadcast(\.seats, try tableStatus())
    }

    func tableStatus() throws -> TableStatus {
        let table = state.table
        let watching = watchers
        return TableStatus(
            setup: state.setup, phase: table.phase, seats: table.seats.map(status), fewest: table.size.lowerBound,
            most: table.size.upperBound, host: table.host, watchers: watching.prefix(100).map(\.name),
            watcherCount: watching.count, countdownEnds: table.countdownEnds, match: state.match?.id,
            seedHash: state.match?.seedHash, undoVotes: table[votes: .undo], drawVotes: table[votes: .draw],
            rematchVotes: table[votes: .rematch], undone: state.match?.undone)
    }

    private func status(of seat: Table.Seat) -> TableStatus.Seat {
        TableStatus.Seat(
            name: seat.name, member: seat.member, bot: seat.bot, isReady: seat.isReady || seat.isBot,
            isConnected: seat.isBot || (seat.isPlayed && seat.awayUntil == nil), awayUntil: seat.awayUntil,
            hasLeft: seat.hasLeft ? true : nil, rating: seat.rating)
    }

    /// Who is in the room and not at the table.
    var watchers: [Person] {
        let seated = Set(state.table.seats.lazy.filter { !$0.hasLeft }.compactMap(\.member))
        return presence.roster.all.filter { !seated.contains($0.id) }
    }

    // MARK: Views

    /// - Parameter seat: Of whom it is for; nil for those who watch.
    func matchView(for seat: Int?, in match: any CodedMatch) throws -> MatchView {
        guard let kept = state.match else { throw UserError("no_match", "no match has begun") }
        let audience = seat.map { Audience.seat($0) } ?? .spectator
        let clock = kept.clock
        return MatchView(
            match: kept.id, revision: kept.revision(of: match), seat: seat, view: try match.view(for: audience),
            turn: match.turnSeats, deadlines: clock.running.map { .init(seat: $0.seat, time: $0.deadline) },
            banks: clock.banks.isEmpty ? nil : clock.banks, last: kept.last, outcome: match.outcome)
    }

    func tellViews(_ match: any CodedMatch) throws {
        let connections = playersConnections
        for (seat, connections) in connections {
            let view = try matchView(for: seat, in: match)
            for connection in connections { connection.send(\.viewChanged, view) }
        }
        let seated = Set(connections.flatMap { $0.connections.map(\.id) })
        broadcast(\.viewChanged, try matchView(for: nil, in: match), where: { !seated.contains($0.id) })
    }

    /// The connections of each seat whose player is here.
    var playersConnections: [(seat: Int, connections: [Connection<GameRoom>])] {
        state.table.seats.indices.compactMap { seat in
            guard !state.table.seats[seat].hasLeft, let member = state.table.seats[seat].member,
                let person = presence.roster[member]
            else { return nil }
            return (seat, person.lines.keys.compactMap { conns[$0] })
        }
    }
}

/// By what it is known whether something is to be told.
private struct Scene: Equatable {
    let table: Table
    let match: String?
    let changes: Int?
    /// The revision after what was taken back.
    let undone: Int?

    init(_ state: GameRoom.State) {
        table = state.table
        match = state.match?.id
        changes = state.match?.changes
        undone = state.match?.undone?.revision
    }
}
