public import ActorDefinition
internal import ActorWire

/// A room around a game: people sit down at its table and play, bots fill seats, others watch, and all talk as in a chat
/// room. Its key is its name, and it is created with a ``GameSetup``.
///
/// The host alone knows the rules' state: every view that leaves is made for its receiver.
public struct GameRoom: Room {
    public typealias ConnParams = Introduction
    public typealias ConnState = Participant
    public typealias Entry = Message

    public struct State: Codable, Sendable, HasCommunity {
        public var community = Community()
        let setup: GameSetup
        var table: Table
        /// The match under way, or the last one.
        var match: RoomMatch?
        /// Finished matches that are not rated and kept yet.
        var ended: [EndedMatch] = []
        /// Whether it has an archive of finished matches. Nil in a room of a time in which an archive had its room's key.
        var hasArchive: Bool?
    }

    /// What the room forgets while nobody is there.
    public struct Vars: HasPresence {
        public var presence: Presence
        var live: LiveMatch?
        var thinking: Thinking?
        var moves: FloodGate
        /// When the last tick became durable.
        var saved: Duration
        var watchersTold: [String] = []
    }

    public let limits: RoomLimits
    public let hostID: MemberID?
    public let catalog: GameCatalog
    let bots: BotSettings
    public let randomness: @Sendable () -> UInt64
    public let hostTotals: @Sendable () -> HostTotals?

    /// - Parameters:
    ///   - hostToken: The token of the host's own people, who own every room; nil for nobody.
    ///   - randomness: Makes seeds and invite codes, which nobody may be able to guess. Default: the system's generator.
    ///   - hostTotals: How the whole host is, for its own people. Default: nobody knows.
    public init(
        limits: RoomLimits = RoomLimits(), hostToken: String? = nil, catalog: GameCatalog = .standard,
        bots: BotSettings = BotSettings(),
        randomness: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) },
        hostTotals: @escaping @Sendable () -> HostTotals? = { nil }
    ) {
        self.limits = limits
        hostID = hostToken.flatMap { try? MemberID(token: $0, limits: limits) }
        self.catalog = catalog
        self.bots = bots
        self.randomness = randomness
        self.hostTotals = hostTotals
    }

    // MARK: The table

    /// The match as the receiver may see it, after each change. On the wire `view`, as the action.
    public let viewChanged = Event<MatchView>(named: "view")
    /// The table, after each change.
    public let seats = Event<TableStatus>()
    /// What a tick changed.
    public let frame = Event<MatchFrame>(isDroppable: true)
    /// The result of a match, when it is rated and kept.
    public let finished = Event<MatchResult>()

    public let sit = Action { (c: Call) in try await c.sit() }
    public let stand = Action(idempotent: true) { (c: Call) in try c.stand() }
    public let ready = Action(idempotent: true) { (c: Call, isReady: Bool?) in try c.setReady(isReady ?? true) }
    public let addBot = Action { (c: Call, level: String?) in try c.addBot(level) }
    public let removeBot = Action { (c: Call, seat: Int?) in try c.removeBot(seat) }
    public let table = Action(idempotent: true) { (c: Call) in try c.table() }

    // MARK: The match

    public let move = Action(idempotent: true) { (c: Call, request: MoveRequest) in try c.move(request) }
    public let view = Action(idempotent: true) { (c: Call) in try c.view() }
    public let undo = Action { (c: Call) in try c.vote(for: .undo) }
    public let draw = Action { (c: Call) in try c.vote(for: .draw) }
    public let resign = Action { (c: Call) in try c.resign() }
    public let rematch = Action { (c: Call) in try c.vote(for: .rematch) }
    public let record = Action(idempotent: true) { (c: Call, request: RecordRequest?) in
        try await c.record(request ?? RecordRequest())
    }

    /// A tick of the game, or a look at what a bot thinks of.
    let tick = Job { (c: Context, steps: Int) in try c.atTable { try c.tick(steps) } }
    /// Has finished matches rated and kept.
    let conclude = Job { (c: Context) in try await c.conclude() }

    // MARK: What every room has

    public let newMessage = Event<Message>()
    public let memberJoined = Event<Member>()
    public let memberLeft = Event<Member, Departure>()
    public let memberChanged = Event<Member>()
    public let memberMuted = Event<Member, Act>()
    public let memberUnmuted = Event<Member, Act>()
    public let roleChanged = Event<Member, String>()
    public let topicChanged = Event<Topic>()
    public let restrictionsChanged = Event<Restrictions, Act>()
    public let kicked = Event<Kicked>()

    public let hello = Action { (c: Call) in try c.welcome() }
    public let sendMessage = Action(idempotent: true) { (c: Call, post: Post) in try await c.say(post) }
    public let history = Action { (c: Call, page: PageRequest?) in try await c.history(page ?? PageRequest()) }
    public let search = Action { (c: Call, request: SearchRequest) in try await c.search(request) }
    public let members = Action { (c: Call) in try c.members() }

    public let setTopic = Action(if: isOperator) { (c: Call, text: String) in try c.setTopic(text) }
    public let kick = Action(if: isOperator) { (c: Call, request: KickRequest) in try c.kick(request) }
    public let ban = Action(if: isOperator) { (c: Call, request: BanRequest) in try c.banFromTable(request) }
    public let unban = Action(if: isOperator) { (c: Call, request: UnbanRequest) in try c.unban(request) }
    public let bans = Action(if: isOperator) { (c: Call) in c.bans() }
    public let mute = Action(if: isOperator) { (c: Call, request: MuteRequest) in try c.mute(request) }
    public let unmute = Action(if: isOperator) { (c: Call, whom: Whom) in try c.unmute(whom.name) }
    public let op = Action(if: isOperator) { (c: Call, whom: Whom) in try c.setRole(.op, of: whom.name) }
    public let deop = Action(if: isOperator) { (c: Call, whom: Whom) in try c.setRole(.member, of: whom.name) }
    public let audit = Action(if: isOperator) { (c: Call, page: PageRequest?) in
        try await c.audit(page ?? PageRequest())
    }
    public let connections = Action(if: isOperator) { (c: Call) in c.connections() }
    public let invite = Action(if: isOperator) { (c: Call) in try c.invite() }
    public let setPrivate = Action(if: isOperator) { (c: Call, isPrivate: Bool) in try c.setPrivate(isPrivate) }
    public let setSlow = Action(if: isOperator) { (c: Call, seconds: Int?) in try c.setSlow(seconds) }
    public let setLocked = Action(if: isOperator) { (c: Call, isLocked: Bool) in try c.setLocked(isLocked) }

    public let sweep = Job { (c: Context) in try c.sweep() }
    public let report = Job { (c: Context) in
        try c.tellWatchers()
        try await c.report()
    }
    public let retire = Job { (c: Context) in c.retire() }
}
