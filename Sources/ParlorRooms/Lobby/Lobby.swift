public import ActorDefinition
internal import ActorWire

/// The list of a host's rooms. Its key is empty: there is one lobby.
///
/// Rooms report to it; it asks nothing of them, so that neither waits for the other.
public struct Lobby: DurableActor {
    public struct State: Codable, Sendable, Initial {
        var rooms: [Listing] = []
        var creations = Creations()

        public init() {}

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            rooms = try fields.decode([Listing].self, forKey: .rooms)
            // A host of an earlier version did not count them.
            creations = try fields.decodeIfPresent(Creations.self, forKey: .creations) ?? Creations()
        }
    }

    struct Listing: Codable, Sendable, Hashable {
        var summary: RoomSummary
        /// The code by which a private room is found; nil for a public one.
        var invite: InviteCode?

        var isPublic: Bool { invite == nil }
    }

    public struct Vars {
        /// When each room last said how it is.
        var reported: [String: Timestamp] = [:]
        var seats = SeatReservations()
        var households = Households()
        var reads: FloodGate
        var lookups: FloodGate
        let since: Timestamp
    }

    public let limits: RoomLimits

    public init(limits: RoomLimits = RoomLimits()) { self.limits = limits }

    /// A room that is new, or of which something changed.
    public let roomsChanged = Event<RoomSummary>()
    /// The name of a room that is not listed any more: it ended or became private.
    public let roomRemoved = Event<String>()

    /// All public rooms, in the order of their names.
    public let rooms = Action { (c: Call) in try c.rooms() }
    /// The public rooms in which a match is under way, the best to watch first.
    public let live = Action { (c: Call) in try c.live() }
    /// What kind of room bears a name, also a private one; nil for none.
    public let kind = Action { (c: Call, name: String) in try c.kind(of: name) }
    /// The room with an invite code.
    public let find = Action { (c: Call, code: String) in try c.find(code) }
    /// Where to play a game with whoever is there.
    public let quickMatch = Action { (c: Call, game: String) in try c.quickMatch(game) }

    /// Lists a new room.
    let open = Job { (c: Context, report: RoomReport) in try c.open(report) }
    /// How a room is.
    let update = Job { (c: Context, report: RoomReport) in try c.update(report) }
    /// Lists a room no longer.
    let close = Job { (c: Context, name: String) in c.close(name) }
}

extension Lobby {
    /// - Throws: `UserError` `one_lobby` when somebody wants a second one.
    public func onCreate(_ c: Context, _ input: Nothing?) throws {
        guard c.key == .empty else { throw UserError("one_lobby", "there is one lobby, whose key is empty") }
    }

    public func createVars(_ c: Context) -> Vars {
        Vars(reads: FloodGate(limits.reads), lookups: FloodGate(limits.lookups), since: c.now)
    }

    /// - Throws: `UserError` `too_many_connections`.
    public func onBeforeConnect(_ c: Connecting, _ params: Nothing) throws {
        try c.vars.households.requireFewer(
            than: limits.connectionsPerAddress, from: IPAddress(peer: c.client.remoteAddress))
    }

    public func onConnect(_ c: Context, _ conn: Conn) {
        c.vars.households.add(IPAddress(peer: conn.client.remoteAddress))
    }

    public func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) {
        c.vars.households.remove(IPAddress(peer: conn.client.remoteAddress))
    }
}
