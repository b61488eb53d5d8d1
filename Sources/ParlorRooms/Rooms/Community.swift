public import ActorDefinition

/// What every room remembers of its people, whatever else it is for. It is saved with the room's state.
public struct Community: Codable, Sendable, Initial {
    var topic = Topic()
    var register = Register()
    var bans = Sentences()
    var kicks = Sentences()
    var mutes = Sentences()

    public init() {}
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
