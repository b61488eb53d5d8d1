import NIOCore
import Testing

@testable import ActorGateway

/// The path for programs that test the protocol.
@Suite(.timeLimit(.minutes(1))) struct EchoTests {
    private func withEcho(_ body: (TestClient, SocketAddress) async throws -> Void) async throws {
        try await withGateway(.with(\.echoPath, "/echo")) { _, address, _ in
            try await body(TestClient(address, path: "/echo", protocols: nil), address)
        }
    }

    @Test(arguments: [0, 125, 65_536, 1 << 20]) func whatIsSentComesBack(length: Int) async throws {
        try await withEcho { client, _ in
            let payload = [UInt8](repeating: 0x61, count: length)
            for opcode: UInt8 in [1, 2] {
                try await client.send(opcode, payload)
                let frame = try #require(await client.next())
                #expect(frame.opcode == opcode && frame.payload == payload)
            }
        }
    }

    @Test func fragmentsComeBackAsOneMessageBehindThePongBetweenThem() async throws {
        try await withEcho { client, _ in
            try await client.send(1, Array("Hel".utf8), isFinal: false)
            try await client.send(9, [7])
            try await client.send(0, Array("lo".utf8))
            #expect(await client.next() == .init(opcode: 0xA, payload: [7]))
            #expect(await client.next()?.text == "Hello")
        }
    }

    @Test func itEndsLikeEveryOtherConnection() async throws {
        try await withEcho { client, address in
            try await client.send(8, [0x0F, 0xA0])
            #expect(await client.next()?.closeCode == 4000)
            #expect(await client.next() == nil)
            let other = try await TestClient(address, path: "/echo", protocols: nil)
            try await other.send(1, [0xC0])
            #expect(await other.untilClose().last?.closeCode == 1007)
        }
    }

    @Test func thereIsNoneUnlessItIsAskedFor() async throws {
        try await withGateway { _, address, room in
            let client = try await TestClient(address, path: "/echo", protocols: nil)
            try await client.send("hello")
            let frames = await client.untilClose()
            #expect(frames.first?.text.contains(#""tag":"Error""#) == true && frames.last?.opcode == 8)
        }
    }
}
