import ActorClient
import ActorDefinition
import ActorGateway
import ActorStorage
import ActorWire
import Foundation
import FoundationNetworking
import Logging
import NIOCore
import NIOPosix
import ParlorRooms
import ParlorServer
import ServiceLifecycle
import Testing

/// The assembled server, on a free port and in a folder of its own.
@Suite(.timeLimit(.minutes(1)))
struct ParlorServerTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parlor-server-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    private func configuration(_ folder: String, rooms: [String] = ["lobby"]) -> ServerConfiguration {
        var configuration = ServerConfiguration(dataDirectory: folder)
        configuration.gateway.port = 0
        configuration.rooms = rooms
        configuration.program = "the first host"
        return configuration
    }

    /// Runs a server while the body does, and shuts it down in order.
    private func withServer(
        _ configuration: ServerConfiguration, _ body: (ServerAddress) async throws -> Void
    ) async throws {
        let (addresses, ready) = AsyncStream.makeStream(of: ParlorServer.Address.self)
        let server = ParlorServer(configuration, logger: logger) { ready.yield($0) }
        let services = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup { group in
            group.addTask {
                defer { ready.finish() }
                try await services.run()
            }
            for await address in addresses {
                try await body(ServerAddress(host: address.host, port: address.port))
                break
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private func room(_ name: String, _ server: ServerAddress) throws -> ActorCaller<ChatRoom> {
        ActorCaller(
            ChatRoom(), key: try ActorKey([name]), server: server, parameters: ChatRoom.ConnParams(name: "ann"))
    }

    @Test func `A server that says it is ready is healthy, and its rooms are there`() async throws {
        try await withFolder { folder in
            try await withServer(configuration(folder, rooms: ["lobby", "ops"])) { server in
                #expect(await ControlClient(server: server).isHealthy())
                for name in ["lobby", "ops"] {
                    let members = try await room(name, server).members()
                    #expect(members.isEmpty)
                }
                await #expect(throws: (any Error).self) { try await room("nowhere", server).members() }
            }
        }
    }

    @Test func `A server whose rooms cannot be made ends with an error and is never ready`() async throws {
        try await withFolder { folder in
            // An address of its own, whose port nothing else takes once it is free.
            var configuration = configuration(folder, rooms: [String(repeating: "x", count: 33)])
            configuration.gateway.host = "127.0.0.9"
            let free = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: configuration.gateway.host, port: 0).get()
            configuration.gateway.port = try #require(free.localAddress?.port)
            try await free.close()
            await #expect(throws: (any Error).self) {
                try await withServer(configuration) { _ in Issue.record("it said that it is ready") }
            }
            // Nothing of it is left that would keep the next one out, neither of the folder nor of the port.
            configuration.rooms = ["lobby"]
            try await withServer(configuration) { #expect(await ControlClient(server: $0).isHealthy()) }
        }
    }

    @Test func `A room lets wait what the configuration says, in this case nothing, so that the host cannot begin`()
        async throws
    {
        try await withFolder { folder in
            var configuration = configuration(folder)
            configuration.mailbox.messages = 0
            await #expect(throws: WireError.serviceUnavailable) {
                try await withServer(configuration) { _ in Issue.record("it said that it is ready") }
            }
        }
    }

    @Test func `The gateway of a host bounds what the configuration says`() async throws {
        try await withFolder { folder in
            var configuration = configuration(folder)
            configuration.gateway.connectionLimit = 0
            try await withServer(configuration) { server in
                let url = try #require(URL(string: "http://\(server.host):\(server.port)/health"))
                let (body, answer) = try await URLSession.shared.data(from: url)
                #expect((answer as? HTTPURLResponse)?.statusCode == 503)
                #expect(String(decoding: body, as: UTF8.self).contains("The host is full: 0 connections are open"))
            }
        }
    }

    @Test func `A second server in the same folder is refused with the name of the first`() async throws {
        try await withFolder { folder in
            try await withServer(configuration(folder)) { server in
                let error = await #expect(throws: DataDirectoryError.self) {
                    try await withServer(configuration(folder)) { _ in }
                }
                guard case .inUse(_, let owner) = error else { return #expect(error == nil) }
                #expect(owner?.program == "the first host")
                #expect(owner?.address == "127.0.0.1:\(server.port)")
                #expect(await ControlClient(server: server).isHealthy())
            }
        }
    }

    @Test func `Nobody is told which rooms there are, private ones among them`() async throws {
        try await withFolder { folder in
            try await withServer(configuration(folder)) { server in
                let refusal = await #expect(throws: WireError.self) {
                    try await ControlClient(server: server).actors(named: "chatRoom")
                }
                #expect(refusal?.code == "forbidden")
            }
        }
    }

    @Test func `Nobody ends a room from outside`() async throws {
        try await withFolder { folder in
            try await withServer(configuration(folder)) { server in
                let control = ControlClient(server: server)
                let lobby = try await control.getOrCreate(ChatRoom(), key: try ActorKey(["lobby"])).actor
                let url = try #require(URL(string: "http://\(server.host):\(server.port)/actors/\(lobby.id)"))
                var request = URLRequest(url: url)
                request.httpMethod = "DELETE"
                let (_, answer) = try await URLSession.shared.data(for: request)
                #expect((answer as? HTTPURLResponse)?.statusCode == 403)
                let found = try await control.getOrCreate(ChatRoom(), key: try ActorKey(["lobby"]))
                #expect(found.actor.id == lobby.id && !found.isNew)
            }
        }
    }

    @Test func `What was said and who owns the room outlive the server`() async throws {
        try await withFolder { folder in
            try await withServer(configuration(folder)) { server in
                let ann = try ActorClient(ChatRoom(), key: try ActorKey(["lobby"]), server: server, logger: logger) {
                    ChatRoom.ConnParams(name: "ann", token: "annannannannannann")
                }
                try await withThrowingTaskGroup { group in
                    group.addTask { _ = await ann.run() }
                    #expect(try await ann.hello().you.role == .owner)
                    _ = try await ann.setTopic("what lasts")
                    try await ann.sendMessage("remember me")
                    ann.close()
                    try await group.waitForAll()
                }
            }
            try await withServer(configuration(folder)) { server in
                let room = try room("lobby", server)
                #expect(try await room.history(nil).map(\.text) == ["remember me"])
                let welcome = try await room.hello()
                #expect(welcome.topic.text == "what lasts")
                #expect(welcome.you.role == .guest)
            }
        }
    }

    @Test func `A server that shuts down tells its clients to come back`() async throws {
        try await withFolder { folder in
            let (clients, entered) = AsyncStream.makeStream(of: ActorClient<ChatRoom>.self)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for await client in clients { await client.run() }
                }
                try await withServer(configuration(folder)) { server in
                    let ann = try ActorClient(ChatRoom(), key: try ActorKey(["lobby"]), server: server, logger: logger)
                    {
                        ChatRoom.ConnParams(name: "ann")
                    }
                    entered.yield(ann)
                    entered.finish()
                    _ = try await ann.hello()
                    group.addTask {
                        for await status in ann.statuses {
                            switch status {
                            case .connecting, .connected: continue
                            case .reconnecting(_, _, let why): #expect(why == .closed(.goingAway))
                            case .closed(let reason): Issue.record("ann will not come back: \(reason)")
                            }
                            return ann.close()
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
