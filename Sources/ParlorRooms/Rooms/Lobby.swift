public import ActorDefinition
internal import ActorWire

/// The list of a host's rooms. Its key is empty: there is one lobby.
///
/// Rooms report to it; it asks nothing of them, so that neither waits for the other.
public struct Lobby: DurableActor {
    public struct State: Codable, Sendable, Initial {
        var rooms: [Listing] = []

        public init() {}
    }

    struct Listing: Codable, Sendable {
        var summary: RoomSummary
        var reported: Timestamp
    }

    public let limits: RoomLimits

    public init(limits: RoomLimits = RoomLimits()) { self.limits = limits }

    /// A room that is new, or of which something changed.
    public let roomsChanged = Event<RoomSummary>()

    /// All rooms, in the order of their names.
    public let rooms = Action { (c: Call) in c.summaries() }

    /// Lists a new room.
    let open = Job { (c: Context, name: String) in try c.open(name) }
    /// How a room is: its name, its topic, how many are in it, when something was last said.
    let update = Job { (c: Context, name: String, topic: String, members: Int, active: Timestamp?) in
        c.update(name, topic, members, active)
    }
}

extension Lobby {
    /// - Throws: `UserError` `one_lobby` when somebody wants a second one.
    public func onCreate(_ c: Context, _ input: Nothing?) throws {
        guard c.key == .empty else { throw UserError("one_lobby", "there is one lobby, whose key is empty") }
    }
}

extension ActorContext<Lobby> {
    func open(_ name: String) throws {
        let limits = definition.limits
        try RoomName.validate(name, limits: limits)
        guard !state.rooms.contains(where: { $0.summary.name == name }) else { return }
        guard state.rooms.count < limits.rooms else {
            throw UserError("too_many_rooms", "this host has \(limits.rooms) rooms, the most allowed")
        }
        let summary = RoomSummary(name: name, active: now, created: now)
        state.rooms.append(Lobby.Listing(summary: summary, reported: now))
        broadcast(\.roomsChanged, summary)
    }

    func update(_ name: String, _ topic: String, _ members: Int, _ active: Timestamp?) {
        guard let index = state.rooms.firstIndex(where: { $0.summary.name == name }) else { return }
        let before = state.rooms[index].summary
        var summary = before
        summary.topic = topic
        summary.members = members
        summary.active = active ?? before.active
        state.rooms[index] = Lobby.Listing(summary: summary, reported: now)
        if summary != before { broadcast(\.roomsChanged, summary) }
    }

    /// A room that has not reported for a while is empty: its people went down with the host.
    func summaries() -> [RoomSummary] {
        let lapsed = now - .seconds(definition.limits.reportLapses)
        return state.rooms.map { room in
            var summary = room.summary
            if room.reported < lapsed { summary.members = 0 }
            return summary
        }.sorted { $0.name < $1.name }
    }
}
