import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

/// A chat room: messages to all, messages to one, and an operator who can throw people out.
struct ChatRoom {
    enum Role: String, Codable { case op, guest }
    struct Message: Codable, Sendable, Hashable {
        var sender: String
        var text: String
    }
    typealias Entry = Message
    struct ConnParams: Codable, Sendable { var name: String }
    struct ConnState: Codable, Sendable {
        var name: String
        var role: Role
        var sent = 0
        var isOperator: Bool { role == .op }
    }

    let newMessage = Event<Message>()
    let directMessage = Event<Message>()
    let left = Event<String>()

    let sendMessage = Action { (c: Call, text: String) in
        let message = try c.journal.append(Message(sender: c.conn.state.name, text: text))
        c.broadcast(\.newMessage, message)
        return message
    }

    let sendDirectMessage = Action { (c: Call, to: String, text: String) in
        guard let recipient = c.conns.first(where: { $0.state.name == to }) else {
            throw UserError("not_found", "\(to) is not here")
        }
        recipient.send(\.directMessage, Message(sender: c.conn.state.name, text: text))
    }

    let kickUser = Action(if: \.state.isOperator) { (c: Call, name: String, reason: String) in
        c.conns.first { $0.state.name == name }?.disconnect(reason)
    }

    let flood = Action { (c: Call) in
        c.conn.state.sent += 1
        if c.conn.state.sent > 2 { await c.conn.disconnect("Too many requests") }
    }
}

extension ChatRoom: DurableActor {
    func createConnState(_ c: Connecting, _ params: ConnParams) -> ConnState {
        ConnState(name: params.name, role: c.conns.isEmpty ? .op : .guest)
    }

    func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) {
        c.broadcast(\.left, "\(conn.state.name): \(reason)")
    }
}

struct ChatRoomTests {
    @Test func aMessageReachesEverybodyAndIsKept() async throws {
        let room = try await TestActor(ChatRoom())
        let ann = try await room.connect(.init(name: "ann"))
        let bob = try await room.connect(.init(name: "bob"))
        let messages = bob.newMessage

        let sent = try await ann.sendMessage("hi")
        #expect(sent == ChatRoom.Message(sender: "ann", text: "hi"))
        #expect(try await messages.next() == sent)
        #expect(room.store.commits.flatMap(\.entries).map(\.sequence) == [1])
    }

    @Test func aDirectMessageReachesItsRecipientAlone() async throws {
        let room = try await TestActor(ChatRoom())
        let ann = try await room.connect(.init(name: "ann"))
        let bob = try await room.connect(.init(name: "bob"))
        let cyd = try await room.connect(.init(name: "cyd"))

        try await ann.sendDirectMessage("bob", "psst")
        #expect(try bob.received(\.directMessage) == [ChatRoom.Message(sender: "ann", text: "psst")])
        #expect(try cyd.received(\.directMessage).isEmpty)
        await #expect(throws: UserError("not_found", "dan is not here")) {
            try await ann.sendDirectMessage("dan", "psst")
        }
    }

    @Test func aKickIsFinalAndAnnounced() async throws {
        let room = try await TestActor(ChatRoom())
        let ann = try await room.connect(.init(name: "ann"))
        let bob = try await room.connect(.init(name: "bob"))
        let left = ann.left

        try await ann.kickUser("bob", "spam")
        #expect(try await left.next() == "bob: spam")
        #expect(bob.closeReason == "spam")
        await #expect(throws: (any Error).self) { try await bob.sendMessage("still here?") }
    }

    @Test func onlyAnOperatorKicks() async throws {
        let room = try await TestActor(ChatRoom())
        let ann = try await room.connect(.init(name: "ann"))
        let bob = try await room.connect(.init(name: "bob"))
        let error = await #expect(throws: WireError.self) { try await bob.kickUser("ann", "mine now") }
        #expect(error?.name == "auth.forbidden")
        #expect(!ann.isClosed)
    }

    @Test func whoFloodsIsThrownOut() async throws {
        let room = try await TestActor(ChatRoom())
        let ann = try await room.connect(.init(name: "ann"))
        try await ann.flood()
        try await ann.flood()
        await #expect(throws: (any Error).self) { try await ann.flood() }
        #expect(ann.closeReason == "Too many requests")
    }
}
