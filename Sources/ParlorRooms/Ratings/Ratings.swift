public import ActorDefinition
internal import ActorWire

/// The Elo ratings of one game. Its key is the game's id: `["chess"]`.
///
/// Only game rooms can change them: what does so is a job, which no client can call.
public struct Ratings: DurableActor {
    public struct State: Codable, Sendable, Initial {
        var ladder = Ladder()
        /// The newest matches that were counted, the oldest first.
        var counted: [Counted] = []

        public init() {}
    }

    struct Counted: Codable, Sendable {
        var match: String
        var changes: [RatingChange]
    }

    public struct Vars {
        var reads: FloodGate
        /// The best players, as many as a page has, until the next match counts.
        var best: [Standing]?
    }

    public let limits: RoomLimits
    private let games: Set<String>?

    /// - Parameter games: The ids of the games that have ratings; nil for all.
    public init(limits: RoomLimits = RoomLimits(), games: Set<String>? = nil) {
        self.limits = limits
        self.games = games
    }

    /// The best players, at most so many. Default 20, at most `RoomLimits.page`.
    public let top = Action { (c: Call, limit: Int?) in try c.top(limit ?? 20) }
    /// Somebody's standing; nil when they have not played.
    public let rating = Action { (c: Call, member: MemberID) in try c.standing(of: member) }

    /// Counts a match, once however often it is told.
    public let count = Job { (c: Context, match: RatedMatch) in try c.count(match) }
    /// The ratings of these people, in this order; of who has not played, what everybody begins with.
    public let ratings = Job { (c: Context, members: [MemberID]) in c.ratings(of: members) }
}

extension Ratings {
    /// - Throws: `UserError` `invalid_game` for a key that is not the id of a game.
    public func onCreate(_ c: Context, _ input: Nothing?) throws {
        guard c.key.parts.count == 1, GameID.isValid(c.key.parts[0]), games?.contains(c.key.parts[0]) ?? true else {
            throw UserError("invalid_game", "there is no such game")
        }
    }

    public func createVars(_ c: Context) -> Vars { Vars(reads: FloodGate(limits.reads)) }
}

extension ActionContext<Ratings> {
    func top(_ limit: Int) throws -> [Standing] {
        try vars.reads.pay(stranger, at: uptime)
        let best = vars.best ?? state.ladder.top(definition.limits.page).map(Standing.init)
        vars.best = best
        return Array(best.prefix(max(limit, 1)))
    }

    func standing(of member: MemberID) throws -> Standing? {
        try vars.reads.pay(stranger, at: uptime)
        return state.ladder[member].map(Standing.init)
    }
}

extension ActorContext<Ratings> {
    func count(_ match: RatedMatch) throws -> [RatingChange] {
        if let counted = state.counted.last(where: { $0.match == match.id }) { return counted.changes }
        let members = Set(match.players.map(\.member))
        guard members.count == match.players.count, (2...RatedMatch.mostPlayers).contains(members.count) else {
            throw UserError("invalid_match", "a rated match has 2 to \(RatedMatch.mostPlayers) different players")
        }
        vars.best = nil
        let changes = state.ladder.count(match, at: now, limit: definition.limits.ratedPlayers)
        state.counted.append(Ratings.Counted(match: match.id, changes: changes))
        state.counted.removeFirst(max(state.counted.count - definition.limits.countedMatches, 0))
        return changes
    }

    func ratings(of members: [MemberID]) -> [Int] {
        members.map { member in
            let entry = state.ladder[member] ?? Ladder.Entry(member: member, name: "", active: now)
            return Standing(entry).rating
        }
    }
}

extension RatedMatch {
    /// More than any game has seats.
    static let mostPlayers = 64
}
