public import ActorDefinition

// The hooks of a room around its connections. A kind of room that has something to add declares `onArrival`, `onAway`
// and `onDeparture`, not these.
extension Room {
    public func onBeforeConnect(_ c: Connecting, _ introduction: Introduction) throws { try c.admit(introduction) }

    public func createConnState(_ c: Connecting, _ introduction: Introduction) throws -> Participant {
        try c.participant(introduction)
    }

    public func onConnect(_ c: Context, _ conn: Conn) throws { try c.arrive(conn) }

    public func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) throws {
        try c.depart(conn, reason)
    }
}
