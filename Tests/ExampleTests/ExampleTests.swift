import ActorDefinition
import ActorTesting
import Foundation
import Testing

// The first room and the first test of README.md, word for word.

struct Room: DurableActor {
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

extension Room {
    /// The first to come is the operator.
    func createConnState(_ c: Connecting, _ params: ConnParams) -> ConnState {
        ConnState(name: params.name, isOperator: c.conns.isEmpty)
    }
}

@Test func aMessageReachesTheOthersAndAKickIsFinal() async throws {
    let room = try await TestActor(Room())
    let ann = try await room.connect(.init(name: "ann"))
    let bob = try await room.connect(.init(name: "bob"))
    let messages = bob.newMessage
    let sent = try await ann.sendMessage("hi")
    #expect(try await messages.next() == sent)
    try await ann.kickUser("bob", "enough")
    await #expect(throws: (any Error).self) { try await bob.sendMessage("still here?") }
    #expect(bob.closeReason == "enough")
}

@Test func theReadmeShowsThisRoomAndThisTest() throws {
    let source = URL(filePath: #filePath)
    let readme = try String(
        contentsOf: source.appending(path: "../../../../README.md").standardized, encoding: .utf8)
    let code = try String(contentsOf: source, encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "### A room in 30 lines").last)
    for block in section.components(separatedBy: "```swift\n").dropFirst().prefix(2) {
        let shown = try #require(block.components(separatedBy: "```").first)
        let lines = shown.split(separator: "\n", omittingEmptySubsequences: false).drop { line in
            line.isEmpty || line.hasPrefix("import ")
        }
        #expect(lines.count > 10)
        #expect(code.contains(lines.joined(separator: "\n")))
    }
}
