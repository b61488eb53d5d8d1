import ActorClient
import ActorGateway
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

/// What the operator's programs find on the admin side of a host that runs.
@Suite(.timeLimit(.minutes(1)))
struct AdminTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func withHost(
        admin: AdminAddress? = AdminAddress(port: 0), _ body: (ServerAddress, Int?) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parlor-admin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = ServerConfiguration(dataDirectory: folder.path)
        configuration.gateway.port = 0
        configuration.admin = admin
        configuration.version = "1.2.3"
        let (addresses, ready) = AsyncStream.makeStream(of: ParlorServer.Address.self)
        let server = ParlorServer(configuration, logger: logger) { ready.yield($0) }
        let services = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup { group in
            group.addTask {
                defer { ready.finish() }
                try await services.run()
            }
            for await address in addresses {
                try await body(ServerAddress(host: address.host, port: address.port), address.adminPort)
                break
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private struct Answer {
        var status: Int
        var type: String
        var allow: String?
        var text: String
        var lines: Set<String> { Set(text.split(separator: "\n").map(String.init)) }
    }

    private func ask(
        _ port: Int?, _ path: String, _ method: String = "GET", host: String? = nil
    ) async throws -> Answer {
        let port = try #require(port)
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        request.httpMethod = method
        if let host { request.setValue(host, forHTTPHeaderField: "Host") }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        return Answer(
            status: http.statusCode, type: http.value(forHTTPHeaderField: "content-type") ?? "",
            allow: http.value(forHTTPHeaderField: "allow"), text: String(decoding: data, as: UTF8.self))
    }

    private func withMember(_ server: ServerAddress, _ body: (ActorClient<ChatRoom>) async throws -> Void) async throws
    {
        let client = try ActorClient(ChatRoom(), key: try ActorKey(["lobby"]), server: server, logger: logger) {
            ChatRoom.ConnParams(name: "ann")
        }
        try await withThrowingTaskGroup { group in
            group.addTask { _ = await client.run() }
            try await body(client)
            client.close()
            try await group.waitForAll()
        }
    }

    @Test func metricsTellWhatPeopleDo() async throws {
        try await withHost { server, admin in
            try await withMember(server) { ann in
                for number in 0..<3 { try await ann.sendMessage(Post(id: "id-\(number)", text: "hello")) }
                await #expect(throws: (any Error).self) { try await ann.kick(KickRequest(name: "nobody", reason: "")) }
                let answer = try await ask(admin, "/metrics")
                #expect(answer.status == 200)
                #expect(answer.type == "text/plain; version=0.0.4; charset=utf-8")
                #expect(
                    answer.lines.isSuperset(of: [
                        #"actor_actions_total{actor="chatRoom",outcome="answered"} 3"#,
                        #"actor_actions_total{actor="chatRoom",outcome="refused"} 1"#,
                        #"actors_in_memory{actor="chatRoom"} 1"#, "gateway_connections 1", "gateway_queued_bytes 0",
                        #"actor_mailbox_messages{actor="chatRoom"} 0"#, #"parlor_build_info{version="1.2.3"} 1"#,
                    ]))
                let commits = answer.text.firstMatch(of: /store_commit_duration_seconds_count ([0-9]+)/)
                #expect(try #require(commits.flatMap { Int($0.output.1) }) >= 3)
                let memory = answer.text.firstMatch(of: /\nprocess_resident_memory_bytes ([0-9]+)/)
                #expect(try #require(memory.flatMap { Int($0.output.1) }) > 1 << 20)
            }
        }
    }

    @Test func everyMetricSaysWhatItMeans() async throws {
        try await withHost { _, admin in
            let lines = try await ask(admin, "/metrics").text.split(separator: "\n")
            let types = lines.indices.filter { lines[$0].hasPrefix("# TYPE ") }
            #expect(types.count > 20)
            for index in types {
                let name = lines[index].split(separator: " ")[2]
                #expect(index > 0 && lines[index - 1].hasPrefix("# HELP \(name) "), "\(name)")
            }
        }
    }

    @Test func healthIsToldOnBothPorts() async throws {
        try await withHost { server, admin in
            let own = try await ask(admin, "/health")
            #expect(own.status == 200 && own.text == "ok\n")
            let other = try await ask(server.port, "/health")
            #expect(other.status == 200 && other.text == "ok")
        }
    }

    @Test func theAdminSideTakesNothingElse() async throws {
        try await withHost { server, admin in
            let nothing = try await ask(admin, "/")
            #expect(nothing.status == 404)
            let posted = try await ask(admin, "/metrics", "POST")
            #expect(posted.status == 405 && posted.allow == "GET, HEAD")
            let head = try await ask(admin, "/metrics", "HEAD")
            #expect(head.text.isEmpty)
            let elsewhere = try await ask(server.port, "/metrics")
            #expect(elsewhere.status == 404)
        }
    }

    @Test func onTheLoopbackTheAdminSideTellsNothingToWhoTakesItForAnotherHost() async throws {
        try await withHost { _, admin in
            let foreign = try await ask(admin, "/metrics", host: "evil.example:\(admin ?? 0)")
            #expect(foreign.status == 403 && !foreign.text.contains("parlor_build_info"))
            #expect(try await ask(admin, "/metrics", host: "localhost").status == 200)
        }
    }

    @Test func thirtyTwoConnectionsAtATimeAreAllThatTheAdminSideTakes() async throws {
        try await withHost { _, admin in
            let port = try #require(admin)
            var idle: [any Channel] = []
            for _ in 0..<32 {
                idle.append(
                    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        .connect(host: "127.0.0.1", port: port).get())
            }
            await #expect(throws: (any Error).self) { try await ask(port, "/health") }
            for channel in idle { try await channel.close() }
            // The host has to notice that they are gone.
            var answer: Answer?
            while answer == nil { answer = try? await ask(port, "/health") }
            #expect(answer?.status == 200)
        }
    }

    @Test func thereIsNoAdminSideUnlessItIsWanted() async throws {
        try await withHost(admin: nil) { _, admin in #expect(admin == nil) }
    }

    @Test func anAdminPortInUseIsAReasonNotToStart() async throws {
        try await withHost { _, admin in
            let taken = AdminAddress(port: try #require(admin))
            let error = await #expect(throws: AdminError.self) {
                try await withHost(admin: taken) { _, _ in Issue.record("it started") }
            }
            #expect(error?.description.contains("port \(taken.port)") == true)
        }
    }
}
