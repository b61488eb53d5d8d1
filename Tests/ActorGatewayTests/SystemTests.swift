import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Logging
import NIOCore
import NIOPosix
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// The gateway before real actors: a chat room over sockets.
@Suite(.timeLimit(.minutes(1))) struct SystemTests {
    struct ChatRoom: DurableActor {
        struct ConnParams: Codable, Sendable { var name: String }
        struct ConnState: Codable, Sendable {
            var name: String
            var cameOnAnEventLoop: Bool
        }

        let newMessage = Event<String>()
        let left = Event<String>()
        let sendMessage = Action { (c: Call, text: String) in
            c.broadcast(\.newMessage, "\(c.conn.state.name): \(text)")
            return text.count
        }
        let kick = Action { (c: Call, name: String, reason: String) in
            c.conns.first { $0.state.name == name }?.disconnect(reason)
        }
        let cameOnAnEventLoop = Action { (c: Call) in c.conn.state.cameOnAnEventLoop }
        let remoteAddress = Action { (c: Call) in c.conn.client.remoteAddress }

        func createConnState(_ c: Connecting, _ params: ConnParams) throws -> ConnState {
            guard params.name != "mallory" else { throw UserError("refused", "not you") }
            let loops = MultiThreadedEventLoopGroup.singleton.makeIterator()
            return ConnState(name: params.name, cameOnAnEventLoop: loops.contains { $0.inEventLoop })
        }

        func onDisconnect(_ c: Context, _ conn: Conn, _ reason: DisconnectReason) {
            c.broadcast(\.left, "\(conn.state.name): \(reason)")
        }
    }

    private func withRoom(
        mailbox: MailboxLimits = MailboxLimits(), metrics: MetricRegistry = MetricRegistry(),
        _ body: (Gateway, SocketAddress) async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let system = ActorSystem([Registration(ChatRoom(), mailbox: mailbox)], store: MemoryStore(), logger: logger)
        var configuration = GatewayConfiguration.calm
        configuration.port = 0
        configuration.metrics = metrics
        let gateway = Gateway(system: system, configuration: configuration, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await system.run() }
            let address = try await gateway.start()
            do {
                try await body(gateway, address)
            } catch {
                await gateway.shutdown()
                await system.shutdown()
                group.cancelAll()
                throw error
            }
            await gateway.shutdown()
            group.cancelAll()
        }
    }

    private func enter(_ name: String, _ address: SocketAddress) async throws -> TestClient {
        try await TestClient(
            address,
            path: "/gateway/chatRoom/connect?rvt-namespace=default&rvt-method=getOrCreate&rvt-key=lobby",
            protocols: "rivet, rivet_encoding.json, rivet_conn_params.%7B%22name%22%3A%22\(name)%22%7D")
    }

    private func frame(_ client: TestClient) async throws -> ToClient {
        try ToClient(json: Array(try #require(try await client.nextText()).utf8))
    }

    /// Enters, and waits until the room has taken the subscriptions.
    private func member(_ name: String, _ address: SocketAddress) async throws -> TestClient {
        let client = try await enter(name, address)
        guard case .initialized = try await frame(client) else { throw WireError.stopped }
        try await client.subscribe("newMessage")
        try await client.subscribe("left")
        try await client.act(0, "remoteAddress", "[]")
        guard case .actionResponse = try await frame(client) else { throw WireError.stopped }
        return client
    }

    @Test func twoPeopleTalk() async throws {
        try await withRoom { _, address in
            let ann = try await member("ann", address)
            let bob = try await member("bob", address)
            try await ann.act(1, "sendMessage", #"["hi"]"#)
            #expect(try await frame(bob) == .event(name: "newMessage", arguments: ["ann: hi"]))
            #expect(try await frame(ann) == .event(name: "newMessage", arguments: ["ann: hi"]))
            #expect(try await frame(ann) == .actionResponse(id: 1, output: 2))
        }
    }

    @Test func whoComesIsNotLetInOnAnEventLoop() async throws {
        try await withRoom { _, address in
            _ = try await member("ann", address)
            for name in ["bob", "cleo", "dora"] {
                let client = try await member(name, address)
                try await client.act(1, "cameOnAnEventLoop", "[]")
                #expect(try await frame(client) == .actionResponse(id: 1, output: false))
            }
        }
    }

    @Test func aKickClosesAndIsAnnounced() async throws {
        try await withRoom { _, address in
            let ann = try await member("ann", address)
            let bob = try await member("bob", address)
            try await ann.act(1, "kick", #"["bob","spam"]"#)
            let close = await bob.untilClose().last
            #expect(close?.closeCode == 1000 && close?.closeReason == "spam")
            var frames = [try await frame(ann), try await frame(ann)]
            if case .event = frames[0] { frames.swapAt(0, 1) }
            guard case .event("left", let arguments) = frames[1] else { throw WireError.stopped }
            #expect(arguments[0].string?.contains("spam") == true)
        }
    }

    /// What is sent in one piece arrives in one piece, or in few: each is more than may wait.
    @Test func whoSendsMoreAtOnceThanMayWaitIsToldSoForEachMessage() async throws {
        var limits = MailboxLimits()
        limits.messagesPerConnection = 1
        let metrics = MetricRegistry()
        try await withRoom(mailbox: limits, metrics: metrics) { _, address in
            let ann = try await enter("ann", address)
            guard case .initialized = try await frame(ann) else { throw WireError.stopped }
            let call = ToServer.actionRequest(id: 1, name: "sendMessage", arguments: ["hi"]).json()
            try await ann.socket.send((0..<50).flatMap { _ in clientFrame(1, call) })
            var refused = 0
            for _ in 0..<50 {
                if case .error(let error, actionID: 1) = try await frame(ann), error.name == "actor.overloaded" {
                    refused += 1
                }
            }
            #expect((1..<50).contains(refused))
            #expect(metrics.refusals(.connectionQueue) == refused)
        }
    }

    @Test func whoIsRefusedHearsWhy() async throws {
        try await withRoom { _, address in
            let frames = try await enter("mallory", address).untilClose()
            #expect(
                frames.first?.text
                    == #"{"body":{"tag":"Error","val":{"group":"user","code":"refused","message":"not you","actionId":null}}}"#
            )
            #expect(frames.last?.closeCode == 1011 && frames.last?.closeReason == "user.refused")
        }
    }

    @Test func anUnknownActorIsRefused() async throws {
        try await withRoom { _, address in
            let client = try await TestClient(address, path: "/gateway/Nobody/connect?rvt-method=getOrCreate")
            #expect(await client.untilClose().last?.closeReason == "actor.not_found")
        }
    }

    @Test func messagesOfManySendersAreInOneOrderForAll() async throws {
        try await withRoom { _, address in
            var members: [TestClient] = []
            for number in 0..<10 { members.append(try await member("m\(number)", address)) }
            for round in 0..<20 {
                for member in members { try await member.act(round + 1, "sendMessage", #"["\#(round)"]"#) }
            }
            var orders: Set<[Value]> = []
            for (number, member) in members.enumerated() {
                var order: [Value] = []
                var replies: [UInt64] = []
                while order.count < 200 || replies.count < 20 {
                    switch try await frame(member) {
                    case .event(_, let arguments):
                        order.append(arguments[0])
                    case .actionResponse(let id, _):
                        replies.append(id)
                        // The reply stands behind the broadcast of its own action.
                        #expect(order.contains(.string("m\(number): \(id - 1)")))
                    default: break
                    }
                }
                #expect(replies == (1...20).map { UInt64($0) })
                orders.insert(order)
            }
            #expect(orders.count == 1)
        }
    }
}
