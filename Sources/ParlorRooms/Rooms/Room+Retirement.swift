internal import ActorDefinition
internal import ActorWire

// Rooms that nobody uses would take up the host's rooms for ever.
extension ActorContext where D: Room {
    /// Sees to it that a room in which nobody is ends after a while, if it is of a kind that does.
    func retireWhenUnused() throws {
        guard presence.roster.count == 0, let lifetime = definition.lifetimeWhenEmpty(self) else { return }
        try run(\.retire, "retire", notAfter: now + lifetime)
    }

    /// Somebody is here.
    func stay() {
        for waiting in schedule.jobs where waiting.job == "retire" { schedule.cancel(waiting.id) }
    }

    func retire() {
        if presence.roster.count == 0, definition.lifetimeWhenEmpty(self) != nil { destroy() }
    }
}
