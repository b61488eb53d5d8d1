internal import ActorWire
internal import ParlorGames

/// A match of a known game, with its coded record beside it.
struct TypedMatch<G: Game>: CodedMatch {
    private var match: Match<G>
    /// The events of the record in their coded form, as far as they were asked for. Coding all of them anew with each
    /// change would make long matches slow.
    private var coded: [Value] = []
    private var ticks = 0

    init(_ match: Match<G>) throws(Rejection) {
        self.match = match
        for case .ticks(let count) in match.record.events { ticks += count }
        try codeEvents()
    }

    var seats: Int { match.seats }
    var revision: Int { G.info.tickRate == nil ? match.revision : ticks }
    var turn: Turn { match.turn }
    var outcome: Outcome? { match.outcome }
    var events: Int { coded.count }

    var record: Value {
        get throws {
            let record = match.record
            return .object([
                .init(name: "game", value: .string(record.game)),
                .init(name: "version", value: .int(Int64(record.version))),
                .init(name: "seed", value: .string(String(record.seed, radix: 16))),
                .init(name: "seats", value: .int(Int64(record.seats))),
                .init(name: "options", value: try Value(encoding: record.options)),
                .init(name: "events", value: .array(coded)),
            ])
        }
    }

    func view(for audience: Audience) throws -> Value { try Value(encoding: match.view(for: audience)) }
}

// MARK: Changes

extension TypedMatch {
    mutating func play(_ move: Value, by seat: Seat) throws(Rejection) -> MatchView.Played {
        let move = try decode(G.Move.self, move, "illegal", "this is no move of \(G.info.title)")
        return try play(move, by: seat)
    }

    mutating func play(text: String, by seat: Seat) throws(Rejection) -> MatchView.Played {
        guard match.turn != .over else { throw Rejection("over", "the match is over") }
        return try play(try G.move(from: text, in: match.view(for: .seat(seat)), for: seat), by: seat)
    }

    private mutating func play(_ move: G.Move, by seat: Seat) throws(Rejection) -> MatchView.Played {
        let played = try Self.telling(move, by: seat, in: match)
        try change { (match) throws(Rejection) in try match.play(move, by: seat) }
        return played
    }

    /// The move for people, by what its player sees before it.
    private static func telling(
        _ move: G.Move, by seat: Seat, in match: Match<G>
    ) throws(Rejection) -> MatchView.Played {
        let text = G.text(of: move, in: match.view(for: .seat(seat)))
        return MatchView.Played(seat: seat, move: try coding(move), text: text)
    }

    mutating func timeOut(_ seat: Seat) throws(Rejection) -> Bool {
        do {
            try change { (match) throws(Rejection) in try match.timeOut(seat) }
        } catch {
            // Whatever the game played for the seat is against its own rules.
            try forfeit(seat, for: .time)
        }
        return match.record.events.last == .forfeit(seat, .time)
    }

    mutating func forfeit(_ seat: Seat, for cause: Forfeit) throws(Rejection) {
        try change { (match) throws(Rejection) in try match.forfeit(seat, for: cause) }
    }

    mutating func join() throws(Rejection) { try change { (match) throws(Rejection) in try match.join() } }

    mutating func agreeDraw() throws(Rejection) {
        try change { (match) throws(Rejection) in try match.agreeDraw() }
    }

    mutating func undo(by seat: Seat) throws(Rejection) -> [MatchView.Played] {
        let events = match.record.events
        let last = events.lastIndex { event in
            if case .move(seat, _) = event { true } else { false }
        }
        guard let last else { throw Rejection("nothing_to_undo", "you have not moved yet") }
        // In a game of turns every event is one revision.
        match = try Match(replaying: match.record, upTo: last)
        coded.removeSubrange(min(last, coded.count)...)
        return try moves(among: events[last...])
    }

    /// The moves of events that could follow now.
    private func moves(among events: ArraySlice<Record<G>.Event>) throws(Rejection) -> [MatchView.Played] {
        var match = match
        var moves: [MatchView.Played] = []
        for case .move(let seat, let move) in events {
            moves.append(try Self.telling(move, by: seat, in: match))
            try match.play(move, by: seat)
        }
        return moves
    }

    /// Changes all or nothing.
    private mutating func change(_ body: (inout Match<G>) throws(Rejection) -> Void) throws(Rejection) {
        var next = self
        try body(&next.match)
        try next.codeEvents()
        self = next
    }

    /// Codes the events that are new. The last one of before may have grown, as ticks add up.
    private mutating func codeEvents() throws(Rejection) {
        if !coded.isEmpty { coded.removeLast() }
        for event in match.record.events.dropFirst(coded.count) { coded.append(try Self.coding(event)) }
    }

    private static func coding(_ value: some Encodable) throws(Rejection) -> Value {
        do { return try Value(encoding: value) } catch { throw Rejection("illegal", "this move cannot be coded") }
    }
}

// MARK: Ticks

extension TypedMatch {
    mutating func tick(telling audiences: [Audience]) throws -> [Value?] {
        let game = G.self as? any RealTimeGame.Type
        // Not all of the match is kept for comparison: a second owner of its record would have it copied.
        let before = game == nil ? [] : audiences.map { match.view(for: $0) }
        guard match.turn == .everyTick else { return audiences.map { _ in nil } }
        match.tick()
        ticks += 1
        try codeEvents()
        guard let game else { return audiences.map { _ in nil } }
        return try zip(audiences, before).map { audience, old in
            try Self.delta(of: game, from: old, to: match.view(for: audience))
        }
    }

    /// `R` is `G`, as the compiler cannot know.
    private static func delta<R: RealTimeGame>(of game: R.Type, from old: G.View, to new: G.View) throws -> Value? {
        guard let old = old as? R.View, let new = new as? R.View, let delta = R.delta(from: old, to: new) else {
            return nil
        }
        return try Value(encoding: delta)
    }
}

// MARK: Bots

extension TypedMatch {
    func thought(
        ofBot level: String, for seat: Seat, effort: Int?, seed: UInt64
    ) -> (@Sendable () -> Value?)? {
        guard let bot = G.bots.first(where: { $0.level == level }) else { return nil }
        let view = match.view(for: .seat(seat))
        return {
            var rng = SeededRandom(seed: seed)
            let move = bot.choose(view, for: seat, effort: effort ?? Bot<G>.defaultEffort, rng: &rng)
            return move.flatMap { try? Value(encoding: $0) }
        }
    }
}
