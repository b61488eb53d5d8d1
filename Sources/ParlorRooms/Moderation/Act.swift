public import ActorWire

/// One act of moderation, as the audit log keeps it: who did what to whom, when and why.
public struct Act: Codable, Sendable, Hashable {
    public enum Kind: String, Codable, Sendable, Hashable {
        case kick, ban, unban, mute, unmute, op, deop, topic
        /// Became the owner by entering a new room first.
        case own
        /// Made the room private, or public again.
        case `private`, `public`
        /// Made the room slow, or no longer: then the target is `off`, else the time between two messages.
        case slow
        /// Kept out whom the room does not know, or no longer.
        case lock, unlock
    }

    /// Dense from 1 within the audit log of a room.
    public var seq: UInt64
    public var time: Timestamp
    public var kind: Kind
    /// The name of who did it; empty when the room did, as at the end of a mute.
    public var by: String
    /// The name or the range of addresses that it concerns; of a topic, the new topic.
    public var target: String
    public var reason: String
    /// When its effect ends by itself.
    public var until: Timestamp?

    public init(
        seq: UInt64, time: Timestamp, kind: Kind, by: String, target: String, reason: String = "",
        until: Timestamp? = nil
    ) {
        self.seq = seq
        self.time = time
        self.kind = kind
        self.by = by
        self.target = target
        self.reason = reason
        self.until = until
    }
}

/// Told to somebody who is kicked or banned, just before the connection closes.
public struct Kicked: Codable, Sendable, Hashable {
    /// The name of who did it.
    public var by: String
    public var reason: String
    /// Until when a return is refused; absent for ever.
    public var until: Timestamp?

    public init(by: String, reason: String, until: Timestamp? = nil) {
        self.by = by
        self.reason = reason
        self.until = until
    }
}

/// A ban in force.
public struct Ban: Codable, Sendable, Hashable {
    /// The name that it was spoken against; absent for a ban of addresses.
    public var name: String?
    /// The range of addresses; absent for a ban of a name.
    public var address: String?
    public var by: String
    public var reason: String
    public var since: Timestamp
    /// When it ends by itself; absent for ever.
    public var until: Timestamp?

    public init(
        name: String?, address: String?, by: String, reason: String, since: Timestamp, until: Timestamp?
    ) {
        self.name = name
        self.address = address
        self.by = by
        self.reason = reason
        self.since = since
        self.until = until
    }
}
