import ActorClient
import ActorDefinition
import ActorWire
import Foundation
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// A host without a screen starts, says where it is, and ends.
    @Suite struct Serving {
        @Test func `A host says where it is, and by then its rooms can be joined`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("lobby", "ops")
                #expect(host.program.printed.contains("Serving lobby, ops on \(host.url)"))
                #expect(await ControlClient(server: host.address).isHealthy())
                let who = try await journey.parlor("who", "ops", "--server", host.url)
                #expect(who.output == "Nobody is in ops.\n")
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
                #expect(await ControlClient(server: host.address).isHealthy())
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

        @Test(arguments: ["two words", "a,b", "\u{1B}[31m", String(repeating: "x", count: 33), ""])
        func `A room that cannot be is refused with how rooms are named`(room: String) async throws {
            try await Journey.take { journey in
                let outcome = try await journey.parlor(
                    "serve", room, "--listen", "127.0.0.1:0", "--data", journey.data)
                #expect(outcome.status == 64)
                #expect(outcome.errors.contains("a room's name has 1 to 32"))
                #expect(outcome.output.isEmpty)
            }
        }

        @Test func `Whoever joins an address as if it were a room is told where addresses go`() async throws {
            try await Journey.take { journey in
                let outcome = try await journey.parlor("join", "127.0.0.1:6420")
                #expect(outcome.status == 64)
                #expect(outcome.errors.contains("a host's address follows --server"))
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
                #expect(rooms.errors.contains("`parlor host` starts a host"))
            }
        }

        @Test(arguments: [
            ["--version"], ["--help"], ["kick", "--help"], ["--generate-completion-script", "bash"],
        ])
        func `A command that only tells something ends with status 0`(arguments: [String]) async throws {
            try await Journey.take { journey in
                let outcome = try await journey.parlor(arguments)
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(!outcome.output.isEmpty)
            }
        }

        @Test(arguments: [
            ["dance"], ["rooms", "--server", "ftp://x"], ["serve", "--listen", "0.0.0.0:0", "--unlimited"],
            ["serve", "--listen", "nowhere:port"], ["ban", "lobby"], ["mute", "lobby", "ann", "--for", "soon"],
            ["mute", "lobby", "ann", "--for", "90"],
        ])
        func `A command that is not understood ends with status 64 and a sentence`(arguments: [String]) async throws {
            try await Journey.take { journey in
                let outcome = try await journey.parlor(arguments)
                #expect(outcome.status == 64)
                #expect(outcome.errors.hasPrefix("Error: "))
            }
        }

        @Test func `A host that is told to end tells its clients to come back, and they do when it is there again`()
            async throws
        {
            try await Journey.take { journey in
                let host = try await journey.serve()
                let ann = try host.address.client("ann", token: "0123456789abcdef")
                try await withThrowingTaskGroup { group in
                    group.addTask { _ = await ann.run() }
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
