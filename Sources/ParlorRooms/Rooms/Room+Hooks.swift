public import ActorDefinition

// The hooks of a room around its connections. A kind of room that has something to add declares `onArrival`, `onAway`
// and `onDeparture`, not these.
extension Room {
    /// A kind of room with an `onWake` of its own calls `retireWhenUnused` in it.
    public func onWake(_ c: Context) throws { try c.retireWhenUnused() }

    /// A kind of room with an `onTimeOfDaySet` of its own calls `moveIntervals` in it.
    public func onTimeOfDaySet(_ c: Context, by step: Duration) throws { try c.moveIntervals(by: step) }

    /// Whatever ends a room, the lobby lists it no longer.
    nonisolated(nonsending) public func onDestroy(_ c: Context) async throws { try await c.close() }

    public func onBeforeConnect(_ c: Connecting, _ introduction: Introduction) throws { try c.admit(introduction) }

    public func createConnState(_ c: Connecting, _ introduction: Introduction) throws -> Participant {
        try c.participant(introduction)
    }

    public func onConnect(_ c: Context, _ conn: Conn) throws { try c.arrive(conn) }

    public func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) throws {
        try c.depart(conn, reason)
    }
}
