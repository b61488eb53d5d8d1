internal import ActorWire

/// What every room knows of those who are in it, and forgets while nobody is there.
public struct Presence {
    var roster = Roster()
    var guests = 0
    var recentIDs: RecentIDs
    var posts: FloodGate
    /// Of who speaks while the room is slow.
    var pace: Pace
    var reads: FloodGate
    /// Of those who try invite codes.
    var knocks: FloodGate
    let since: Timestamp
}

/// The volatile part of a room: it has a presence in it, or is one.
public protocol HasPresence {
    var presence: Presence { get set }
}

extension Presence: HasPresence {
    public var presence: Presence {
        get { self }
        _modify { yield &self }
    }
}
