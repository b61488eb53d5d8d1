public import ActorWire

/// What somebody who has just come in needs to show the room: the answer to `hello`.
///
/// Subscribe first, then ask: events that follow the answer are changes of what it says.
public struct Welcome: Codable, Sendable, Hashable {
    /// The name of the room.
    public var room: String
    /// The caller, with the name that the room accepted.
    public var you: Member
    public var topic: Topic
    /// Who is here, in the order in which they came; at most `RoomLimits.membersListed`.
    public var members: [Member]
    /// How many are here, also of those who are not listed.
    public var memberCount: Int
    /// The sequence number of the newest message; 0 while there is none.
    public var head: UInt64
    public var limits: RoomLimits
    /// The time by the host's clock.
    public var time: Timestamp
    /// Whether the room is listed for nobody and entered by an invite code.
    public var isPrivate: Bool
    /// What its operators do not let others do; absent where that is nothing.
    public var restrictions: Restrictions?

    public init(
        room: String, you: Member, topic: Topic, members: [Member], memberCount: Int, head: UInt64,
        limits: RoomLimits, time: Timestamp, isPrivate: Bool = false,
        restrictions: Restrictions? = nil
    ) {
        self.room = room
        self.you = you
        self.topic = topic
        self.members = members
        self.memberCount = memberCount
        self.head = head
        self.limits = limits
        self.time = time
        self.isPrivate = isPrivate
        self.restrictions = restrictions
    }
}
