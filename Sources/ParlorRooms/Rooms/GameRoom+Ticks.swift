internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

// Games with ticks. Between two moves only memory changes: a crash takes the match back by a second at most.
extension ActorContext<GameRoom> {
    /// The ticker's job: in a game with ticks it plays on, and in a game of turns it hears what bots have thought.
    func tick(_ steps: Int) throws {
        guard state.table.phase == .playing, state.table.countdownEnds == nil else { return ticker.stop() }
        guard try game.info.tickRate != nil else { return try hearBots() }
        for _ in 0..<steps where state.table.phase == .playing { try step() }
        if uptime - vars.saved >= .seconds(1) { try saveTicks() }
    }

    private func step() throws {
        _ = try liveMatch()
        try wishForBots()
        let players = playersConnections
        let audiences = players.map { Audience.seat($0.seat) } + [.spectator]
        guard let deltas = try vars.live?.match.tick(telling: audiences), let match = vars.live?.match else { return }
        if match.turn == .over {
            try keep(match)
            return try followMatch(after: nil)
        }
        let seated = Set(players.flatMap { $0.connections.map(\.id) })
        for (player, delta) in zip(players, deltas) {
            let message = try frame(delta, for: player.seat, in: match)
            for connection in player.connections { connection.tell(message) }
        }
        guard let delta = deltas.last else { return }
        switch try frame(delta, for: nil, in: match) {
        case .delta(let frame): broadcast(\.frame, frame, where: { !seated.contains($0.id) })
        case .whole(let view): broadcast(\.viewChanged, view, where: { !seated.contains($0.id) })
        }
    }

    private func frame(_ delta: Value?, for seat: Int?, in match: any CodedMatch) throws -> TickMessage {
        guard let delta, let kept = state.match else { return .whole(try matchView(for: seat, in: match)) }
        return .delta(MatchFrame(match: kept.id, revision: kept.revision(of: match), delta: delta))
    }

    /// Keeps the ticks since the last move.
    func saveTicks() throws {
        guard let match = vars.live?.match else { return }
        state.match?.record = try match.record
        vars.saved = uptime
    }
}

/// What somebody is told of a tick.
private enum TickMessage {
    case delta(MatchFrame)
    case whole(MatchView)
}

extension Connection<GameRoom> {
    fileprivate func tell(_ message: TickMessage) {
        switch message {
        case .delta(let frame): send(\.frame, frame)
        case .whole(let view): send(\.viewChanged, view)
        }
    }
}
