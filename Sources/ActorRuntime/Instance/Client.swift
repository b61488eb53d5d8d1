import ActorDefinition

/// A connection of an actor together with the transport's end of it.
final class Client<D: DurableActor> {
    let session: Session
    let conn: Connection<D>
    /// The number of the actor's outlet that leads to its transport.
    let outlet: Int
    /// Whether the transport knows that it takes part.
    var isJoined = false
    var subscriptions: Set<String> = []

    init(session: Session, conn: Connection<D>, outlet: Int) {
        self.session = session
        self.conn = conn
        self.outlet = outlet
    }
}
