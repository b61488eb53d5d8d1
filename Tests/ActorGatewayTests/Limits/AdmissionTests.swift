import NIOCore
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// How many may come in, on real sockets.
@Suite(.timeLimit(.minutes(1))) struct AdmissionTests {
    private let metrics = MetricRegistry()

    /// What a new connection is told when it asks for something. Who is refused and takes more than a second to ask is
    /// closed before, and asks again.
    private func answer(
        _ address: SocketAddress,
        to question: String = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    ) async throws -> String {
        while true {
            let socket = try await TestSocket.connect(to: address)
            try? await socket.send(question)
            let answer = await socket.readToEnd()
            if !answer.isEmpty { return answer }
        }
    }

    @Test func beyondTheConnectionsInAllEverybodyIsToldToTryAgain() async throws {
        try await withGateway(.with(\.connectionLimit, 2), metrics: metrics) { gateway, address, _ in
            let inside = [try await TestClient(address), try await TestClient(address)]
            let refused = try await answer(address)
            #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("\r\nretry-after: "))
            #expect(refused.contains(#"{"group":"guard","code":"service_unavailable""#))
            #expect(refused.contains("The host is full: 2 connections are open"))
            #expect(try await answer(address, to: TestClient.upgrade).hasPrefix("HTTP/1.1 503 "))
            #expect(metrics.refusals(.connections) ?? 0 >= 2 && metrics.refusals(.address) == 0)
            #expect(await gateway.connectionCount() == 2)
            for client in inside { #expect(try await client.nextText()?.contains("Init") == true) }
        }
    }

    @Test func beyondTheConnectionsOfAnAddressOnlyItIsRefused() async throws {
        try await withGateway(.with(\.connectionsPerAddress, 1), metrics: metrics) { _, address, _ in
            let inside = try await TestClient(address)
            let refused = try await answer(address)
            #expect(refused.hasPrefix("HTTP/1.1 429 "))
            #expect(refused.contains(#"{"group":"guard","code":"too_many_connections""#))
            #expect(refused.contains("1 connections are open from this address"))
            #expect(metrics.refusals(.address) ?? 0 >= 1 && metrics.refusals(.connections) == 0)
            #expect(try await inside.nextText()?.contains("Init") == true)
        }
    }

    @Test func whoLeavesMakesRoom() async throws {
        try await withGateway(.with(\.connectionLimit, 1)) { _, address, room in
            for _ in 0..<3 {
                let client = try await TestClient(address)
                #expect(try await client.nextText()?.contains("Init") == true)
                await client.socket.close()
                _ = await room.ended.first()
                // The channel is closed a moment after its connection has ended.
                while try await answer(address).hasPrefix("HTTP/1.1 503") {}
            }
        }
    }

    @Test func aHouseholdIsAnAddressOrANetworkOfIPv6() throws {
        func household(_ address: String) throws -> Household {
            Household(try SocketAddress(ipAddress: address, port: 5))
        }
        #expect(try household("192.0.2.7") == .v4(0xC000_0207))
        #expect(try household("::ffff:192.0.2.7") == household("192.0.2.7"))
        #expect(try household("2001:db8:1:2:3:4:5:6") == .v6(0x2001_0DB8_0001_0002))
        #expect(try household("2001:db8:1:2:ffff::1") == household("2001:db8:1:2:3:4:5:6"))
        #expect(try household("2001:db8:1:3::1") != household("2001:db8:1:2::1"))
        #expect(Household(nil) == .unknown)
    }

    @Test func whatIsNoSocketHasNoAddressToCount() {
        var configuration = GatewayConfiguration.with(\.connectionLimit, 3)
        configuration.connectionsPerAddress = 1
        let admission = Admission(configuration)
        #expect((0..<4).map { _ in admission.enter(.unknown, at: .now()) } == [nil, nil, nil, .connections])
        admission.leave(.unknown)
        #expect(admission.enter(.v4(1), at: .now()) == nil)
    }

    @Test func whoConnectsTooOftenIsRefused() async throws {
        let rate = GatewayConfiguration.Rate(burst: 0, perSecond: 1)
        try await withGateway(.with(\.arrivalRate, rate), metrics: metrics) { _, address, _ in
            let refused = try await answer(address)
            #expect(refused.hasPrefix("HTTP/1.1 429 "))
            #expect(refused.contains(#"{"group":"guard","code":"connecting_too_fast""#))
            #expect(refused.contains("This address connects more than 1 times a second"))
            #expect(metrics.refusals(.arrivals) ?? 0 >= 1 && metrics.refusals(.address) == 0)
        }
    }

    @Test func whoConnectsTooOftenMayComeAgainWhenTheirTimeHasCome() {
        let admission = Admission(.with(\.arrivalRate, .init(burst: 10, perSecond: 5)))
        let start = NIODeadline.now()
        func arrivals(from household: Household, at time: NIODeadline) -> Int {
            var count = 0
            while count < 100, admission.enter(household, at: time) == nil {
                admission.leave(household)
                count += 1
            }
            return count
        }
        #expect(arrivals(from: .v4(1), at: start) == 10)
        #expect(arrivals(from: .v4(2), at: start) == 10)
        #expect(arrivals(from: .v4(1), at: start + .milliseconds(199)) == 0)
        #expect(arrivals(from: .v4(1), at: start + .seconds(1)) == 5)
        // A crowd of others does not let anybody be forgotten who has just come.
        for number in 3..<10_000 { _ = arrivals(from: .v4(UInt32(number)), at: start + .seconds(1)) }
        #expect(arrivals(from: .v4(1), at: start + .seconds(1)) == 0)
    }
}
