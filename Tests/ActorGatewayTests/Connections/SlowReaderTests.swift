import ActorDefinition
import ActorRuntime
import ActorWire
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

    @Test func oneAnswerMayBeLongerThanTheBound() async throws {
        try await withGateway(.with(\.outboundLimit, 1_000)) { _, address, room in
            let client = try await TestClient(address)
            _ = try await client.nextText()
            try await client.act(0, "echo", "[\"\(String(repeating: "x", count: 60_000))\"]")
            #expect(try await client.nextText()?.utf8.count ?? 0 > 60_000)
        }
    }
}
