public import ActorWire

/// The limits and habits of a client. The defaults fit a person at a terminal.
public struct ClientConfiguration: Sendable, Hashable {
    /// How much of something is held at most, by count and by size.
    public struct Allowance: Sendable, Hashable {
        /// How many.
        public var count: Int
        /// Bytes of all together.
        public var bytes: Int

        public init(count: Int, bytes: Int) {
            self.count = count
            self.bytes = bytes
        }
    }

    /// Whether an actor that does not exist yet is created. Default: it is.
    public var method = ConnectTarget.Method.getOrCreate

    /// How long a call waits for its reply, the wait for a connection included. Default: 60 s, as long as an action may
    /// take.
    public var callDeadline = Duration.seconds(60)
    /// Calls that wait for a connection. A further one fails at once. Default: 64 and 1 MiB.
    public var queue = Allowance(count: 64, bytes: 1 << 20)
    /// Calls on the line without a reply. Further ones wait in the queue. Default: 256 and 1 MiB.
    public var inFlight = Allowance(count: 256, bytes: 1 << 20)
    /// Events that one consumer has not read yet. Past it, the consumer gets `ClientError.lagged`. Default: 1,024 and
    /// 4 MiB.
    public var unreadEvents = Allowance(count: 1024, bytes: 4 << 20)

    /// The longest message from the server, in bytes; a longer one ends the connection. Default: 1 MiB.
    public var incomingMessage = WireLimits.outgoingMessage
    /// The longest message to the server, in bytes; a call that is longer fails at once. Default: 64 KiB.
    public var outgoingMessage = WireLimits.incomingMessage

    /// How long name, address and WebSocket handshake may take together. Default: 5 s.
    public var connectTimeout = Duration.seconds(5)
    /// How long the actor may take to accept a connection. Default: 30 s, enough for all of its hooks.
    public var acceptTimeout = Duration.seconds(30)
    /// The time between pings. A connection that leaves two unanswered is given up. Default: 5 s.
    public var pingInterval = Duration.seconds(5)

    /// The shortest delay before a reconnection. Default: 250 ms.
    public var shortestDelay = Duration.milliseconds(250)
    /// The longest delay before a reconnection. Default: 30 s.
    public var longestDelay = Duration.seconds(30)
    /// How long an accepted connection must have lived for the delays to begin at the shortest again. Default: 5 s.
    public var stableAfter = Duration.seconds(5)

    public init() {}
}
