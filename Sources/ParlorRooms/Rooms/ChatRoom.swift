public import ActorDefinition

/// A room in which people talk. Its key is its name: `["lobby"]`.
///
/// The names of its actions and events and the shapes of their values are public: clients of any language use them.
public struct ChatRoom: Room {
    public typealias ConnParams = Introduction
    public typealias ConnState = Participant
    public typealias State = Community
    public typealias Vars = Presence
    public typealias Entry = Message

    public let limits: RoomLimits
    public let hostID: MemberID?
    public let randomness: @Sendable () -> UInt64
    public let hostTotals: @Sendable () -> HostTotals?
    /// The names of rooms that stay also when nobody ever uses them.
    private let permanent: Set<String>

    /// - Parameters:
    ///   - hostToken: The token of the host's own people, who own every room; nil for nobody.
    ///   - permanent: The names of rooms that stay also when nobody ever uses them.
    ///   - randomness: Makes invite codes, which nobody may be able to guess. Default: the system's generator.
    ///   - hostTotals: How the whole host is, for its own people. Default: nobody knows.
    public init(
        limits: RoomLimits = RoomLimits(), hostToken: String? = nil, permanent: Set<String> = [],
        randomness: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) },
        hostTotals: @escaping @Sendable () -> HostTotals? = { nil }
    ) {
        self.limits = limits
        self.permanent = permanent
        self.randomness = randomness
        self.hostTotals = hostTotals
        hostID = hostToken.flatMap { try? MemberID(token: $0, limits: limits) }
    }

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
    public let ban = Action(if: isOperator) { (c: Call, request: BanRequest) in try c.ban(request) }
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
    public let report = Job { (c: Context) in try await c.report() }
    public let retire = Job { (c: Context) in c.retire() }
}

extension ChatRoom {
    nonisolated(nonsending) public func onCreate(_ c: Context, _ input: Nothing?) async throws { try await c.open() }

    nonisolated(nonsending) public func createVars(_ c: Context) async throws -> Presence {
        try await c.makePresence()
    }

    /// A room stays for ever once something was said or arranged in it.
    public func lifetimeWhenEmpty(_ c: Context) -> Duration? {
        let isUsed = permanent.contains(c.roomName) || c.journal.head > 0 || !c.community.isUntouched
        return isUsed ? nil : .seconds(limits.unusedRoomKept)
    }
}
