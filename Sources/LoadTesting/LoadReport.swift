/// What a load test found.
public struct LoadReport: Codable, Sendable, Hashable {
    /// Milliseconds from when a message was sent, with a rate from when it was due, to a delivery of it.
    public struct Latency: Codable, Sendable, Hashable {
        public var p50: Double
        public var p90: Double
        public var p99: Double
        public var p999: Double
        public var max: Double
    }

    /// What was measured of the host's process, where it is on this machine.
    public struct HostUsage: Codable, Sendable, Hashable {
        /// Memory that each connection took while all were idle, in bytes.
        public var memoryPerConnection: Double
        /// Memory in use at the end, in bytes.
        public var memory: Int
        /// Processor time for each delivery, in microseconds.
        public var processorPerDelivery: Double
    }

    public var members: Int
    public var senders: Int
    /// Bytes of text in a message.
    public var size: Int
    /// How long messages were sent.
    public var seconds: Double
    /// Members that came in, subscribed and were answered, each second: of the last nine tenths, or of all where they are few.
    public var joinsPerSecond: Double
    /// Messages that the room took.
    public var messages: Int
    public var messagesPerSecond: Double
    /// Each message counts once for each member that got it.
    public var deliveries: Int
    public var deliveriesPerSecond: Double
    public var latency: Latency
    /// Deliveries that never came.
    public var lost: Int
    /// Deliveries that came again.
    public var duplicates: Int
    /// Deliveries that came after a later message.
    public var reordered: Int
    /// Deliveries in which a member saw a message at another place than the first member did.
    public var disagreements: Int
    /// Connections that the host ended.
    public var closed: Int
    /// Whether all members got every message once and in one total order.
    public var isPerfect: Bool
    /// Nil where the host's process cannot be seen.
    public var host: HostUsage?
}

/// What opening connections showed.
public struct ConnectionReport: Codable, Sendable, Hashable {
    public var connections: Int
    /// Connections that were made and got back what they sent, each second: of the last nine tenths, or of all where they are few.
    public var connectionsPerSecond: Double
    /// Memory that each took while all were idle, in bytes; nil where the host's process cannot be seen.
    public var memoryPerConnection: Double?
}

/// How far a load test has come.
public enum LoadProgress: Sendable, Hashable {
    case connecting(joined: Int, of: Int)
    /// - Parameter deliveries: In the last second.
    case sending(second: Int, of: Int, deliveries: Int)
    case draining
}

/// What the process of a host has used so far.
public struct HostSample: Sendable, Hashable {
    /// In bytes.
    public var memory: Int
    public var processorTime: Duration

    public init(memory: Int, processorTime: Duration) {
        self.memory = memory
        self.processorTime = processorTime
    }
}
