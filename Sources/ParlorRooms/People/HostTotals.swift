public import ActorWire

/// What a whole host has to do, for its own people.
public struct HostTotals: Codable, Sendable, Hashable {
    /// Rooms that are in memory.
    public var rooms: Int
    /// Connections to rooms and to all else.
    public var connections: Int
    /// Bytes that wait for clients to read.
    public var queuedBytes: Int
    /// Droppable events that slow clients did not get.
    public var dropped: Int
    /// Clients that were cut off for reading too slowly.
    public var cutOff: Int
    /// Memory in use, in bytes; absent where it cannot be told.
    public var memory: Int?
    /// Since when the host runs.
    public var since: Timestamp

    public init(
        rooms: Int, connections: Int, queuedBytes: Int, dropped: Int, cutOff: Int, memory: Int?, since: Timestamp
    ) {
        self.rooms = rooms
        self.connections = connections
        self.queuedBytes = queuedBytes
        self.dropped = dropped
        self.cutOff = cutOff
        self.memory = memory
        self.since = since
    }
}
