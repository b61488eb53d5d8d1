import ActorDefinition
import Logging
import NIOCore
import Testing

@testable import ActorGateway

@Suite(.timeLimit(.minutes(1))) struct ShutdownTests {
    @Test func clientsAreToldToComeBack() async throws {
        // An address of its own, whose port nothing else takes once it is free.
        try await withGateway(.with(\.host, "127.0.0.7")) { gateway, address, room in
            let client = try await TestClient(address)
            _ = try await client.nextText()
            async let done: Void = gateway.shutdown()
            let close = await client.untilClose().last
            #expect(close?.closeCode == 1001 && close?.closeReason == "ws.going_away")
            #expect(await room.ended.first() == .shutdown)
            await done
            #expect(await gateway.connectionCount() == 0)
            // A process that another test starts holds the port for a moment longer.
            while (try? await TestSocket.connect(to: address)) != nil {}
        }
    }

    @Test func aClientThatDoesNotAnswerHoldsNothingUp() async throws {
        try await withGateway(.with(\.closeGrace, .milliseconds(100))) { gateway, address, room in
            let client = try await TestClient(address)
            _ = try await client.nextText()
            await gateway.shutdown()
            #expect(await gateway.connectionCount() == 0)
            #expect(await room.ended.first() == .shutdown)
        }
    }

    @Test func aPortInUseIsSaidInASentence() async throws {
        try await withGateway { _, address, room in
            var configuration = GatewayConfiguration()
            configuration.port = try #require(address.port)
            let second = Gateway(
                backend: room, configuration: configuration,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let error = await #expect(throws: GatewayError.self) { try await second.start() }
            #expect(error == .addressInUse(host: "127.0.0.1", port: configuration.port))
            #expect("\(error!)".contains("is in use"))
        }
    }

    @Test func aGatewayStartsOnce() async throws {
        try await withGateway { gateway, _, _ in
            await #expect(throws: GatewayError.alreadyStarted) { try await gateway.start() }
        }
    }
}
