public import ActorWire

/// A finished match whose result counts, as a game room tells it to the ratings.
public struct RatedMatch: Codable, Sendable, Hashable {
    public struct Player: Codable, Sendable, Hashable {
        public var member: MemberID
        public var name: String
        /// 1 is the best; who shares a place has drawn.
        public var place: Int

        public init(member: MemberID, name: String, place: Int) {
            self.member = member
            self.name = name
            self.place = place
        }
    }

    /// The id of the match: told twice, it counts once.
    public var id: String
    public var players: [Player]

    public init(id: String, players: [Player]) {
        self.id = id
        self.players = players
    }
}

/// What a match did to somebody's rating.
public struct RatingChange: Codable, Sendable, Hashable {
    public var member: MemberID
    public var before: Int
    public var after: Int

    public init(member: MemberID, before: Int, after: Int) {
        self.member = member
        self.before = before
        self.after = after
    }
}

/// Somebody's place among all who play a game.
public struct Standing: Codable, Sendable, Hashable {
    public var member: MemberID
    public var name: String
    /// Elo.
    public var rating: Int
    /// How many rated matches they played.
    public var matches: Int
    /// When the last of them ended.
    public var active: Timestamp

    public init(member: MemberID, name: String, rating: Int, matches: Int, active: Timestamp) {
        self.member = member
        self.name = name
        self.rating = rating
        self.matches = matches
        self.active = active
    }
}
