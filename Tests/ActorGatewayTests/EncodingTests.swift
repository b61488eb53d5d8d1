import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Logging
import NIOCore
import Testing

@testable import ActorGateway

/// Clients of every encoding before real actors, over sockets.
@Suite(.timeLimit(.minutes(1))) struct EncodingTests {
    struct ChatRoom: DurableActor {
        struct ConnParams: Codable, Sendable { var name: String }
        struct ConnState: Codable, Sendable { var name: String }
        struct Message: Codable, Sendable {
            var from: String
            var text: String
            var at: Int
        }

        let newMessage = Event<Message>()
        let sendMessage = Action { (c: Call, text: String, at: Int) in
            c.broadcast(\.newMessage, Message(from: c.conn.state.name, text: text, at: at))
            return text.count
        }
        let encoding = Action { (c: Call) in c.conn.client.encoding }
        let echo = Action { (c: Call, value: Value) in value }
        let fail = Action { (c: Call) in throw UserError("full", "Room full", metadata: ["max": 8]) }
        let kick = Action { (c: Call, name: String, reason: String) in
            c.conns.first { $0.state.name == name }?.disconnect(reason)
        }

        func createConnState(_ c: Connecting, _ params: ConnParams) -> ConnState { ConnState(name: params.name) }
    }

    private func withRoom(_ body: (SocketAddress) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let system = ActorSystem([Registration(ChatRoom())], store: MemoryStore(), logger: logger)
        var configuration = GatewayConfiguration.calm
        configuration.port = 0
        let gateway = Gateway(system: system, configuration: configuration, logger: logger)
        async let running: Void = system.run()
        let result: Result<Void, any Error>
        do {
            try await body(try await gateway.start())
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await gateway.shutdown()
        await system.shutdown()
        await running
        try result.get()
    }

    /// Enters, and waits until the room has taken the subscription.
    private func member(_ name: String, _ address: SocketAddress, in encoding: WireEncoding) async throws
        -> EncodedClient
    {
        let client = try await EncodedClient(
            address, path: TestClient.roomPath, in: encoding,
            more: ", rivet_conn_params.%7B%22name%22%3A%22\(name)%22%7D")
        guard case .initialized = try await client.next() else { throw WireError.stopped }
        try await client.subscribe("newMessage")
        try await client.act("encoding")
        #expect(try await client.next() == .actionResponse(id: 0, output: .string(encoding.rawValue)))
        return client
    }

    private static let time = 1_700_000_000_000

    private func message(_ name: String, _ text: String) -> ToClient {
        .event(
            name: "newMessage",
            arguments: [["from": .string(name), "text": .string(text), "at": .int(Int64(Self.time))]])
    }

    @Test(arguments: WireEncoding.allCases)
    func aClientJoinsCallsHearsFailsAndIsKickedInItsOwnEncoding(encoding: WireEncoding) async throws {
        try await withRoom { address in
            let ann = try await member("ann", address, in: encoding)
            try await ann.act("sendMessage", ["hi 👋", .int(Int64(Self.time))])
            #expect(try await ann.next() == message("ann", "hi 👋"))
            #expect(try await ann.next() == .actionResponse(id: 1, output: 4))
            try await ann.act("fail")
            #expect(try await ann.next() == .error(.user("full", "Room full", metadata: ["max": 8]), actionID: 2))
            try await ann.act("sendMessage", [true, 1])
            guard case .error(let error, actionID: 3) = try await ann.next() else { throw WireError.stopped }
            #expect(error.code == "invalid_request")
            try await ann.act("kick", ["ann", "spam"])
            let close = await ann.socket.untilClose().last
            #expect(close?.closeCode == 1000 && close?.closeReason == "spam")
        }
    }

    @Test(arguments: WireEncoding.allCases)
    func everyValueIsTheSameThereAndBack(encoding: WireEncoding) async throws {
        try await withRoom { address in
            let ann = try await member("ann", address, in: encoding)
            let values: [Value] = [
                nil, .undefined, true, 0, -1, .int(Int64(Self.time)), .int(.max), .bigInt("18446744073709551616"),
                .double(0.5), "$x", "", ["$x", 1], .bytes([0, 255]), .set([1, [2]]), [:], ["a": ["b": [[]]]],
            ]
            for value in values + [.array(values)] {
                let id = try await ann.act("echo", [value])
                #expect(try await ann.next() == .actionResponse(id: id, output: value))
            }
        }
    }

    @Test func membersOfAllEncodingsHearTheSameInTheSameOrder() async throws {
        try await withRoom { address in
            var members: [EncodedClient] = []
            for number in 0..<9 {
                let encoding = WireEncoding.allCases[number % 3]
                members.append(try await member("m\(number)", address, in: encoding))
            }
            for round in 0..<20 {
                for member in members { try await member.act("sendMessage", [.string("\(round)"), 1]) }
            }
            var orders: Set<[Value]> = []
            for (number, member) in members.enumerated() {
                var order: [Value] = []
                var replies: [UInt64] = []
                while order.count < 180 || replies.count < 20 {
                    switch try await member.next() {
                    case .event(_, let arguments): order.append(arguments[0])
                    case .actionResponse(let id, _):
                        replies.append(id)
                        // The reply stands behind the broadcast of its own action.
                        #expect(order.contains(["from": .string("m\(number)"), "text": .string("\(id - 1)"), "at": 1]))
                    default: throw WireError.stopped
                    }
                }
                #expect(replies == (1...20).map { UInt64($0) })
                orders.insert(order)
            }
            #expect(orders.count == 1)
        }
    }

    // MARK: What makes no sense

    @Test(
        arguments: [
            (.json, 2, "A connection in JSON takes text messages, not binary ones"),
            (.cbor, 1, "A connection in CBOR takes binary messages, not text ones"),
            (.bare, 1, "A connection in BARE takes binary messages, not text ones"),
        ] as [(WireEncoding, UInt8, String)])
    func aMessageOfTheWrongKindEndsTheConnectionWithASentence(
        encoding: WireEncoding, opcode: UInt8, sentence: String
    ) async throws {
        try await expectRefusal(.invalidRequest(sentence), in: encoding) {
            try await $0.socket.send(opcode, Array("{}".utf8))
        }
    }

    @Test(
        arguments: [
            (.cbor, Array("{}".utf8), "The message is invalid CBOR at byte 1: it ends too early"),
            (.bare, [4, 0, 9], "The message is invalid BARE at byte 3: unknown tag 9"),
        ] as [(WireEncoding, [UInt8], String)])
    func aMessageThatMakesNoSenseEndsTheConnectionWithASentence(
        encoding: WireEncoding, payload: [UInt8], sentence: String
    ) async throws {
        try await expectRefusal(.invalidRequest(sentence), in: encoding) { try await $0.socket.send(2, payload) }
    }

    private func expectRefusal(
        _ error: WireError, in encoding: WireEncoding, of what: (EncodedClient) async throws -> Void
    ) async throws {
        try await withGateway { _, address, _ in
            let client = try await EncodedClient(address, in: encoding)
            guard case .initialized = try await client.next() else { throw WireError.stopped }
            try await what(client)
            let frames = await client.socket.untilClose()
            #expect(try EncodedClient.read(#require(frames.first), in: encoding) == .error(error, actionID: nil))
            #expect(frames.last?.closeCode == 1011 && frames.last?.closeReason == "actor.invalid_request")
        }
    }

    @Test(arguments: WireEncoding.allCases)
    func whoIsRefusedReadsWhyInItsOwnEncoding(encoding: WireEncoding) async throws {
        try await withGateway { gateway, address, _ in
            let mallory = ", rivet_conn_params.%7B%22name%22%3A%22mallory%22%7D"
            let refused = try await EncodedClient(address, in: encoding, more: mallory)
            #expect(try await refused.next() == .error(.user("refused", "Mallory may not enter"), actionID: nil))
            let unreadable = try await EncodedClient(address, in: encoding, more: ", rivet_conn_params.%7")
            #expect(
                try await unreadable.next()
                    == .error(.invalidRequest("A subprotocol holds a broken percent-encoding"), actionID: nil))
            gateway.isReady = false
            let early = try await EncodedClient(address, in: encoding)
            #expect(try await early.next() == .error(.serviceUnavailable, actionID: nil))
        }
    }

    @Test(arguments: WireEncoding.allCases)
    func whatIsTooLongForAClientIsMeasuredInItsOwnEncoding(encoding: WireEncoding) async throws {
        try await withGateway(.with(\.outgoingMessageLimit, 100)) { _, address, _ in
            let client = try await EncodedClient(address, in: encoding)
            guard case .initialized = try await client.next() else { throw WireError.stopped }
            // 6 bytes in CBOR, 86 in JSON.
            let id = try await client.act("echo", [.array(Array(repeating: .undefined, count: 5))])
            if encoding == .json {
                #expect(await client.socket.untilClose().last?.closeReason == "message.outgoing_too_long")
            } else {
                #expect(
                    try await client.next()
                        == .actionResponse(id: id, output: .array(Array(repeating: .undefined, count: 5))))
            }
        }
    }
}
