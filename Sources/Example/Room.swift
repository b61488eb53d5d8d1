import ActorDefinition

struct Room {
    struct Message: Codable, Sendable, Hashable { var sender, text: String }
    typealias Entry = Message  // what the journal keeps

    struct ConnParams: Codable, Sendable { var name: String }  // what a client brings
    struct ConnState: Codable, Sendable { var name: String, isOperator: Bool }  // what the room makes of it

    let newMessage = Event<Message>()

    let sendMessage = Action { (c: Call, text: String) in
        let message = try c.journal.append(Message(sender: c.conn.state.name, text: text))
        c.broadcast(\.newMessage, message)
        return message
    }

    let kickUser = Action(if: \.state.isOperator) { (c: Call, name: String, reason: String) in
        c.conns.first { $0.state.name == name }?.disconnect(reason)
    }
}

extension Room: DurableActor {
    /// The first to come is the operator.
    func createConnState(_ c: Connecting, _ params: ConnParams) -> ConnState {
        ConnState(name: params.name, isOperator: c.conns.isEmpty)
    }
}
