import ActorClient
import ActorWire
import ArgumentParser
import Foundation
import Logging
import ParlorRooms

/// Talks in the lobby, in messages that are as different as people's.
struct Talk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Talk in the lobby of a host.")

    @Option var server: String
    @Option(help: "Messages a second.") var rate: Int
    @Option var seconds: Int

    func run() async throws {
        let client = try ActorClient(
            ChatRoom(), key: try ActorKey(["lobby"]), server: try ServerAddress(server),
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        ) { ChatRoom.ConnParams(name: "flo", token: nil) }
        try await withThrowingTaskGroup { group in
            group.addTask { _ = await client.run() }
            _ = try await client.hello()
            let start = ContinuousClock.now
            for number in 0..<(rate * seconds) {
                try await Task.sleep(until: start + .seconds(number) / rate, clock: .continuous)
                _ = try await client.sendMessage(Post(id: UUID().uuidString, text: Self.sentence()))
            }
            client.close()
            try await group.waitForAll()
        }
    }

    private static let words = """
        a and are build call day end first for from game good here house in is it last let like long make many more move \
        never not of on one or other play room said screen see so some still table take that the they this time to two \
        wait was we well what when who will with word yes you
        """.split(separator: " ")

    private static func sentence() -> String {
        (0..<Int.random(in: 4...14)).compactMap { _ in words.randomElement() }.joined(separator: " ")
    }
}
