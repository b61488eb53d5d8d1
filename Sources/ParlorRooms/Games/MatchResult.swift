public import ActorWire
public import ParlorGames

/// How a match ended: told with the event `finished`, and listed by `record`.
public struct MatchResult: Codable, Sendable, Hashable, Identifiable {
    public struct Player: Codable, Sendable, Hashable {
        public var name: String
        public var member: MemberID?
        /// The level of the bot that played at the end.
        public var bot: String?
        /// Elo before and after; absent when the match was not rated.
        public var ratingBefore: Int?
        public var ratingAfter: Int?

        public init(
            name: String, member: MemberID? = nil, bot: String? = nil, ratingBefore: Int? = nil, ratingAfter: Int? = nil
        ) {
            self.name = name
            self.member = member
            self.bot = bot
            self.ratingBefore = ratingBefore
            self.ratingAfter = ratingAfter
        }
    }

    /// The id of the match.
    public var id: String
    public var game: String
    public var players: [Player]
    public var outcome: Outcome
    /// The seed, in hexadecimal, and the hash of it that was told at the start.
    public var seed: String
    public var seedHash: String
    /// The last revision.
    public var revision: Int
    public var started: Timestamp
    public var ended: Timestamp

    public init(
        id: String, game: String, players: [Player], outcome: Outcome, seed: String, seedHash: String, revision: Int,
        started: Timestamp, ended: Timestamp
    ) {
        self.id = id
        self.game = game
        self.players = players
        self.outcome = outcome
        self.seed = seed
        self.seedHash = seedHash
        self.revision = revision
        self.started = started
        self.ended = ended
    }
}

/// A finished match with all that is needed to see it again: also what `parlor replay` reads from a file.
public struct MatchRecord: Codable, Sendable, Hashable {
    public var result: MatchResult
    /// The game's record, in its coded form.
    public var record: Value

    public init(result: MatchResult, record: Value) {
        self.result = result
        self.record = record
    }
}
