public import ActorDefinition
internal import ActorWire

/// What every room remembers of its people, whatever else it is for. It is saved with the room's state.
public struct Community: Codable, Sendable, Initial {
    var topic = Topic()
    var register = Register()
    var bans = Sentences()
    var kicks = Sentences()
    var mutes = Sentences()
    /// By which a private room is entered; nil in a public one.
    var invite: InviteCode?
    /// Nil where nothing is restricted.
    var restrictions: Restrictions?
    /// When the host took the room from its owner, who has no successor; nil when it never did.
    var deposed: Timestamp?

    public init() {}

    /// Whether nobody has arranged anything that would be lost with the room.
    var isUntouched: Bool {
        topic.time == nil && bans.all.isEmpty && mutes.all.isEmpty && invite == nil
            && restrictions == nil && deposed == nil
    }
}

/// The state of a room: it has a community in it, or is one.
public protocol HasCommunity {
    var community: Community { get set }
}

extension Community: HasCommunity {
    public var community: Community {
        get { self }
        _modify { yield &self }
    }
}
