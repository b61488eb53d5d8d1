public import ActorStorage
public import ParlorRooms

/// What a host is told when it starts.
public struct ServerConfiguration: Sendable {
    /// Where the host keeps what it must not forget.
    public var dataDirectory: String
    /// Address to listen on. Default loopback: nobody but this machine.
    public var host = "127.0.0.1"
    /// Port to listen on; 0 takes a free one. Default 6420.
    public var port = 6420
    public var limits = RoomLimits()
    /// Connections at a time. Default 20,000.
    public var connections = 20_000
    /// Connections at a time from one address, over all rooms; nil for no limit. Default 512.
    public var connectionsPerAddress: Int? = 512
    /// Whether it is bounded how fast one client may send. Default true.
    public var limitsSending = true
    /// Rooms that exist from the start. Others come into being when somebody enters them.
    public var rooms = ["lobby"]
    /// The token of the host's own people: whoever presents it owns every room. Nil for nobody.
    public var hostToken: Secret?
    /// What an acknowledged message survives. Default: the end of the process in any way.
    public var durability = Durability.processCrash
    /// Where the admin side listens, which tells metrics and health to whoever can reach it. Default: nowhere.
    public var admin: AdminAddress?
    /// A path whose WebSockets get back what they send, for programs that test the protocol. Default none.
    public var echoPath: String?
    /// How the program names itself to those who find the data directory in use.
    public var program = "parlor"
    /// The version of the program, for the metrics.
    public var version = ""

    public init(dataDirectory: String) { self.dataDirectory = dataDirectory }
}
