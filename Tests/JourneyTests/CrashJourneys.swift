import ActorClient
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// The host dies at the worst moment.
    @Suite struct Crashing {
        private static let people = ["ann", "bo", "cy"]
        private static let each = 120

        @Test func `After a kill in mid-stream every acknowledged message is there once, in order, for everybody`()
            async throws
        {
            try await Journey.take { journey in
                var host = try await journey.serve(options: ["--unlimited"])
                let port = host.address.port
                let clients = try Self.people.map { name in
                    try host.address.client(name, token: String(repeating: name, count: 8))
                }
                let witnesses = clients.map(Witness.init)

                try await withThrowingTaskGroup { group in
                    for (client, witness) in zip(clients, witnesses) {
                        group.addTask { _ = await client.run() }
                        group.addTask { await witness.run() }
                    }
                    let acknowledged = try await withThrowingTaskGroup(of: [Message].self) { senders in
                        for (name, client) in zip(Self.people, clients) {
                            senders.addTask { try await Self.speak(name, by: client) }
                        }
                        for share in 1...2 {
                            try await eventually("a third is said", every: .milliseconds(1)) {
                                witnesses[0].messages.count > share * Self.each
                            }
                            try await host.crash()
                            host = try await journey.serve(port: port, options: ["--unlimited"])
                        }
                        return try await senders.reduce(into: []) { $0 += $1 }
                    }
                    let all = Self.people.count * Self.each
                    try await eventually("everybody has seen all") { witnesses.allSatisfy { $0.messages.count >= all } }

                    let history = try await Self.history(of: clients[0])
                    #expect(history.map(\.seq) == (1...UInt64(all)).map(\.self))
                    #expect(history == acknowledged.sorted { $0.seq < $1.seq })
                    for name in Self.people {
                        #expect(
                            history.filter { $0.author == name }.map(\.id) == (1...Self.each).map { "\(name)-\($0)" })
                    }
                    for witness in witnesses { #expect(witness.messages == history) }
                    for client in clients { client.close() }
                    group.cancelAll()
                }
            }
        }

        @Test func `A post that is sent again after a crash is not said again`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let ann = try host.address.client("ann", token: "annannannannannann")
                try await withThrowingTaskGroup { group in
                    group.addTask { _ = await ann.run() }
                    let said = try await ann.sendMessage(Post(id: "once", text: "only once"))
                    try await host.crash()
                    _ = try await journey.serve(port: host.address.port)
                    #expect(try await ann.sendMessage(Post(id: "once", text: "only once")) == said)
                    #expect(try await ann.history(nil) == [said])
                    ann.close()
                    try await group.waitForAll()
                }
            }
        }

        /// Says one thing after the other.
        ///
        /// - Returns: What the room acknowledged.
        private static func speak(_ name: String, by client: ActorClient<ChatRoom>) async throws -> [Message] {
            var acknowledged: [Message] = []
            for number in 1...each {
                let post = Post(id: "\(name)-\(number)", text: "\(name) says \(number)")
                acknowledged.append(try await client.sendMessage(post))
            }
            return acknowledged
        }

        private static func history(of client: ActorClient<ChatRoom>) async throws -> [Message] {
            var all: [Message] = []
            while true {
                let page = try await client.history(PageRequest(after: all.last?.seq ?? 0))
                guard !page.isEmpty else { return all }
                all += page
            }
        }
    }
}
