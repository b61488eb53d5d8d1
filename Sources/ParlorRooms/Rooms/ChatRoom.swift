public import ActorDefinition
internal import ActorWire

/// A room in which people talk. Its key is its name: `["lobby"]`.
///
/// The names of its actions and events and the shapes of their values are public: clients of any language use them.
public struct ChatRoom: DurableActor {
    public struct ConnParams: Codable, Sendable, Hashable {
        public var name: String
        /// A random secret that the client made once and keeps: by it the room knows the person again.
        public var token: String?

        public init(name: String, token: String? = nil) {
            self.name = name
            self.token = token
        }
    }

    /// Who is at the other end of a connection.
    public struct ConnState: Codable, Sendable, Hashable {
        var id: MemberID
        var name: String
        var role: Role
    }

    public struct State: Codable, Sendable, Initial {
        var topic = Topic()
        var register = Register()
        var bans = Sentences()
        var kicks = Sentences()
        var mutes = Sentences()

        public init() {}
    }

    /// What the room forgets while nobody is there.
    public struct Vars {
        var roster = Roster()
        var guests = 0
        var messageIDs: MessageIDs
        var posts: FloodGate
        var reads: FloodGate
        let since: Timestamp
    }

    public typealias Entry = Message

    public let limits: RoomLimits
    /// Whoever presents this token owns every room: the people of the host itself.
    let hostID: MemberID?

    /// - Parameter hostToken: The token of the host's own people, who own every room; nil for nobody.
    public init(limits: RoomLimits = RoomLimits(), hostToken: String? = nil) {
        self.limits = limits
        hostID = hostToken.flatMap { try? MemberID(token: $0, limits: limits) }
    }

    public let newMessage = Event<Message>()
    public let memberJoined = Event<Member>()
    public let memberLeft = Event<Member, Departure>()
    /// Somebody's line broke or came back, or they have a terminal more or less.
    public let memberChanged = Event<Member>()
    public let memberMuted = Event<Member, Act>()
    /// The act is by nobody when the time was over.
    public let memberUnmuted = Event<Member, Act>()
    /// Somebody's new role, and the name of who gave it.
    public let roleChanged = Event<Member, String>()
    public let topicChanged = Event<Topic>()
    /// To the person concerned alone, just before the connection closes.
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

    /// Ends what ends by itself: the time to come back after a broken line, and mutes.
    package let sweep = Job { (c: Context) in try c.sweep() }
    /// Tells the lobby how the room is.
    let report = Job { (c: Context) in try await c.report() }
}

extension ChatRoom {
    private static let isOperator: @Sendable (Conn) -> Bool = { $0.state.role.isOperator }

    public var options: ActorOptions {
        var options = ActorOptions()
        options.connectionLimit = max(limits.members * 2, options.connectionLimit)
        return options
    }
}
