import ActorRuntime
import ActorWire
import NIOCore
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// What is refused is counted by its reason.
@Suite(.timeLimit(.minutes(1))) struct RefusalTests {
    private let metrics = MetricRegistry()

    @Test(arguments: [(20, 900, 200), (21, 900, 431), (20, 1_100, 431)])
    func aHeadBeyondItsLimitsIsRefusedWithThem(count: Int, length: Int, status: Int) async throws {
        var limits = GatewayConfiguration.with(\.headerCount, 20)
        limits.headerLimit = 1_000
        try await withGateway(limits, metrics: metrics) { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            let fields = ["Host: localhost", "Connection: close"] + (3..<count).map { "x-\($0): 1" }
            let padding = String(repeating: "x", count: length - fields.reduce(0) { $0 + $1.utf8.count })
            let head = ["GET /health HTTP/1.1"] + fields + ["y: \(padding)"]
            try await socket.send(head.joined(separator: "\r\n") + "\r\n\r\n")
            let answer = await socket.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            #expect(answer.contains("longer than 1000 bytes, or has more than 20 fields") == (status == 431))
            #expect(metrics.refusals(.header) == (status == 200 ? 0 : 1))
        }
    }

    @Test(
        arguments: [
            ("GET /health HTTP/1.1\r\nx: " + String(repeating: "x", count: 40_000), Refusal.header),
            // Such spaces are no part of the value for the decoder, which keeps them.
            ("GET /health HTTP/1.1\r\nx:" + String(repeating: " ", count: 60_000), .header),
            ("this is no HTTP\r\n\r\n", .protocol),
            (
                "PUT /actors HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"
                    + String(repeating: "x", count: 5_000), .body
            ),
        ])
    func aBadRequestIsCounted(request: String, reason: Refusal) async throws {
        try await withGateway(.with(\.bodyLimit, 4_096), metrics: metrics) { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(request)
            #expect(await socket.readToEnd().hasPrefix("HTTP/1.1 \(reason == .header ? 431 : 400) "))
            #expect(metrics.refusals(reason) == 1)
        }
    }

    @Test func beyondTheCallsThatMayBeUnderWayMoreAreRefused() async throws {
        try await withGateway(.with(\.callLimit, 0), metrics: metrics) { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("GET /actors?name=chatRoom HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await socket.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 503 "))
            _ = try await socket.read(through: "0 calls are being answered, the most allowed")
            #expect(metrics.refusals(.calls) == 1)
        }
        let gate = CallGate(limit: 1, refusals: Refusals(metrics))
        try gate.begin()
        #expect(throws: WireError.busy(limit: 1)) { try gate.begin() }
        gate.end()
        try gate.begin()
    }

    @Test(arguments: [
        (clientFrame(1, [UInt8](repeating: 0x20, count: 1_001)), Refusal.message), ([0xC1, 0x80], .protocol),
        (clientFrame(1, [0xFF]), .protocol),
    ])
    func aViolationIsCountedOnce(bytes: [UInt8], reason: Refusal) async throws {
        try await withGateway(.with(\.incomingMessageLimit, 1_000), metrics: metrics) { _, address, _ in
            let client = try await TestClient(address)
            try await client.socket.send(bytes + bytes)
            _ = await client.untilClose()
            while await client.next() != nil {}
            #expect(metrics.refusals(reason) == 1)
        }
    }

    @Test(arguments: [
        (Intake.Queue.connection, "Too much of what you sent waits"), (.actor, "The actor has too much to do"),
    ])
    func whatThereIsNoRoomForIsCountedByWhatIsFull(queue: Intake.Queue, sentence: String) async throws {
        try await withGateway(metrics: metrics) { _, address, room in
            let client = try await TestClient(address)
            _ = try await client.nextText()
            room.full = queue
            for id in 0..<3 {
                try await client.act(id, "echo", "[]")
                let answer = try await client.nextText()
                #expect(answer?.contains(#""code":"overloaded""#) == true && answer?.contains(sentence) == true)
            }
            #expect(metrics.refusals(.connectionQueue) == (queue == .connection ? 3 : 0))
            #expect(metrics.refusals(.actorQueue) == (queue == .actor ? 3 : 0))
        }
    }

    @Test func whatIsTooLongForAClientIsCountedForEachWhoIsCutOffForIt() async throws {
        try await withGateway(.with(\.outgoingMessageLimit, 200), metrics: metrics) { _, address, room in
            let clients = [try await TestClient(address), try await TestClient(address), try await TestClient(address)]
            for client in clients { _ = try await client.nextText() }
            for client in clients.dropFirst() {
                try await client.subscribe("said")
                try await client.act(0, "echo", "[]")
                _ = try await client.nextText()
            }
            try await clients[0].act(1, "tellOthers", "[\"\(String(repeating: "x", count: 200))\"]")
            for client in clients {
                let close = await client.untilClose().last
                #expect(close?.closeCode == 1011 && close?.closeReason == "message.outgoing_too_long")
            }
            // The answer of the one, and the event for the others.
            #expect(metrics.refusals(.reply) == 3)
        }
    }

    @Test func aMessageThatIsNestedTooDeepIsRefusedAndCounted() async throws {
        try await withGateway(metrics: metrics) { _, address, _ in
            let client = try await TestClient(address)
            try await client.act(0, "echo", String(repeating: "[", count: 70) + String(repeating: "]", count: 70))
            let frames = await client.untilClose()
            #expect(frames.contains { $0.text.contains("A value is read to a depth of 64, and no deeper") })
            #expect(frames.last?.closeReason == "actor.invalid_request")
            #expect(metrics.refusals(.depth) == 1)
        }
    }

    @Test func aBodyThatIsNestedTooDeepIsRefusedAndCounted() async throws {
        let body = #"{"args":"# + String(repeating: "[", count: 70) + String(repeating: "]", count: 70) + "}"
        try await expectBadRequest(
            "POST /gateway/room/action/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
            "A value is read to a depth of 64", .depth)
    }

    private static let parameters = "%22" + String(repeating: "x", count: 4_095) + "%22"

    @Test func parametersThatAreTooLongAreRefusedAndCounted() async throws {
        try await withGateway(metrics: metrics) { _, address, _ in
            let client = try await TestClient(
                address, protocols: "rivet, rivet_encoding.json, rivet_conn_params.\(Self.parameters)")
            let frames = await client.untilClose()
            #expect(frames.contains { $0.text.contains("The connection parameters are longer than 4096 bytes") })
            #expect(frames.last?.closeReason == "actor.invalid_request")
            #expect(metrics.refusals(.parameters) == 1)
        }
    }

    @Test func parametersOfACallThatAreTooLongAreRefusedAndCounted() async throws {
        try await expectBadRequest(
            "POST /gateway/room/action/echo HTTP/1.1\r\nHost: localhost\r\nx-rivet-conn-params: \(Self.parameters)\r\n"
                + "Content-Length: 11\r\n\r\n{\"args\":[]}",
            "The connection parameters are longer than 4096 bytes", .parameters)
    }

    private func expectBadRequest(_ request: String, _ sentence: String, _ reason: Refusal) async throws {
        try await withGateway(metrics: metrics) { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(request)
            #expect(try await socket.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 400 "))
            _ = try await socket.read(through: sentence)
            #expect(metrics.refusals(reason) == 1)
        }
    }
}
