import ActorWire
import NIOCore
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// What is refused is counted by its reason.
@Suite(.timeLimit(.minutes(1))) struct RefusalTests {
    private let metrics = MetricRegistry()

    @Test(arguments: [(100, 200), (101, 400)]) func aHeadHasAHundredFieldsAtMost(count: Int, status: Int) async throws {
        try await withGateway(metrics: metrics) { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            let fields = ["Host: localhost", "Connection: close"] + (2..<count).map { "x-\($0): 1" }
            try await socket.send("GET /health HTTP/1.1\r\n" + fields.joined(separator: "\r\n") + "\r\n\r\n")
            #expect(await socket.readToEnd().hasPrefix("HTTP/1.1 \(status) "))
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
            #expect(await socket.readToEnd().hasPrefix("HTTP/1.1 400 "))
            #expect(metrics.refusals(reason) == 1)
        }
    }

    @Test func beyondTheCallsThatMayBeUnderWayMoreAreRefused() async throws {
        try await withGateway(.with(\.callLimit, 0), metrics: metrics) { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("GET /actors?name=chatRoom HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await socket.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 503 "))
            #expect(metrics.refusals(.calls) == 1)
        }
        let gate = CallGate(limit: 1, refusals: Refusals(metrics))
        try gate.begin()
        #expect(throws: WireError.serviceUnavailable) { try gate.begin() }
        gate.end()
        try gate.begin()
    }

    @Test(arguments: [
        (clientFrame(1, [UInt8](repeating: 0x20, count: 65_537)), Refusal.message), ([0xC1, 0x80], .protocol),
        (clientFrame(1, [0xFF]), .protocol),
    ])
    func aViolationIsCountedOnce(bytes: [UInt8], reason: Refusal) async throws {
        try await withGateway(metrics: metrics) { _, address, _ in
            let client = try await TestClient(address)
            try await client.socket.send(bytes)
            try await client.socket.send(bytes)
            _ = await client.untilClose()
            while await client.next() != nil {}
            #expect(metrics.refusals(reason) == 1)
        }
    }

    @Test func whatTheActorHasNoRoomForIsCounted() async throws {
        try await withGateway(metrics: metrics) { _, address, room in
            let client = try await TestClient(address)
            _ = try await client.nextText()
            room.takesFrames = false
            for id in 0..<3 {
                try await client.act(id, "echo", "[]")
                #expect(try await client.nextText()?.contains(#""code":"overloaded""#) == true)
            }
            #expect(metrics.refusals(.queue) == 3)
        }
    }
}
