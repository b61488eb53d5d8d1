import ActorDefinition
import ActorRuntime
import ActorWire
import NIOCore
import PrometheusMetrics
import Testing

@testable import ActorGateway

@Suite(.timeLimit(.minutes(1))) struct MetricsTests {
    @Test func connectionsAreCountedAndTheirEndsByReason() async throws {
        let registry = MetricRegistry()
        try await withGateway(.with(\.metrics, registry)) { _, address, room in
            let leaver = try await TestClient(address)
            let rude = try await TestClient(address)
            for client in [leaver, rude] { _ = try await client.nextText() }
            #expect(registry.total("gateway_connections") == 2)
            try await leaver.send(8, [0x03, 0xE8])
            #expect(await room.ended.first() == .left)
            try await rude.socket.send([0x81, 0x01, 0x00])
            _ = await rude.untilClose()
            await rude.socket.close()
            _ = await room.ended.first()
            #expect(registry.total("gateway_connections") == 0)
            #expect(registry.total("gateway_connections_opened_total") == 2)
            let lines = registry.exposition().split(separator: "\n")
            #expect(lines.contains(#"gateway_closes_total{reason="left"} 1"#))
            #expect(lines.contains(#"gateway_closes_total{reason="violation"} 1"#))
            #expect(lines.contains(#"gateway_closes_total{reason="shutdown"} 0"#))
        }
    }

    @Test func whoComesBeforeTheActorsAreThereHasViolatedNothing() async throws {
        let registry = MetricRegistry()
        try await withGateway(.with(\.metrics, registry)) { gateway, address, _ in
            gateway.isReady = false
            let client = try await TestClient(address)
            #expect(await client.untilClose().last?.closeReason == "guard.service_unavailable")
            while await client.next() != nil {}
            while registry.total("gateway_connections") > 0 { await Task.yield() }
            let lines = registry.exposition().split(separator: "\n")
            #expect(lines.contains(#"gateway_closes_total{reason="disconnected"} 1"#))
            #expect(lines.contains(#"gateway_closes_total{reason="violation"} 0"#))
        }
    }

    @Test func whatWaitsForClientsIsKnownAndReturnsToNothing() async throws {
        let registry = MetricRegistry()
        var configuration = GatewayConfiguration.with(\.metrics, registry)
        configuration.outboundLimit = 64 << 20
        try await withGateway(configuration) { _, address, room in
            var opened = room.opened.makeAsyncIterator()
            let quick = try await enter(address, room, &opened)
            let late = try await enter(address, room, &opened, receiveBuffer: 4_096)
            let gone = try await enter(address, room, &opened, receiveBuffer: 4_096)
            for client in [late, gone] { try await client.socket.setReading(false) }
            let text = Value.string(String(repeating: "x", count: 1_000_000))
            let frame = EncodedFrame(.event(name: "said", arguments: [text]))
            let count = 8
            for _ in 0..<count {
                room.deliver([.broadcast(event: "said", frame, except: nil)])
                _ = try await quick.nextText()
            }
            #expect(registry.total("gateway_queued_bytes") > 2_000_000)

            try await late.socket.setReading(true)
            for _ in 0..<count { _ = try await late.nextText() }
            await gone.socket.close()
            _ = await room.ended.first()
            // The loop has done what it had to when it has answered once more.
            try await quick.act(0, "echo", "[]")
            _ = try await quick.nextText()
            #expect(registry.total("gateway_queued_bytes") == 0)
        }
    }

    private func enter(
        _ address: SocketAddress, _ room: TestRoom, _ opened: inout AsyncStream<TestRoom.Opened>.AsyncIterator,
        receiveBuffer: Int? = nil
    ) async throws -> TestClient {
        let client = try await TestClient(address, receiveBuffer: receiveBuffer)
        _ = try await client.nextText()
        let link = try #require(await opened.next(isolation: #isolation)?.link)
        room.deliver([.subscribe(link, event: "said")])
        return client
    }
}
