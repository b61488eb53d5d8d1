import ActorClient
import ActorDefinition
import ActorWire
import Foundation
import FoundationNetworking
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// How an operator watches a host: its log, its metrics, its health.
    @Suite struct Watching {
        private func log(_ journey: Journey) throws -> [Substring] {
            let file = journey.folder.appending(path: "mika/state/parlor/serve.log")
            return try String(decoding: Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
        }

        @Test func `The log tells of whom and of which action, never what was said, and nobody forges a line`()
            async throws
        {
            try await Journey.take { journey in
                let host = try await journey.serve(options: ["--log-level", "debug"])
                let client = try host.address.client("ann", token: "annannannannannann")
                try await withThrowingTaskGroup { group in
                    group.addTask { _ = await client.run() }
                    try await client.sendMessage(Post(text: "the secret words"))
                    await #expect(throws: (any Error).self) {
                        try await client.kick(KickRequest(name: "nobody", reason: "some reason"))
                    }
                    client.close()
                    try await group.waitForAll()
                }
                let forged = "x\n2026-01-01T00:00:00Z error serve: forged actor=\"me"
                await #expect(throws: WireError.self) {
                    try await ControlClient(server: host.address).call(
                        forged, of: "chatRoom", key: try ActorKey(["lobby"]), parameters: ["name": "eve"])
                }
                host.program.send(SIGTERM)
                try await host.program.end()

                let lines = try log(journey)
                let refusal = try #require(lines.first { $0.contains("action=kick") })
                let fields = /action_id=\d+ actor=chatRoom actor_id=\S+ connection=\S+ error=user\.\S+ key=\S+ took=/
                #expect(refusal.contains(fields), "\(refusal)")
                #expect(lines.contains { $0.contains("a client came") && $0.contains("client=127.0.0.1:") })
                let attempt = try #require(lines.first { $0.contains("forged") })
                #expect(attempt.contains(/action="x\S+ error serve: forged actor=\\"me" actor=chatRoom/), "\(attempt)")
                let shape = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (debug|info|notice|warning) serve:/#
                for line in lines {
                    #expect(line.prefixMatch(of: shape) != nil, "\(line)")
                    #expect(!line.contains("secret words"))
                }
            }
        }

        @Test func `Without being asked the log tells only what matters`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                host.program.send(SIGTERM)
                try await host.program.end()
                let lines = try log(journey)
                #expect(!lines.isEmpty)
                #expect(!lines.contains { $0.contains(" debug ") })
            }
        }

        @Test func `A host says where its metrics are, and they are there`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve(options: ["--admin", "127.0.0.1:0"])
                let address = /Metrics and health: (http:\/\/127\.0\.0\.1:\d+)\/metrics and \/health/
                let said = try #require(host.program.printed.firstMatch(of: address))
                let url = try #require(URL(string: "\(said.output.1)/metrics"))
                let (data, _) = try await URLSession.shared.data(from: url)
                #expect(String(decoding: data, as: UTF8.self).contains("\nactors_in_memory{actor=\"chatRoom\"} 1\n"))
            }
        }

        @Test func `The screen of a host says where its metrics are`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host(options: "--admin 127.0.0.1:0")
                try await mika.shows("Metrics and health: http://127.0.0.1:")
            }
        }

        @Test func `An admin port that is taken gives a sentence that says what to do`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let second = try await journey.parlor(
                    "serve", "--listen", "127.0.0.1:0", "--data", journey.data + "-2", "--admin",
                    "127.0.0.1:\(host.address.port)")
                #expect(second.status == 1)
                #expect(second.errors.contains("the admin side cannot listen on 127.0.0.1 port \(host.address.port)"))
                #expect(second.errors.contains("--admin ADDR:PORT takes another port"))
            }
        }
    }
}
