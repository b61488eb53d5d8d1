public import ActorWire

/// The table of a game room: who sits there, and how far they are. Told with the event `seats` after each change.
public struct TableStatus: Codable, Sendable, Hashable {
    public enum Phase: String, Codable, Sendable, Hashable {
        /// People sit down and say that they are ready.
        case gathering
        /// All are ready; the match begins at `countdownEnds`.
        case countdown
        case playing
        /// The result stands; players may vote for a rematch.
        case finished
    }

    /// Somebody at the table. A seat's number is its place in the list.
    public struct Seat: Codable, Sendable, Hashable {
        public var name: String
        /// The person; nil for a bot that nobody's seat was before.
        public var member: MemberID?
        /// The level of the bot that plays here; nil for a person.
        public var bot: String?
        public var isReady: Bool
        public var isConnected: Bool
        /// Until when a player whose line broke may come back to the seat as it is.
        public var awayUntil: Timestamp?
        /// True when the player is gone from the table, while the seat is still of the match; else absent.
        public var hasLeft: Bool?
        /// The player's Elo rating in this game before the match; nil for bots.
        public var rating: Int?

        public init(
            name: String, member: MemberID? = nil, bot: String? = nil, isReady: Bool = false, isConnected: Bool = true,
            awayUntil: Timestamp? = nil, hasLeft: Bool? = nil, rating: Int? = nil
        ) {
            self.name = name
            self.member = member
            self.bot = bot
            self.isReady = isReady
            self.isConnected = isConnected
            self.awayUntil = awayUntil
            self.hasLeft = hasLeft
            self.rating = rating
        }
    }

    /// Moves that were taken back, since all who have a voice wanted it.
    public struct Undo: Codable, Sendable, Hashable {
        /// The seats that wanted it, the one that asked first.
        public var seats: [Int]
        /// How many moves were taken back.
        public var count: Int
        /// The first of them, oldest first; absent where not everybody may know a move.
        public var moves: [MatchView.Played]?
        /// That of the match afterwards.
        public var revision: Int

        public init(seats: [Int], count: Int, moves: [MatchView.Played]?, revision: Int) {
            self.seats = seats
            self.count = count
            self.moves = moves
            self.revision = revision
        }
    }

    public var setup: GameSetup
    public var phase: Phase
    public var seats: [Seat]
    /// How few and how many may play.
    public var fewest: Int
    public var most: Int
    /// Who may add bots and begin: the first at the table, and the next when that person leaves.
    public var host: MemberID?
    /// Names of people in the room who are not at the table; at most 100.
    public var watchers: [String]
    public var watcherCount: Int
    public var countdownEnds: Timestamp?
    /// The match under way, or the last one.
    public var match: String?
    /// SHA-256 of the match's seed, in hexadecimal: told before the first move, so that the seed told at the end can be
    /// checked against it.
    public var seedHash: String?
    /// Seats that want an undo, a draw or a rematch.
    public var undoVotes: [Int]
    public var drawVotes: [Int]
    public var rematchVotes: [Int]
    /// What was taken back, if no move followed it.
    public var undone: Undo?

    public init(
        setup: GameSetup, phase: Phase, seats: [Seat], fewest: Int, most: Int, host: MemberID? = nil,
        watchers: [String] = [], watcherCount: Int = 0, countdownEnds: Timestamp? = nil, match: String? = nil,
        seedHash: String? = nil, undoVotes: [Int] = [], drawVotes: [Int] = [], rematchVotes: [Int] = [],
        undone: Undo? = nil
    ) {
        self.setup = setup
        self.phase = phase
        self.seats = seats
        self.fewest = fewest
        self.most = most
        self.host = host
        self.watchers = watchers
        self.watcherCount = watcherCount
        self.countdownEnds = countdownEnds
        self.match = match
        self.seedHash = seedHash
        self.undoVotes = undoVotes
        self.drawVotes = drawVotes
        self.rematchVotes = rematchVotes
        self.undone = undone
    }
}
