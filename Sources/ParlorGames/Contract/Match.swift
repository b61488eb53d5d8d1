/// A game under way: its state, its generator, and the record of how it came about.
///
/// Whatever is rejected has not happened: a match is changed whole or not at all.
public struct Match<G: Game>: Codable, Sendable, Equatable {
    public private(set) var state: G.State
    private var rng: SeededRandom
    public private(set) var record: Record<G>
    /// How many seats there are now.
    public private(set) var seats: Int
    /// How often the match changed; a tick is a change.
    public private(set) var revision = 0
    private var isDrawn = false

    /// Begins a match.
    ///
    /// - Throws: ``Rejection`` when the game is not for so many, or refuses the options.
    public init(seed: UInt64, seats: Int, options: G.Options = G.Options()) throws(Rejection) {
        guard G.info.seats.contains(seats) else {
            throw Rejection(
                "seats", "\(G.info.title) is for \(G.info.seats.lowerBound) to \(G.info.seats.upperBound) players")
        }
        var rng = SeededRandom(seed: seed)
        state = try G.start(options, seats: seats, rng: &rng)
        self.rng = rng
        self.seats = seats
        record = Record(seed: seed, seats: seats, options: options)
    }

    public var turn: Turn { isDrawn ? .over : G.turn(state) }
    public var outcome: Outcome? { isDrawn ? .draw(of: seats, "agreed") : G.outcome(state) }
    public func view(for audience: Audience) -> G.View { G.view(state, for: audience) }

    /// The moves of a seat, by what it may know.
    public func moves(for seat: Seat) -> [G.Move] {
        turn.includes(seat) ? G.moves(view(for: .seat(seat)), for: seat) : []
    }

    /// - Throws: ``Rejection``: `over`, `not_seated`, `not_your_turn`, or what the game says.
    public mutating func play(_ move: G.Move, by seat: Seat) throws(Rejection) {
        try change(.move(seat, move)) { (match) throws(Rejection) in
            try match.requireTurn(of: seat)
            try G.apply(move, by: seat, to: &match.state, rng: &match.rng)
        }
    }

    /// Lets a tick pass. Nothing happens when the match is over.
    public mutating func tick() {
        guard turn == .everyTick else { return }
        G.step(&state, rng: &rng)
        revision += 1
        if case .ticks(let count)? = record.events.last {
            record.events[record.events.count - 1] = .ticks(count + 1)
        } else {
            record.events.append(.ticks(1))
        }
    }

    /// The time of a seat is over: the game's own move is played for it, or it forfeits.
    ///
    /// - Throws: ``Rejection``: `over`, `not_seated`, `not_your_turn`.
    public mutating func timeOut(_ seat: Seat) throws(Rejection) {
        try requireTurn(of: seat)
        if let move = G.timeout(seat, state) {
            try play(move, by: seat)
        } else {
            try forfeit(seat, for: .time)
        }
    }

    /// - Throws: ``Rejection``: `over`, `not_seated`.
    public mutating func forfeit(_ seat: Seat, for cause: Forfeit = .gaveUp) throws(Rejection) {
        try change(.forfeit(seat, cause)) { (match) throws(Rejection) in
            guard (0..<match.seats).contains(seat) else { throw .notSeated }
            G.forfeit(seat, for: cause, in: &match.state, rng: &match.rng)
        }
    }

    /// Adds a seat behind the last.
    ///
    /// - Throws: ``Rejection``: `over`, `full`, or that the game has begun.
    public mutating func join() throws(Rejection) {
        try change(.join) { (match) throws(Rejection) in
            guard match.seats < G.info.seats.upperBound else { throw Rejection("full", "all seats are taken") }
            try G.join(&match.state, rng: &match.rng)
            match.seats += 1
        }
    }

    /// Ends it, since the players agree to a draw.
    ///
    /// - Throws: ``Rejection``: `over`.
    public mutating func agreeDraw() throws(Rejection) {
        try change(.draw) { (match) throws(Rejection) in match.isDrawn = true }
    }

    private mutating func change(
        _ event: Record<G>.Event, _ body: (inout Match) throws(Rejection) -> Void
    ) throws(Rejection) {
        guard turn != .over else { throw .over }
        var match = self
        try body(&match)
        match.revision += 1
        match.record.events.append(event)
        self = match
    }

    private func requireTurn(of seat: Seat) throws(Rejection) {
        guard turn != .over else { throw .over }
        guard (0..<seats).contains(seat) else { throw .notSeated }
        guard turn.includes(seat) else { throw Rejection("not_your_turn", "it is not your turn") }
    }
}

extension Rejection {
    static var over: Rejection { Rejection("over", "the match is over") }
    static var notSeated: Rejection { Rejection("not_seated", "there is no such seat") }
}
