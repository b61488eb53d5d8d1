import ActorClient
import ParlorRooms
import Synchronization
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
                let acknowledged = Mutex<[Message]>([])
                let count = { acknowledged.withLock(\.count) }

                try await withThrowingTaskGroup { group in
                    for (client, witness) in zip(clients, witnesses) {
                        group.addTask { await client.run() }
                        group.addTask { await witness.run() }
                    }
                    try await withThrowingTaskGroup { senders in
                        for (name, client) in zip(Self.people, clients) {
                            senders.addTask {
                                for number in 1...Self.each {
                                    let message = try await client.sendMessage(
                                        Post(id: "\(name)-\(number)", text: "\(name) says \(number)"))
                                    acknowledged.withLock { $0.append(message) }
                                }
                            }
                        }
                        for share in 1...2 {
                            try await eventually("a third is said", every: .milliseconds(1)) {
                                count() > share * Self.each
                            }
                            try await host.crash()
                            host = try await journey.serve(port: port, options: ["--unlimited"])
                        }
                        try await senders.waitForAll()
                    }
                    let all = Self.people.count * Self.each
                    try await eventually("everybody has seen all") { witnesses.allSatisfy { $0.messages.count >= all } }

                    let history = try await Self.history(of: clients[0])
                    #expect(history.map(\.seq) == (1...UInt64(all)).map(\.self))
                    let bySequence = acknowledged.withLock { $0.sorted { $0.seq < $1.seq } }
                    #expect(history == bySequence)
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
