public import ActorWire
public import CoreMetrics
public import NIOCore
import NIOPosix

/// Where a gateway listens, whom it lets in, and what it bounds.
public struct GatewayConfiguration: Sendable {
    /// Address to listen on. Default `127.0.0.1`: this machine only.
    public var host = "127.0.0.1"
    /// Port to listen on; 0 takes a free one. Default 6420.
    public var port = 6420
    /// Web origins (`https://example.org`) whose pages may call. Default none; requests without an `Origin` header are
    /// not from a page and always allowed.
    public var allowedOrigins: Set<String> = []
    /// A secret that every request but `/health` and `/metadata` must carry. Default none.
    public var token: String?
    /// Whether `DELETE /actors/ID` ends actors. Default true. Turn it off where clients are not trusted: every client
    /// learns the id of its actor.
    public var allowsDestruction = true
    /// A path whose WebSockets get back what they send, up to 16 MiB a message: for programs that test the protocol.
    /// Default none.
    public var echoPath: String?

    /// The longest message from a client, in bytes. Default 65,536.
    public var incomingMessageLimit = WireLimits.incomingMessage
    /// The longest message to a client, in bytes. Default 1,048,576.
    public var outgoingMessageLimit = WireLimits.outgoingMessage
    /// The longest head of a request, in bytes. Default 32 KiB, which holds percent-encoded parameters of 4 KiB.
    public var headerLimit = 32 << 10
    /// The longest body of a request, in bytes. Default 1 MiB.
    public var bodyLimit = 1 << 20
    /// The bytes that a client may leave unread before it is cut off at the next message. Default 1 MiB.
    public var outboundLimit = 1 << 20

    /// The time between two pings to a client. Default 5 s.
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
}

extension Duration {
    var timeAmount: TimeAmount {
        let (seconds, attoseconds) = components
        return .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000)
    }
}
