internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

// Bots get what a player in their seat gets, and their moves go the way of everybody's.
extension ActorContext<GameRoom> {
    /// The first seat of a bot whose turn it is, in a game of turns.
    private func botToMove(in match: any CodedMatch) -> Int? {
        match.turnSeats.first { state.table.seats.indices.contains($0) && state.table.seats[$0].bot != nil }
    }

    /// Listens to bots as long as one is to move.
    func followBots() {
        guard state.match != nil, (try? game.info.tickRate) == nil else { return }
        let isWanted = state.table.phase == .playing && (try? liveMatch()).flatMap(botToMove) != nil
        if isWanted, !ticker.isRunning {
            ticker.start(every: .milliseconds(50), \.tick)
        } else if !isWanted {
            ticker.stop()
        }
    }

    /// Asks a bot, and plays what it has thought. One thinks at a time, also when the match went on without it: then the
    /// next is asked when it is done.
    func hearBots() throws {
        let match = try liveMatch()
        guard let seat = botToMove(in: match) else { return ticker.stop() }
        guard let thinking = vars.thinking else { return ask(seat, in: match) }
        guard uptime >= thinking.notBefore, let thought = thinking.answer.value else { return }
        vars.thinking = nil
        guard thinking.match == state.match?.id, thinking.changes == state.match?.changes,
            thinking.seat == seat, thinking.level == state.table.seats[seat].bot
        else { return ask(seat, in: match) }
        try play(thought, by: seat)
    }

    private func ask(_ seat: Int, in match: any CodedMatch) {
        guard let kept = state.match, let level = state.table.seats[seat].bot,
            let think = match.thought(ofBot: level, for: seat, effort: nil, seed: definition.randomness())
        else { return }
        let answer = Answer()
        vars.thinking = Thinking(
            match: kept.id, changes: kept.changes, seat: seat, level: level, notBefore: uptime + definition.bots.delay,
            answer: answer)
        definition.bots.run { answer.give(think()) }
    }

    private func play(_ thought: Thought, by seat: Int) throws {
        var played: MatchView.Played?
        if let move = thought.move {
            played = try? changeMatch { (match) throws(Rejection) in try match.play(move, by: seat) }
        }
        if let played { try followMatch(after: played) } else { try timeOut(seat) }
    }

    /// In a game with ticks bots say what they want at once, with little effort.
    func wishForBots() throws {
        for seat in state.table.seats.indices {
            guard let level = state.table.seats[seat].bot,
                let think = vars.live?.match.thought(
                    ofBot: level, for: seat, effort: definition.bots.effortPerTick, seed: definition.randomness()),
                let move = think()
            else { continue }
            // A move that the rules refuse is none.
            _ = try? vars.live?.match.play(move, by: seat)
        }
    }
}
