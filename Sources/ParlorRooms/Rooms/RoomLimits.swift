/// All that is bounded in a room and in a lobby, and the defaults. Clients get them with `hello`.
///
/// Times are whole seconds, so that they read the same on the wire.
public struct RoomLimits: Codable, Sendable, Hashable {
    /// Bytes of UTF-8 in a message. Default 4 KiB.
    public var text = 4_096
    /// Characters (grapheme clusters) in the name of a person. Default 24.
    public var name = 24
    /// Characters in a topic. Default 200.
    public var topic = 200
    /// Characters in the reason of an act of moderation. Default 200.
    public var reason = 200
    /// Characters in the name of a room. Default 32.
    public var roomName = 32
    /// Bytes in the private token of a person. Default 16 to 128.
    public var tokenMinimum = 16
    public var tokenMaximum = 128
    /// Characters in the id that a sender gives a message. Default 64.
    public var messageID = 64

    /// Rooms of a host. Default 200.
    public var rooms = 200
    /// People in a room at a time. Default 2,000.
    public var members = 2_000
    /// People that `members` and `hello` list, and connections that `connections` lists. Default 2,000.
    public var membersListed = 2_000
    /// Connections from one address (of IPv6: from one /64 network) to a room or to the lobby; nil for no limit. Default 64.
    public var connectionsPerAddress: Int? = 64
    /// Connections of one person to a room. Default 16.
    public var connectionsPerMember = 16
    /// People with a token that a room remembers while they are away. Default 2,000.
    public var remembered = 2_000
    /// Bans in force in a room. Default 1,000.
    public var bans = 1_000
    /// Mutes in force in a room. Default 1,000.
    public var mutes = 1_000
    /// Bytes that may wait for a connection before operators see it as slow. Default 16 KiB.
    public var slowQueue = 16_384

    /// Entries of a page of history or of the audit log. Default 100.
    public var page = 100
    /// Bytes of a page, well under the outgoing message limit of the wire. Default 512 KiB.
    public var pageBytes = 524_288
    /// Ids of messages that a room remembers for each sender, to say a repeated post once. Default 64.
    public var recentIDs = 64
    /// Messages that a room that wakes reads back to learn those ids. Default 2,000.
    public var recentMessages = 2_000

    /// Posts that somebody may send at once, and then how many each second; nil for no limit. Default 20 and 1.
    public var posts: Rate? = Rate(burst: 20, perSecond: 1)
    /// Moves in a match in the same way. Default 40 and 20.
    public var moves: Rate? = Rate(burst: 40, perSecond: 20)
    /// Reads of history, searches and lists in the same way. Default 100 and 10.
    public var reads: Rate? = Rate(burst: 100, perSecond: 10)
    /// Invite codes that one address may try, and quick matches that it may ask for. Default 20 and one in 2 seconds.
    public var lookups: Rate? = Rate(burst: 20, perSecond: 0.5)
    /// Rooms that one address (of IPv6: one /64 network) may make; nil for no limit. Default 20, and 20 an hour.
    public var creations: Rate? = Rate(burst: 20, perSecond: 20.0 / 3_600)

    /// How long somebody whose line broke counts as away before they have left. Default 15 s.
    public var grace = 15
    /// How long somebody who was kicked is refused. Default 60 s.
    public var kickedFor = 60
    /// How long the name of somebody with a token is kept for them after they left; of operators always. Default 7 days.
    public var nameKeptFor = 7 * 86_400
    /// The longest ban or mute that ends by itself. Default 10 years.
    public var longestSentence = 10 * 365 * 86_400
    /// How often a room with people in it reports to the lobby. Default 60 s.
    public var reportEvery = 60
    /// After which silence the lobby counts a room as empty. Default 150 s.
    public var reportLapses = 150
    /// How long a seat is kept for somebody whom a quick match sent to it. Default 30 s.
    public var seatKept = 30
    /// How long a game room stays when nobody is in it. Default 1 hour.
    public var emptyGameKept = 3_600
    /// How long a chat room stays when nobody is in it and nothing was ever said or arranged there. Default 1 day.
    public var unusedRoomKept = 86_400

    /// Players of a game whose ratings are remembered; who has not played the longest is forgotten. Default 10,000.
    public var ratedPlayers = 10_000
    /// The newest rated matches that are remembered, so that none counts twice. Default 256.
    public var countedMatches = 256

    public init() {}

    /// Bytes of UTF-8 that a name, a topic or a reason has for each of its characters on average at most. A character
    /// may be made of many code points, and lists of them must stay far below the longest message.
    static let bytesPerCharacter = 8

    /// A number at once, and a number each second afterwards.
    public struct Rate: Codable, Sendable, Hashable {
        public var burst: Int
        public var perSecond: Double

        public init(burst: Int, perSecond: Double) {
            self.burst = burst
            self.perSecond = perSecond
        }
    }

    /// Without flood control, without a limit for each address, with 10,000 rooms and room for 20,000 people in each: for
    /// load tests.
    public static var unlimited: RoomLimits {
        var limits = RoomLimits()
        limits.rooms = 10_000
        limits.members = 20_000
        limits.connectionsPerAddress = nil
        limits.connectionsPerMember = 20_000
        limits.posts = nil
        limits.moves = nil
        limits.reads = nil
        limits.lookups = nil
        limits.creations = nil
        return limits
    }
}
