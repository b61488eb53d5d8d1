public import ActorWire
public import CoreMetrics
public import NIOCore
import NIOPosix

/// Where a gateway listens, whom it lets in, and what it bounds.
public struct GatewayConfiguration: Sendable {
    /// Address to listen on. Default `127.0.0.1`: this machine only. Requests must name the loopback as their host then.
    public var host = "127.0.0.1"
    /// Port to listen on; 0 takes a free one. Default 6420.
    public var port = 6420
    /// Web origins (`https://example.org`) whose pages may call. Default none. A request without an `Origin` header is
    /// allowed unless the browser says that it comes from a foreign page; a GET makes no actor, whoever sends it.
    public var allowedOrigins: Set<String> = []
    /// A secret that every request but `/health` and `/metadata` must carry. Default none.
    public var token: String?
    /// Whether `DELETE /actors/ID` ends actors. Default true. Turn it off where clients are not trusted: every client
    /// learns the id of its actor.
    public var allowsDestruction = true
    /// Whether `GET /actors?name=NAME` without a key tells all actors of a kind. Default true. Turn it off where some are
    /// hidden: who knows a key or an id finds that actor all the same.
    public var allowsListing = true
    /// A path whose WebSockets get back what they send, up to 16 MiB a message: for programs that test the protocol.
    /// Default none.
    public var echoPath: String?

    /// The longest message from a client, in bytes; a longer one ends the connection with 1009. Default 65,536.
    public var incomingMessageLimit = WireLimits.incomingMessage
    /// The longest message to a client, in bytes; a longer one ends the connection with 1011. Default 1,048,576.
    public var outgoingMessageLimit = WireLimits.outgoingMessage
    /// The longest head of a request, in bytes; a longer one is answered with 431. Default 32 KiB, which holds
    /// percent-encoded parameters of 4 KiB.
    public var headerLimit = 32 << 10
    /// Fields in the head of a request; more are answered in the same way. Default 100.
    public var headerCount = 100
    /// The longest body of a request, in bytes. Default 128 KiB, which holds an input in base64.
    public var bodyLimit = 128 << 10
    /// The bytes that a client may leave unread. One that leaves more is cut off: at the next message, and within a
    /// second if there is none. Default 1 MiB.
    public var outboundLimit = 1 << 20

    /// Connections at a time; more are answered with 503. Default 20,000.
    public var connectionLimit = 20_000
    /// Connections at a time from one address (of IPv6: from one /64 network); more are answered with 429. Nil for no
    /// limit. Default 512.
    public var connectionsPerAddress: Int? = 512
    /// Connections that such an address may begin at once, and then each second; more are answered with 429. Nil for no
    /// limit. Default 2,000 and 200: all who sit behind one address come back together when the server begins again.
    public var arrivalRate: Rate? = Rate(burst: 2_000, perSecond: 200)
    /// Requests to actors over HTTP that are answered at a time; more are answered with 503. Default 1,024.
    public var callLimit = 1_024
    /// WebSocket frames that a client may send at once, and then each second; nil for no limit. Default 4,000 and
    /// 2,000.
    ///
    /// Who sends more is read from no faster, and is not told: what waits fills their own buffers. Whose answer to a ping
    /// comes too late for that is cut off.
    public var frameRate: Rate? = Rate(burst: 4_000, perSecond: 2_000)
    /// Bytes that a client may send at once, and then each second, in the same way. Default 4 MiB and 1 MiB.
    public var byteRate: Rate? = Rate(burst: 4 << 20, perSecond: 1 << 20)
    /// The time that a client has for a whole request, from its connection or from the last answer to the end of the
    /// head and body. Default 10 s. A connection that says nothing ends then.
    public var requestTime: Duration = .seconds(10)

    /// The time between two pings to a client. Default 5 s. One that keeps up with a flood is not asked meanwhile.
    public var pingInterval: Duration = .seconds(5)
    /// So many unanswered pings end a connection. Default 2.
    public var missedPings = 2
    /// The time that a client has for its half of the closing handshake. Default 2 s.
    public var closeGrace: Duration = .seconds(2)

    /// The kernel's send buffer of a connection, in bytes. Default 64 KiB.
    public var socketSendBuffer = 64 << 10
    /// Connections that the kernel holds until they are accepted. Default 4,096.
    public var backlog = 4096
    /// The event loops that serve the connections. Default one loop, which was never slower than two.
    public var eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton.any()

    /// Where the gateway counts and measures. Default: what the program has chosen for all.
    public var metrics: any MetricsFactory = MetricsSystem.factory
    /// What is wrong with the host although its actors can be reached: `/health` answers it with 503. Default nothing.
    public var trouble: @Sendable () -> WireError? = { nil }

    public init() {}

    /// A number at once, and a number each second afterwards.
    public struct Rate: Sendable, Hashable {
        public var burst: Int
        public var perSecond: Int

        /// - Parameter perSecond: At least 1.
        public init(burst: Int, perSecond: Int) {
            self.burst = burst
            self.perSecond = max(1, perSecond)
        }
    }
}

extension Duration {
    var timeAmount: TimeAmount {
        let (seconds, attoseconds) = components
        return .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000)
    }
}
