internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

/// A match in memory. It is a copy of what the room's record says, and perhaps some ticks ahead of it.
struct LiveMatch {
    var match: any CodedMatch
    let id: String
    /// As of the record that it is a copy of.
    let changes: Int
}

// The match and its phases.
extension ActorContext<GameRoom> {
    var game: AnyGame {
        get throws {
            guard let game = definition.catalog[state.setup.game] else {
                throw UserError("unknown_game", "this host no longer has the game")
            }
            return game
        }
    }

    /// The match under way or the last one, restored when nobody has done so since the room woke. A handler that throws
    /// takes the record back and not the copy, which is no longer of that record then.
    func liveMatch() throws -> any CodedMatch {
        guard let kept = state.match else { throw UserError("no_match", "no match has begun") }
        if let live = vars.live, live.id == kept.id, live.changes == kept.changes { return live.match }
        let game = try game
        let match = try rejecting { () throws(Rejection) in try game.restore(kept.record) }
        vars.live = LiveMatch(match: match, id: kept.id, changes: kept.changes)
        return match
    }

    /// Changes the match, durably.
    @discardableResult
    func changeMatch<T>(_ body: (inout any CodedMatch) throws(Rejection) -> T) throws -> T {
        var match = try liveMatch()
        let result = try rejecting { () throws(Rejection) in try body(&match) }
        try keep(match)
        return result
    }

    func keep(_ match: any CodedMatch) throws {
        guard var kept = state.match else { return }
        kept.record = try match.record
        kept.changes += 1
        state.match = kept
        vars.live = LiveMatch(match: match, id: kept.id, changes: kept.changes)
    }

    /// Does what follows from a change of the match: for the clocks, and when it is over.
    ///
    /// - Parameter played: The move that it was; nil for anything else.
    func followMatch(after played: MatchView.Played?) throws {
        let (match, info) = (try liveMatch(), try game.info)
        state.match?.last = info.showsMoves && info.tickRate == nil ? played : nil
        if played != nil { state.match?.lastMove = now }
        state.match?.undone = nil
        let renewed = info.timesTurns && match.turn.includes(played?.seat ?? -1) ? nil : played?.seat
        state.match?.clock.turn(to: match.turnSeats, after: renewed, at: now)
        state.table.withdrawMotions()
        if match.turn == .over { try finish(match) }
    }

    /// Forgets a match that the rules no longer know, since the host has others than when it began.
    func abandonUnknownMatch() {
        guard state.match != nil, (try? liveMatch()) == nil else { return }
        state.match = nil
        state.table.abandon(at: now)
    }

    // MARK: Beginning

    func beginMatch() throws {
        let game = try game
        let seed = definition.randomness()
        let text = Seeds.text(of: seed)
        let seats = state.table.seats.count
        let match: any CodedMatch
        do {
            match = try game.start(state.setup.options, seats: seats, seed: seed)
        } catch {
            // The options are for another number of players.
            for index in state.table.seats.indices { state.table.setReady(false, index, at: now) }
            return
        }
        state.match = RoomMatch(
            id: Seeds.text(of: definition.randomness()), seed: text, seedHash: Seeds.hash(of: text), started: now,
            members: state.table.seats.map(\.member), record: try match.record,
            clock: TurnClock(try .init(state.setup, for: game.info), seats: seats))
        vars.live = nil
        state.table.begin()
        try followMatch(after: nil)
        startTicking()
    }

    func startTicking() {
        guard state.table.phase == .playing, let rate = try? game.info.tickRate else { return }
        vars.saved = uptime
        ticker.start(every: .seconds(1) / max(rate, 1), \.tick)
    }
}

extension CodedMatch {
    /// The seats whose turn it is, in a game of turns.
    var turnSeats: [Seat] {
        if case .seats(let seats) = turn { seats } else { [] }
    }
}
