import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

@testable import ActorGateway

/// What clients send once they are connected, right and wrong, on real sockets.
@Suite(.timeLimit(.minutes(1))) struct FrameTests {
    private func greeted(_ client: TestClient) async throws -> TestClient {
        #expect(try await client.nextText()?.contains("Init") == true)
        return client
    }

    @Test func anActionIsAnsweredInTheFormOfTheProtocol() async throws {
        try await withGateway { _, address, _ in
            let client = try await greeted(TestClient(address))
            try await client.act(0, "echo", "[42]")
            #expect(
                try await client.nextText()
                    == #"{"body":{"tag":"ActionResponse","val":{"id":["$BigInt","0"],"output":42}}}"#)
        }
    }

    @Test func aBroadcastReachesWhoSubscribed() async throws {
        try await withGateway { _, address, _ in
            let ann = try await greeted(TestClient(address))
            let bob = try await greeted(TestClient(address))
            try await bob.subscribe("said")
            try await bob.act(0, "echo", "[]")
            _ = try await bob.nextText()
            try await ann.act(7, "say", #"["hi",2]"#)
            #expect(
                try await bob.nextText() == #"{"body":{"tag":"Event","val":{"name":"said","args":["hi",2]}}}"#)
            #expect(
                try await ann.nextText()
                    == #"{"body":{"tag":"ActionResponse","val":{"id":["$BigInt","7"],"output":"hi"}}}"#)
        }
    }

    @Test func aPingIsAnsweredWithItsPayload() async throws {
        try await withGateway { _, address, _ in
            let client = try await greeted(TestClient(address))
            try await client.send(9, [1, 2, 3])
            #expect(await client.next() == TestClient.Frame(opcode: 0xA, payload: [1, 2, 3]))
        }
    }

    @Test func aCloseIsEchoedAndCountsAsLeaving() async throws {
        try await withGateway { _, address, room in
            let client = try await greeted(TestClient(address))
            try await client.send(8, [0x03, 0xE8] + Array("Disposed".utf8))
            #expect(await client.next()?.closeCode == 1000)
            #expect(await client.next() == nil)
            #expect(await room.ended.first() == .left)
        }
    }

    @Test func aLineThatBreaksIsNotAGoodbye() async throws {
        try await withGateway { _, address, room in
            let client = try await greeted(TestClient(address))
            await client.socket.close()
            #expect(await room.ended.first()?.isClean == false)
        }
    }

    @Test func aKickSaysItsReasonAfterWhatPrecedesIt() async throws {
        try await withGateway { _, address, room in
            let client = try await greeted(TestClient(address))
            try await client.act(0, "kick", #"["spam"]"#)
            #expect(try await client.nextText()?.contains("ActionResponse") == true)
            let close = try #require(await client.next())
            #expect(close.closeCode == 1000 && close.closeReason == "spam")
            try await client.act(1, "echo", "[1]")
            try await client.send(8, close.payload)
            #expect(await client.next() == nil)
            #expect(await room.ended.first() == .disconnected("spam"))
        }
    }

    @Test func aClientThatDoesNotAnswerTheCloseIsClosedAnyway() async throws {
        try await withGateway(.with(\.closeGrace, .milliseconds(100))) { _, address, room in
            let client = try await greeted(TestClient(address))
            try await client.act(0, "kick", #"["spam"]"#)
            while await client.next() != nil {}
            #expect(await room.ended.first() == .disconnected("spam"))
        }
    }

    @Test(
        arguments: [
            (1, Array("hello".utf8)), (1, Array(#"{"body":{"tag":"Bogus","val":{}}}"#.utf8)),
            (1, Array(String(repeating: "[", count: 60_000).utf8)), (2, Array("{}".utf8)),
        ] as [(UInt8, [UInt8])])
    func aMessageThatMakesNoSenseGetsAnErrorAndAClose(opcode: UInt8, payload: [UInt8]) async throws {
        try await withGateway { _, address, _ in
            let client = try await greeted(TestClient(address))
            let other = try await greeted(TestClient(address))
            try await client.send(opcode, payload)
            let frames = await client.untilClose()
            #expect(frames.first?.text.contains(#""group":"actor","code":"invalid_request""#) == true)
            #expect(frames.first?.text.hasSuffix(#""actionId":null}}}"#) == true)
            #expect(frames.last?.closeCode == 1011 && frames.last?.closeReason == "actor.invalid_request")
            try await other.act(0, "echo", "[1]")
            #expect(try await other.nextText()?.contains("ActionResponse") == true)
        }
    }

    @Test func aMessageOverTheLimitIsClosedWith1009() async throws {
        try await withGateway { _, address, room in
            let client = try await greeted(TestClient(address))
            try await client.send(1, [UInt8](repeating: 0x20, count: 65_537))
            let close = await client.untilClose().last
            #expect(close?.closeCode == 1009 && close?.closeReason == "message.incoming_too_long")
            #expect(await room.ended.first() == .violation("sent a message longer than 65536 bytes"))
        }
    }

    @Test func aMessageAtTheLimitIsTaken() async throws {
        try await withGateway { _, address, _ in
            let client = try await greeted(TestClient(address))
            let frame = #"{"body":{"tag":"ActionRequest","val":{"id":0,"name":"echo","args":[]}}}"#
            try await client.send(frame + String(repeating: " ", count: 65_536 - frame.utf8.count))
            #expect(try await client.nextText()?.contains("ActionResponse") == true)
        }
    }

    @Test func aTextThatIsNotUTF8IsClosedWith1007() async throws {
        try await withGateway { _, address, _ in
            let client = try await greeted(TestClient(address))
            try await client.send(1, [0x22, 0xFF, 0x22])
            #expect(await client.untilClose().last?.closeCode == 1007)
        }
    }

    @Test func aFrameThatIsNotMaskedIsClosedWith1002() async throws {
        try await withGateway { _, address, _ in
            let client = try await greeted(TestClient(address))
            try await client.socket.send([0x81, 0x01, 0x20])
            #expect(await client.untilClose().last?.closeCode == 1002)
        }
    }

    /// The grace is for clients that are understood: the end of who is not hangs on no answer, and what they still send
    /// does not take the reason from them.
    @Test(arguments: [0, 4 << 20]) func whoBreaksTheProtocolReadsTheReasonAndThenTheEnd(sendingOn count: Int)
        async throws
    {
        var configuration = GatewayConfiguration.with(\.closeGrace, .seconds(3_600))
        configuration.byteRate = nil
        try await withGateway(configuration) { _, address, room in
            let client = try await greeted(TestClient(address))
            // The end may come before all is sent.
            try? await client.socket.send([0xC1, 0x80] + [UInt8](repeating: 0, count: count))
            #expect(await client.next()?.closeCode == 1002)
            #expect(await client.next() == nil)
            #expect(await room.ended.first() == .violation("sent a frame with reserved bits"))
        }
    }

    @Test func whoAnswersACloseWithNonsenseReadsTheEnd() async throws {
        try await withGateway(.with(\.closeGrace, .seconds(3_600))) { _, address, room in
            let client = try await greeted(TestClient(address))
            try await client.act(0, "kick", #"["spam"]"#)
            while let frame = await client.next(), frame.opcode != 8 {}
            try await client.socket.send([0xC1, 0x80])
            #expect(await client.next() == nil)
            #expect(await room.ended.first() == .disconnected("spam"))
        }
    }

    @Test func anActionThatTheActorCannotTakeIsAnsweredWithItsId() async throws {
        try await withGateway { _, address, room in
            let client = try await greeted(TestClient(address))
            room.full = .actor
            try await client.act(3, "echo", "[]")
            let answer = try #require(try await client.nextText())
            #expect(answer.contains(#""code":"overloaded""#) && answer.hasSuffix(#""actionId":["$BigInt","3"]}}}"#))
            try await client.subscribe("said")
            #expect(await client.untilClose().last?.closeReason == "actor.overloaded")
        }
    }

    @Test func anAnswerOverTheLimitEndsTheConnection() async throws {
        try await withGateway(.with(\.outgoingMessageLimit, 200)) { _, address, _ in
            let client = try await greeted(TestClient(address))
            try await client.act(0, "echo", "[\"\(String(repeating: "x", count: 200))\"]")
            let close = await client.untilClose().last
            #expect(close?.closeCode == 1011 && close?.closeReason == "message.outgoing_too_long")
        }
    }
}
