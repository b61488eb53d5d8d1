internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

// What happens because its time has come.
extension ActorContext<GameRoom> {
    /// How long a seat is kept for a player whose line broke in the middle of a match.
    var grace: Duration { (try? game.info.tickRate) == nil ? .seconds(120) : .seconds(15) }

    /// When something is to happen next.
    var nextDeadline: Timestamp? {
        let clock = state.table.phase == .playing ? state.match?.clock.next : nil
        return [state.table.next, clock].compactMap { $0 }.min()
    }

    /// Does all whose time has come, one after the other. Every action begins with it, so that what is late is late also
    /// before the schedule has noticed.
    func settle() throws {
        // Each round ends a deadline; the bound is against rules that never go on.
        for _ in 0..<1_000 {
            if let time = state.table.countdownEnds, time <= now {
                try endCountdown()
            } else if state.table.phase == .playing, let seat = state.match?.clock.expired(at: now) {
                try timeOut(seat)
            } else if let seat = state.table.overdue(at: now) {
                try giveUp(on: seat)
            } else {
                return
            }
        }
    }

    private func endCountdown() throws {
        if state.table.phase == .countdown { return try beginMatch() }
        state.table.endPause()
        startTicking()
    }

    /// The clock of a seat has run out, or a bot knows no move.
    func timeOut(_ seat: Int) throws {
        let hasForfeited = try changeMatch { (match) throws(Rejection) in try match.timeOut(seat) }
        if hasForfeited { state.table.forfeit(seat) }
        state.match?.clock.stop(seat, at: now)
        try followMatch(after: nil)
    }

    /// A player has been away for too long.
    private func giveUp(on seat: Int) throws {
        guard let member = state.table.seats[seat].member else { return }
        guard state.table.phase == .playing else { return try unseat(member) }
        let levels = try game.bots
        if state.setup.absence ?? .bot == .bot, let level = levels.first {
            state.table.takeOver(seat, by: level)
        } else {
            try forfeit(seat, for: .left)
        }
    }

    /// Nobody loses or wins time by a clock that was set. Who is here is told by the new one.
    func moveDeadlines(by step: Duration) throws {
        state.table.move(by: step)
        state.match?.clock.move(by: step)
        broadcast(\.seats, try tableStatus())
        if state.table.phase == .playing { try tellViews(try liveMatch()) }
        try sweep(at: nextDeadline)
    }

    /// After the host was down, or the room slept: nobody is here yet.
    func resume() throws {
        abandonUnknownMatch()
        state.table.forgiveDowntime(at: now, grace: state.table.phase == .playing ? grace : .seconds(limits.grace))
        if state.table.phase == .playing {
            state.match?.clock.forgiveDowntime(at: now)
            // People need a moment to come back before everything moves again.
            if try game.info.tickRate != nil { state.table.pause(until: now + Table.countdown) }
            followBots()
        }
        if !state.ended.isEmpty { try run(\.conclude, "conclude", notAfter: now) }
        try sweep(at: nextDeadline)
    }
}
