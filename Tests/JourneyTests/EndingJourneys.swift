import ActorClient
import Foundation
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// A host is told to end while people talk.
    @Suite struct Ending {
        private static let people = ["ann", "bo", "cy", "di"]
        private static let each = 100

        @Test func `What was acknowledged before the host ended is there, in order and once, when it is back`()
            async throws
        {
            try await Journey.take { journey in
                let host = try await journey.serve(options: ["--unlimited"])
                let clients = try Self.people.map { name in
                    try host.address.client(name, token: String(repeating: name, count: 8))
                }
                let witness = Witness(clients[0])
                try await withThrowingTaskGroup { group in
                    for client in clients { group.addTask { _ = await client.run() } }
                    group.addTask { await witness.run() }
                    let acknowledged = try await withThrowingTaskGroup(of: [Message].self) { senders in
                        for (name, client) in zip(Self.people, clients) {
                            senders.addTask { try await Self.speak(name, by: client) }
                        }
                        try await eventually("half is said", every: .milliseconds(1)) {
                            witness.messages.count > Self.people.count * Self.each / 2
                        }
                        host.program.send(SIGTERM)
                        let outcome = try await host.program.end()
                        #expect(outcome.status == 0, "\(outcome.errors)")
                        _ = try await journey.serve(port: host.address.port, options: ["--unlimited"])
                        return try await senders.reduce(into: []) { $0 += $1 }
                    }
                    let all = Self.people.count * Self.each
                    try await eventually("ann has heard all") { witness.messages.count >= all }
                    #expect(witness.messages == acknowledged.sorted { $0.seq < $1.seq })
                    #expect(witness.messages.map(\.seq) == (1...UInt64(all)).map(\.self))
                    for client in clients { client.close() }
                    group.cancelAll()
                }
                let check = try await journey.parlor("check", journey.data)
                #expect(check.status == 0, "\(check.output)")
            }
        }

        private static func speak(_ name: String, by client: ActorClient<ChatRoom>) async throws -> [Message] {
            var acknowledged: [Message] = []
            for number in 1...each {
                acknowledged.append(
                    try await client.sendMessage(Post(id: "\(name)-\(number)", text: "\(name) says \(number)")))
            }
            return acknowledged
        }

        @Test func `A client that never answers holds the end up for a moment only`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let deaf = try RawSocket(port: host.address.port)
                deaf.enter(parameters: #"{"name":"deaf"}"#)
                #expect(deaf.next()?.text.contains("Init") == true)
                host.program.send(SIGTERM)
                #expect(try await host.program.end().status == 0)
                #expect(deaf.untilClose().last?.closeCode == 1001)
            }
        }

        @Test(arguments: [SIGTERM, SIGINT])
        func `Told to end a second time, the host ends at once, whatever it waits for`(signal: Int32) async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let deaf = try RawSocket(port: host.address.port)
                deaf.enter(parameters: #"{"name":"deaf"}"#)
                #expect(deaf.next()?.text.contains("Init") == true)
                host.program.send(signal)
                // The close has come: the host waits for an answer.
                #expect(deaf.untilClose().last?.closeCode == 1001)
                host.program.send(signal)
                // Not 0, as at the end of waiting.
                #expect(try await host.program.end().status == 128 + signal)
            }
        }
    }
}
