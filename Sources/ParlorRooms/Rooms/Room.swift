public import ActorDefinition
public import ActorWire

/// What every room is, for talk alone or around a game: people with names and roles, what they say, and moderation.
///
/// A definition declares each of these events, actions and jobs as a stored property with a line that calls the shared
/// code, since names on the wire are those of stored properties. What a kind of room adds it does in the hooks.
public protocol Room: DurableActor
where
    ConnParams == Introduction, ConnState == Participant, Entry == Message, State: HasCommunity, Vars: HasPresence
{
    var limits: RoomLimits { get }
    /// Whoever is this person owns every room: the people of the host itself.
    var hostID: MemberID? { get }
    /// Makes numbers that nobody can guess, for invite codes.
    var randomness: @Sendable () -> UInt64 { get }
    /// How the whole host is, for its own people; nil where nobody knows.
    var hostTotals: @Sendable () -> HostTotals? { get }

    // MARK: Events

    var newMessage: Event<Message> { get }
    var memberJoined: Event<Member> { get }
    var memberLeft: Event<Member, Departure> { get }
    /// Somebody's line broke or came back, or they have a terminal more or less.
    var memberChanged: Event<Member> { get }
    var memberMuted: Event<Member, Act> { get }
    /// The act is by nobody when the time was over.
    var memberUnmuted: Event<Member, Act> { get }
    /// Somebody's new role, and the name of who gave it.
    var roleChanged: Event<Member, String> { get }
    var topicChanged: Event<Topic> { get }
    /// What is restricted from now on, and the act by which it is.
    var restrictionsChanged: Event<Restrictions, Act> { get }
    /// To the person concerned alone, just before the connection closes.
    var kicked: Event<Kicked> { get }

    // MARK: Actions of everybody

    var hello: Action<Self, Welcome> { get }
    var sendMessage: Action<Self, Message, Post> { get }
    var history: Action<Self, [Message], PageRequest?> { get }
    var search: Action<Self, [Message], SearchRequest> { get }
    var members: Action<Self, [Member]> { get }

    // MARK: Actions of operators

    var setTopic: Action<Self, Topic, String> { get }
    var kick: Action<Self, Act, KickRequest> { get }
    var ban: Action<Self, Act, BanRequest> { get }
    var unban: Action<Self, Act, UnbanRequest> { get }
    var bans: Action<Self, [Ban]> { get }
    var mute: Action<Self, Act, MuteRequest> { get }
    var unmute: Action<Self, Act, Whom> { get }
    var op: Action<Self, Act, Whom> { get }
    var deop: Action<Self, Act, Whom> { get }
    var audit: Action<Self, [Act], PageRequest?> { get }
    var connections: Action<Self, ConnectionsReport> { get }
    /// The room's invite code; a public room becomes private by it.
    var invite: Action<Self, Invitation> { get }
    /// Makes the room private, or public again, and answers which it is.
    var setPrivate: Action<Self, Bool, Bool> { get }
    /// Lets who is no operator say one message in so many seconds; nil lets them write at any time.
    var setSlow: Action<Self, Restrictions, Int?> { get }
    /// Keeps out whom the room does not know, or lets them in again.
    var setLocked: Action<Self, Restrictions, Bool> { get }

    // MARK: Jobs

    /// Ends what ends by itself: the time to come back after a broken line, and mutes.
    var sweep: Job<Self, Nothing> { get }
    /// Tells the lobby how the room is.
    var report: Job<Self, Nothing> { get }
    /// Ends a room that nobody uses.
    var retire: Job<Self, Nothing> { get }

    // MARK: Hooks of a kind of room

    /// Runs when somebody came in, came back, or has a connection more.
    func onArrival(_ c: Context, _ conn: Conn, _ arrival: Arrival) throws
    /// Runs when the last line of somebody broke, who may be back until then as if nothing had been.
    func onAway(_ c: Context, _ member: Member, until: Timestamp) throws
    /// Runs when somebody has left for whatever reason, also by a kick or a ban.
    func onDeparture(_ c: Context, _ member: Member, _ departure: Departure) throws
    /// Runs with each sweep, for what else ends by itself.
    ///
    /// - Returns: When it is to run next; nil when nothing waits.
    func onSweep(_ c: Context) throws -> Timestamp?
    /// The game in the room, for the lobby; nil for none.
    func gameSummary(_ c: Context) -> GameSummary?
    /// How long the room stays when nobody is in it; nil for ever. It is asked when the last person has left, and again
    /// when the time is over.
    func lifetimeWhenEmpty(_ c: Context) -> Duration?
}

extension Room {
    /// Who may moderate.
    static var isOperator: @Sendable (Conn) -> Bool { { $0.state.role.isOperator } }

    public var options: ActorOptions {
        var options = ActorOptions()
        options.connectionLimit = max(limits.members * 2, options.connectionLimit)
        return options
    }

    public var hostTotals: @Sendable () -> HostTotals? { { nil } }
    public func onArrival(_ c: Context, _ conn: Conn, _ arrival: Arrival) throws {}
    public func onAway(_ c: Context, _ member: Member, until: Timestamp) throws {}
    public func onDeparture(_ c: Context, _ member: Member, _ departure: Departure) throws {}
    public func onSweep(_ c: Context) throws -> Timestamp? { nil }
    public func gameSummary(_ c: Context) -> GameSummary? { nil }
}

extension ActorContext where D: Room {
    var limits: RoomLimits { definition.limits }
    var roomName: String { key.parts.count == 1 ? key.parts[0] : "" }

    var community: Community {
        get { state.community }
        _modify { yield &state.community }
    }

    var presence: Presence {
        get { vars.presence }
        _modify { yield &vars.presence }
    }
}
