import ActorDefinition
import ActorTesting
import Testing

@testable import example

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
