import ActorClient
import ActorWire

func talk(_ name: String, to server: ServerAddress) async throws {
    let room = try ActorClient(Room(), key: ActorKey(["lobby"]), server: server) { .init(name: name) }
    async let _ = room.run()
    var messages = room.newMessage.makeAsyncIterator()
    try await room.sendMessage("hi")
    while let message = try await messages.next() { print("\(message.sender): \(message.text)") }
}
