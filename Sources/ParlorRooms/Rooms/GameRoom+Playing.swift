internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

extension ActionContext<GameRoom> {
    /// - Throws: `UserError`: `not_seated`, `flood`, `invalid_id`, `no_match`, `wrong_match`, `over`, `not_yet`,
    ///   `not_your_turn`, `invalid_move`, `illegal`, `too_many_moves`, or what the game says.
    func move(_ request: MoveRequest) throws -> MoveReceipt {
        try atTable { try play(request) }
    }

    private func play(_ request: MoveRequest) throws -> MoveReceipt {
        let seat = try mySeat
        try requireMoveID(request.id)
        guard let match = state.match else { throw UserError("no_match", "no match has begun") }
        guard request.match == nil || request.match == match.id else {
            throw UserError("wrong_match", "that match is over")
        }
        if let revision = match.played.revision(of: request.id, by: seat) { return MoveReceipt(revision: revision) }
        try vars.moves.pay(me.id, at: uptime)
        guard state.table.phase == .playing else { throw UserError("over", "the match is over") }
        guard state.table.countdownEnds == nil else { throw UserError("not_yet", "the match goes on in a moment") }
        guard !state.table.seats[seat].hasForfeited else { throw UserError("over", "the match is over for you") }
        guard try liveMatch().events < Self.mostEvents else {
            throw UserError("too_many_moves", "this match has \(Self.mostEvents) moves, the most that are kept")
        }
        let played = try changeMatch { (live) throws(Rejection) in
            switch (request.move, request.text) {
            case (let move?, nil): try live.play(move, by: seat)
            case (nil, let text?): try live.play(text: CleanText(text, .line).text, by: seat)
            default: throw Rejection("invalid_move", "a move is given either in its coded form or as text")
            }
        }
        try followMatch(after: played)
        let revision = match.revision(of: try liveMatch())
        state.match?.played.note(request.id, by: seat, revision: revision)
        return MoveReceipt(revision: revision)
    }

    /// All of a match is kept with each move.
    private static var mostEvents: Int { 10_000 }

    private func requireMoveID(_ id: String) throws {
        guard (1...64).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw UserError("invalid_id", "a move's id has 1 to 64 printable ASCII characters")
        }
    }

    /// Nil before the first match.
    func view() throws -> MatchView? {
        try payForReading()
        return try atTable {
            guard let match = state.match else { return nil }
            // Once it is over, others may sit where its players sat.
            let seat = match.isOver ? match.members.firstIndex(of: me.id) : state.table.seat(of: me.id)
            return try matchView(for: seat, in: try liveMatch())
        }
    }

    /// - Throws: `UserError` `not_seated` or `over`.
    func resign() throws -> TableStatus {
        try answer {
            let seat = try mySeat
            guard state.table.phase == .playing else { throw UserError("over", Self.noMatch) }
            try forfeit(seat, for: .gaveUp)
        }
    }

    private static var noMatch: String { "no match runs: one begins when all are ready" }

    // MARK: Votes

    /// Wants an undo, a draw or a rematch, which happens when all persons at the table want it.
    ///
    /// - Throws: `UserError` `not_seated`, `over`, `playing`, `no_undo`, `no_draw` or `nothing_to_undo`.
    func vote(for motion: Table.Motion) throws -> TableStatus {
        try answer {
            let seat = try mySeat
            try require(motion, by: seat)
            if state.table.vote(for: motion, by: seat) { try carryOut(motion) }
        }
    }

    private func require(_ motion: Table.Motion, by seat: Int) throws {
        let (info, table) = (try game.info, state.table)
        switch motion {
        case .rematch:
            guard table.phase != .playing else { throw UserError("playing", "a match runs: wait until it is over") }
            guard table.phase == .finished else { throw UserError("playing", Self.noMatch) }
        case .draw, .undo:
            guard table.phase == .playing, !table.seats[seat].hasForfeited else {
                throw UserError("over", table.phase == .playing ? "the match is over for you" : Self.noMatch)
            }
            guard info.tickRate == nil else {
                throw UserError("no_\(motion.rawValue)", "there is no \(motion.rawValue) in \(info.title)")
            }
            // A bot does not agree for its owner where that would cost rating.
            if isRated, let absent = table.seats.first(where: { $0.bot != nil }) {
                throw UserError(
                    "no_\(motion.rawValue)",
                    "a bot plays for \(absent.name) and cannot agree for them: this match is rated")
            }
            guard motion == .draw || !(info.joinsLate || table.seats.contains(where: \.hasForfeited)) else {
                throw UserError("no_undo", "there is no way back")
            }
        }
    }

    private func carryOut(_ motion: Table.Motion) throws {
        switch motion {
        case .rematch: state.table.rematch(at: now)
        case .draw:
            try changeMatch { (match) throws(Rejection) in try match.agreeDraw() }
            try followMatch(after: nil)
        case .undo: try undo(for: state.table[votes: .undo])
        }
    }

    /// - Parameter seats: Those that want it, the one that asked first.
    private func undo(for seats: [Int]) throws {
        guard let asker = seats.first else { return }
        let before = try liveMatch().revision
        let taken = try changeMatch { (match) throws(Rejection) in try match.undo(by: asker) }
        // To those who see the match it is one more change.
        let undone = before + 1 - (try liveMatch().revision)
        state.match?.revisionsUndone += undone
        state.match?.clock.stopAll(at: now)
        try followMatch(after: nil)
        let told = try game.info.showsMoves ? Array(taken.prefix(Self.mostTold)) : nil
        let revision = try state.match?.revision(of: liveMatch()) ?? 0
        state.match?.undone = .init(seats: seats, count: taken.count, moves: told, revision: revision)
    }

    /// Everybody hears of so many moves that were taken back.
    private static var mostTold: Int { 8 }
}
