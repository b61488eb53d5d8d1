import ActorClient
import Glibc
import ParlorRooms
import Testing

extension Journeys {
    /// A host with a screen dies, and starts again in the same terminal.
    @Suite struct ComingBack {
        private static let people = ["ann", "bo", "cy"]
        private static let each = 30

        @Test func `After a kill of the host every screen shows all that was acknowledged, once and in order`()
            async throws
        {
            try await Journey.take { journey in
                let mika = try await journey.host(rows: 200, options: "--unlimited")
                let kai = try await journey.join("kai", rows: 200)
                let jo = try await journey.join("jo", rows: 200)
                let clients = try Self.people.map { name in
                    try ServerAddress(journey.url).client(name, token: String(repeating: name, count: 8))
                }
                try await withThrowingTaskGroup { group in
                    for client in clients { group.addTask { _ = await client.run() } }
                    let said = try await withThrowingTaskGroup(of: [Message].self) { senders in
                        for (name, client) in zip(Self.people, clients) {
                            senders.addTask { try await Self.speak(name, by: client) }
                        }
                        try await kai.shows("ann says 8")
                        kill(try await mika.program(), SIGKILL)
                        try await kai.shows("reconnecting in")
                        try await mika.startsAgain()
                        return try await senders.reduce(into: []) { $0 += $1 }
                    }
                    let expected = said.sorted { $0.seq < $1.seq }.map(\.text)
                    #expect(expected.count == Self.people.count * Self.each)
                    for terminal in [mika, kai, jo] {
                        let screen = try await terminal.shows("the end of all three") { screen in
                            Self.people.allSatisfy { screen.contains("\($0) says \(Self.each) ") }
                        }
                        let shown = screen.matches(of: /(ann|bo|cy) says \d+ \./).map { String($0.output.0) }
                        #expect(shown == expected, "\(terminal.name)")
                    }
                    for client in clients { client.close() }
                    try await group.waitForAll()
                }
            }
        }

        private static func speak(_ name: String, by client: ActorClient<ChatRoom>) async throws -> [Message] {
            var acknowledged: [Message] = []
            for number in 1...each {
                let post = Post(id: "\(name)-\(number)", text: "\(name) says \(number) .")
                acknowledged.append(try await client.sendMessage(post))
                try await Task.sleep(for: .milliseconds(30))
            }
            return acknowledged
        }

        @Test func `What is typed while the host is away goes out when it is back`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await mika.shows("kai joined")
                kill(try await mika.program(), SIGKILL)
                try await kai.shows("reconnecting in")
                try await kai.say("typed in the dark")
                try await kai.shows("typed in the dark")
                try await mika.startsAgain()
                try await mika.shows("kai  typed in the dark", within: .seconds(20))
                let screen = try await kai.shows("the line is back") { $0.contains("●") && !$0.contains("…") }
                #expect(screen.matches(of: /typed in the dark/).count == 1, "\(screen)")
            }
        }
    }
}
