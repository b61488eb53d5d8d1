package import ActorDefinition
package import ActorWire

extension Mailbox {
    /// What waits for an actor, in the order of arrival.
    package enum Message: Sendable {
        case connect(Session, parameters: Value?)
        case frame(Session, IncomingFrame)
        case closed(Session, DisconnectReason)
        case call(ActionCall)
        case job(JobCall)
        /// Steps of the actor's ticker are due.
        case tick(Ticking)
        /// Answered when the actor has begun and is durable.
        case begin(Reply)
        case destroy(Reply)
        case stop
    }
}

typealias Message = Mailbox.Message

/// An action over HTTP.
package struct ActionCall: Sendable {
    let action: String
    let arguments: [Value]
    let parameters: Value?
    let client: ClientInfo
    let reply: Reply
}

/// A job that another actor or the server asks for.
package struct JobCall: Sendable {
    let job: String
    let arguments: [Value]
    let reply: Reply
}

extension Message {
    /// What it counts for in a mailbox that is bounded in bytes.
    var size: Int { if case .frame(_, let arrival) = self { arrival.size } else { 0 } }

    /// Whether it is taken although the mailbox is full: the end of something, of which there is one for each beginning,
    /// or what there is only one of.
    var isUrgent: Bool {
        switch self {
        case .closed, .tick, .destroy, .stop: true
        case .connect, .frame, .call, .job, .begin: false
        }
    }
}
