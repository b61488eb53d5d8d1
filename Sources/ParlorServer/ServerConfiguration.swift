public import ActorDefinition
public import ActorGateway
public import ActorStorage
public import ParlorRooms

/// What a host is told when it starts.
public struct ServerConfiguration: Sendable {
    /// Where the host keeps what it must not forget.
    public var dataDirectory: String
    /// Where the rooms' port is, whom it lets in, and what it bounds. Actors are never ended through it, and the host
    /// itself counts and says whether it is well, whatever stands here.
    public var gateway = GatewayConfiguration()
    /// What is bounded in rooms.
    public var limits = RoomLimits()
    /// What may wait for a room.
    public var mailbox = MailboxLimits()
    /// Rooms that exist from the start. Others come into being when somebody enters them.
    public var rooms = ["lobby"]
    /// The token of the host's own people: whoever presents it owns every room. Nil for nobody.
    public var hostToken: Secret?
    /// What an acknowledged message survives. Default: the end of the process in any way.
    public var durability = Durability.processCrash
    /// Where the admin side listens, which tells metrics and health to whoever can reach it. Default: nowhere.
    public var admin: AdminAddress?
    /// How the program names itself to those who find the data directory in use.
    public var program = "parlor"
    /// The version of the program, for the metrics.
    public var version = ""

    public init(dataDirectory: String) { self.dataDirectory = dataDirectory }
}
