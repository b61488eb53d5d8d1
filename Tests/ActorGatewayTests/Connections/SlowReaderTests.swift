import ActorDefinition
import ActorRuntime
import ActorWire
import Logging
import NIOCore
import NIOEmbedded
import PrometheusMetrics
import Testing

@testable import ActorGateway

@Suite(.timeLimit(.minutes(1))) struct SlowReaderTests {
    @Test func aClientThatReadsNothingIsCutOffWhileOthersGoOn() async throws {
        try await withGateway(.with(\.outboundLimit, 64 << 10)) { gateway, address, room in
            let slow = try await TestClient(address, receiveBuffer: 4_096)
            let quick = try await TestClient(address)
            for client in [slow, quick] {
                _ = try await client.nextText()
                try await client.subscribe("said")
                try await client.act(0, "echo", "[]")
                _ = try await client.nextText()
            }
            try await slow.socket.setReading(false)
            let text = String(repeating: "x", count: 32 << 10)
            let count = 400
            var received = 0
            for number in 0..<count {
                room.deliver([
                    .broadcast(
                        event: "said",
                        EncodedFrame(.event(name: "said", arguments: [.int(Int64(number)), .string(text)])), except: nil
                    )
                ])
                let frame = try #require(try await quick.nextText())
                #expect(frame.hasPrefix(#"{"body":{"tag":"Event","val":{"name":"said","args":[\#(number),"#))
                received += 1
            }
            #expect(received == count)
            #expect(await room.ended.first() == .violation("reads too slowly"))
            #expect(await gateway.connectionCount() == 1)
        }
    }

    /// Nothing follows that could bring it to light: no message, no ping.
    @Test func aClientThatReadsNothingIsCutOffAlsoWhenNothingFollows() async throws {
        let metrics = MetricRegistry()
        try await withGateway(.with(\.outboundLimit, 64 << 10), metrics: metrics) { gateway, address, room in
            let slow = try await TestClient(address, receiveBuffer: 4_096)
            _ = try await slow.nextText()
            let link = try #require(await room.opened.first()).link
            try await slow.socket.setReading(false)
            room.deliver([.send(link, answer(of: 900_000))])
            #expect(await room.ended.first() == .violation("reads too slowly"))
            #expect(await gateway.connectionCount() == 0)
            #expect(metrics.total("gateway_slow_clients_cut_off_total") == 1)

            // It comes back, and is served as before.
            let again = try await TestClient(address)
            #expect(try await again.nextText()?.contains("Init") == true)
            try await again.act(1, "echo", "[]")
            #expect(try await again.nextText()?.contains("ActionResponse") == true)
        }
    }

    /// On a loop whose time the test turns.
    @Test func aClientThatCatchesUpInTimeStays() throws {
        let loop = EmbeddedEventLoop()
        let metrics = MetricRegistry()
        var configuration = GatewayConfiguration.with(\.metrics, metrics)
        configuration.eventLoopGroup = loop
        let gateway = Gateway(
            backend: TestRoom(), configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        gateway.isReady = true
        let channel = EmbeddedChannel(loop: loop)
        try gateway.setUp(channel)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeInbound(ByteBuffer(string: TestClient.upgrade))
        loop.run()
        func setWritable(_ isWritable: Bool, for time: TimeAmount) {
            channel.isWritable = isWritable
            channel.pipeline.fireChannelWritabilityChanged()
            loop.advanceTime(by: time)
        }
        for _ in 0..<3 {
            setWritable(false, for: .milliseconds(450))
            setWritable(true, for: .seconds(2))
        }
        #expect(channel.isActive)
        #expect(metrics.total("gateway_slow_clients_cut_off_total") == 0)
        setWritable(false, for: .seconds(1))
        #expect(!channel.isActive)
        #expect(metrics.total("gateway_slow_clients_cut_off_total") == 1)
    }

    @Test func whoSaysGoodbyeAndReadsNothingIsGoneAfterTheGrace() async throws {
        try await withGateway(.with(\.closeGrace, .milliseconds(100))) { gateway, address, room in
            let slow = try await TestClient(address, receiveBuffer: 4_096)
            _ = try await slow.nextText()
            let link = try #require(await room.opened.first()).link
            try await slow.socket.setReading(false)
            room.deliver([.send(link, answer(of: 900_000))])
            try await slow.send(8, [])
            #expect(await room.ended.first() == .left)
            #expect(await gateway.connectionCount() == 0)
        }
    }

    @Test func whoAsksOnAndOnAndReadsNoAnswerIsCutOff() async throws {
        var configuration = GatewayConfiguration.with(\.outboundLimit, 64 << 10)
        configuration.requestTime = .seconds(600)
        let metrics = MetricRegistry()
        try await withGateway(configuration, metrics: metrics) { _, address, _ in
            let socket = try await TestSocket.connect(to: address, receiveBuffer: 4_096)
            try await socket.setReading(false)
            let requests = String(repeating: "GET /metadata HTTP/1.1\r\nhost: localhost\r\n\r\n", count: 100)
            while (try? await socket.send(requests)) != nil {}
            #expect(metrics.total("gateway_slow_clients_cut_off_total") == 1)
        }
    }

    private func answer(of length: Int) -> EncodedFrame {
        EncodedFrame(.actionResponse(id: 0, output: .string(String(repeating: "x", count: length))))
    }

    @Test func oneAnswerMayBeLongerThanTheBound() async throws {
        try await withGateway(.with(\.outboundLimit, 1_000)) { _, address, room in
            let client = try await TestClient(address)
            _ = try await client.nextText()
            try await client.act(0, "echo", "[\"\(String(repeating: "x", count: 60_000))\"]")
            #expect(try await client.nextText()?.utf8.count ?? 0 > 60_000)
        }
    }
}
