import ActorClient
import Foundation
import ParlorRooms
import Testing

extension Journeys {
    /// A host without a screen starts, says where it is, and ends.
    @Suite struct Serving {
        @Test func `A host says where it is, and by then its rooms can be joined`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("lobby", "ops")
                #expect(host.program.printed.contains("Serving lobby, ops on \(host.url)"))
                #expect(try await host.address.isHealthy())
                let lobby = ActorCaller(ChatRoom(), key: try .init(["ops"]), server: host.address)
                #expect(try await lobby.members().isEmpty)
            }
        }

        @Test func `A data directory that is taken names its host, and how to join it`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let second = try await journey.parlor("serve", "--listen", "127.0.0.1:0", "--data", journey.data)
                #expect(second.status == 1)
                #expect(second.errors.contains("is in use by parlor"))
                #expect(second.errors.contains("127.0.0.1:\(host.address.port)"))
                #expect(second.errors.contains("`parlor join --server \(host.url)` joins that host"))
                #expect(try await host.address.isHealthy())
            }
        }

        @Test func `A busy port gives a sentence that says what to do`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let second = try await journey.parlor(
                    "serve", "--listen", "127.0.0.1:\(host.address.port)", "--data", journey.data + "-2")
                #expect(second.status == 1)
                #expect(second.errors.contains("port \(host.address.port) on 127.0.0.1 is in use"))
                #expect(second.errors.contains("--listen ADDR:PORT takes another port"))
            }
        }

        @Test func `Without a terminal, host and join point to what needs none`() async throws {
            try await Journey.take { journey in
                let host = try await journey.parlor("host")
                #expect(host.status == 1)
                #expect(host.errors.contains("`parlor serve` hosts without a screen"))
                let join = try await journey.parlor("join")
                #expect(join.status == 1)
                #expect(join.errors.contains("`parlor send` and `parlor tail` work without a screen"))
            }
        }

        @Test func `Where no host is, a command says how to start one`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                host.program.send(SIGTERM)
                try await host.program.end()
                let rooms = try await journey.parlor("rooms", "--server", host.url)
                #expect(rooms.status == 1)
                #expect(rooms.errors.contains("`parlor host` starts one"))
            }
        }

        @Test(arguments: [
            (["--version"], Int32(0)), (["--help"], 0), (["kick", "--help"], 0),
            (["--generate-completion-script", "bash"], 0),
            (["dance"], 64), (["rooms", "--server", "ftp://x"], 64),
            (["serve", "--listen", "0.0.0.0:0", "--unlimited"], 64),
            (["ban", "lobby"], 64), (["mute", "lobby", "ann", "--for", "soon"], 64),
        ])
        func `A command that is understood ends with 0, one that is not with 64 and a sentence`(
            arguments: [String], status: Int32
        ) async throws {
            try await Journey.take { journey in
                let program = try RunningProgram(
                    Program.path, arguments, environment: journey.environment(of: "mika"), folder: journey.folder)
                let outcome = try await program.end()
                #expect(outcome.status == status, "\(outcome.errors)")
                #expect(!(status == 0 ? outcome.output : outcome.errors).isEmpty)
            }
        }

        @Test func `A host that is told to end tells its clients to come back, and they do when it is there again`()
            async throws
        {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let ann = try host.address.client("ann", token: "0123456789abcdef")
                try await withThrowingTaskGroup { group in
                    group.addTask { await ann.run() }
                    try await ann.sendMessage("before")
                    host.program.send(SIGTERM)
                    let outcome = try await host.program.end()
                    #expect(outcome.status == 0, "\(outcome.errors)")
                    try await eventually("ann knows") { !ann.status.isConnected }
                    #expect(ann.status.closedReason == nil)
                    _ = try await journey.serve(port: host.address.port)
                    try await eventually("ann is back") { ann.status.isConnected }
                    try await ann.sendMessage("after")
                    #expect(try await ann.history(nil).map(\.text) == ["before", "after"])
                    ann.close()
                    try await group.waitForAll()
                }
            }
        }
    }
}
