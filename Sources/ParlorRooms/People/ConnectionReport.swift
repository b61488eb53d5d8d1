public import ActorWire

/// Every open connection of a room, for its operators.
public struct ConnectionsReport: Codable, Sendable, Hashable {
    /// In the order in which they joined.
    public var connections: [ConnectionReport]
    /// How many messages the room holds.
    public var messages: UInt64
    /// Since when the room has been in memory.
    public var since: Timestamp
    /// The time by the host's clock, against which the times of the connections are to be read.
    public var time: Timestamp
    /// Of the host as a whole; absent for those who are not of the host.
    public var host: HostTotals?

    public init(
        connections: [ConnectionReport], messages: UInt64, since: Timestamp, time: Timestamp, host: HostTotals? = nil
    ) {
        self.connections = connections
        self.messages = messages
        self.since = since
        self.time = time
        self.host = host
    }
}

/// One open connection.
public struct ConnectionReport: Codable, Sendable, Hashable, Identifiable {
    public enum State: String, Codable, Sendable, Hashable {
        case ok
        /// More than `RoomLimits.slowQueue` bytes wait for it.
        case slow
        case muted
    }

    /// The connection's id.
    public var id: String
    public var memberID: MemberID
    public var name: String
    public var role: Role
    /// Address and port: `127.0.0.1:51022`.
    public var address: String
    /// How its frames are encoded: `json`.
    public var encoding: String
    public var joined: Timestamp
    /// When it last asked for anything.
    public var active: Timestamp
    /// Round trip of the newest ping in milliseconds; absent before the first answer.
    public var roundTrip: Double?
    /// Bytes that wait for it to read.
    public var queuedBytes: Int
    /// Droppable events that it did not get because it was slow.
    public var dropped: Int
    /// What it said within the last minute.
    public var messagesPerMinute: Int
    public var state: State

    public init(
        id: String, memberID: MemberID, name: String, role: Role, address: String, encoding: String,
        joined: Timestamp, active: Timestamp, roundTrip: Double?, queuedBytes: Int, dropped: Int = 0,
        messagesPerMinute: Int, state: State
    ) {
        self.id = id
        self.memberID = memberID
        self.name = name
        self.role = role
        self.address = address
        self.encoding = encoding
        self.joined = joined
        self.active = active
        self.roundTrip = roundTrip
        self.queuedBytes = queuedBytes
        self.dropped = dropped
        self.messagesPerMinute = messagesPerMinute
        self.state = state
    }
}
