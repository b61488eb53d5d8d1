import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

@testable import ActorGateway

/// From the upgrade to the first frames, on real sockets.
@Suite(.timeLimit(.minutes(1))) struct ConnectTests {
    private let initFrame = #"{"body":{"tag":"Init","val":{"actorId":"room","connectionId":"c"}}}"#

    @Test func aClientIsUpgradedAndGreeted() async throws {
        try await withGateway { _, address, room in
            let client = try await TestClient(address)
            #expect(client.answer.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
            #expect(client.answer.lowercased().contains("\r\nsec-websocket-protocol: rivet\r\n"))
            #expect(client.answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
            #expect(try await client.nextText() == initFrame)
            let opened = try #require(await room.opened.first())
            #expect(opened.target.actor == .named("chatRoom", key: try ActorKey(["lobby"]), method: .getOrCreate))
            #expect(opened.parameters == nil)
            #expect(opened.link.remoteAddress.hasPrefix("127.0.0.1:"))
        }
    }

    @Test func parametersTravelInTheSubprotocol() async throws {
        try await withGateway { _, address, room in
            let protocols = "rivet, rivet_encoding.json, rivet_conn_params.%7B%22name%22%3A%22ann%22%7D"
            let client = try await TestClient(address, protocols: protocols)
            #expect(client.answer.lowercased().contains("\r\nsec-websocket-protocol: rivet\r\n"))
            #expect(await room.opened.first()?.parameters == ["name": "ann"])
        }
    }

    @Test func aClientWithoutSubprotocolsSpeaksJSON() async throws {
        try await withGateway { _, address, _ in
            let client = try await TestClient(address, protocols: nil)
            #expect(!client.answer.lowercased().contains("sec-websocket-protocol"))
            #expect(try await client.nextText() == initFrame)
        }
    }

    @Test func headersOrSubprotocolsMayNameTheActor() async throws {
        try await withGateway { _, address, room in
            var opened = room.opened.makeAsyncIterator()
            _ = try await TestClient(
                address, path: "/connect", headers: ["x-rivet-target: actor", "x-rivet-actor: a%20b"])
            #expect(await opened.next()?.target.actor == .id("a%20b"))
            _ = try await TestClient(
                address, path: "/connect", protocols: "rivet, rivet_target.actor, rivet_actor.a%20b")
            #expect(await opened.next()?.target.actor == .id("a b"))
        }
    }

    private let upgrade = Array(TestClient.upgrade.utf8)

    @Test func framesThatComeWithTheUpgradeAreNotLost() async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(upgrade + clientFrame(9, Array("early".utf8)))
            _ = try await socket.read(through: "\r\n\r\n")
            _ = try await socket.read(through: "early")
        }
    }

    @Test(arguments: [true, false])
    func aConnectionThatSpokeHTTPBecomesAWebSocket(atOnce: Bool) async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            let question = Array("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
            let rest = upgrade + clientFrame(9, Array("early".utf8))
            try await socket.send(atOnce ? question + rest : question)
            #expect(try await socket.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
            if !atOnce { try await socket.send(rest) }
            #expect(try await socket.read(through: "\r\n\r\n").contains("HTTP/1.1 101 "))
            _ = try await socket.read(through: "early")
        }
    }

    @Test func onlyAGetBecomesAWebSocket() async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(Array("POST".utf8) + upgrade.dropFirst("GET".utf8.count))
            let answer = await socket.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.contains("A WebSocket begins with a GET"))
        }
    }

    @Test func aRefusedClientGetsTheErrorAndThenTheClose() async throws {
        try await withGateway { _, address, room in
            let client = try await TestClient(
                address, protocols: "rivet, rivet_conn_params.%7B%22name%22%3A%22mallory%22%7D")
            #expect(
                try await client.nextText()
                    == #"{"body":{"tag":"Error","val":{"group":"user","code":"refused","message":"Mallory may not enter","actionId":null}}}"#
            )
            let close = try #require(await client.next())
            #expect(close.opcode == 8 && close.closeCode == 1011 && close.closeReason == "user.refused")
            try await client.send(8, close.payload)
            #expect(await client.next() == nil)
            #expect(await room.ended.first() == .disconnected("user.refused"))
        }
    }

    @Test func anEncodingThatIsNotSpokenIsClosedWith1003() async throws {
        try await withGateway { _, address, _ in
            let client = try await TestClient(address, protocols: "rivet, rivet_encoding.xml")
            let frames = await client.untilClose()
            #expect(frames.last?.closeCode == 1003)
            #expect(frames.last?.closeReason == "actor.unsupported_websocket_encoding")
        }
    }

    @Test func parametersThatAreTooLongNeverReachTheActor() async throws {
        try await withGateway { _, address, room in
            let text = String(repeating: "x", count: 4_095)
            let client = try await TestClient(address, protocols: "rivet, rivet_conn_params.%22\(text)%22")
            let frames = await client.untilClose()
            #expect(frames.first?.text.contains(#""code":"invalid_request""#) == true)
            #expect(frames.first?.text.contains(#""actionId":null"#) == true)
            #expect(frames.last?.closeReason == "actor.invalid_request")
            _ = try await TestClient(address)
            #expect(await room.opened.first()?.parameters == nil)
        }
    }

    @Test(arguments: [
        "/gateway/chatRoom/connect?rvt-method=getOrCreate&rvt-bogus=1",
        "/gateway/chatRoom/connect?rvt-method=get&rvt-key=a&rvt-key=b", "/elsewhere",
    ])
    func anAddressThatMakesNoSenseIsRefused(path: String) async throws {
        try await withGateway { _, address, _ in
            let client = try await TestClient(address, path: path)
            let close = await client.untilClose().last
            #expect(close?.closeCode == 1011 && close?.closeReason == "actor.invalid_request")
        }
    }

    @Test func aPageOfAForeignOriginIsNotUpgraded() async throws {
        try await withGateway(.with(\.allowedOrigins, ["https://ours.example"])) { _, address, _ in
            let foreign = try await TestClient(address, headers: ["Origin: https://evil.example"])
            #expect(foreign.answer.hasPrefix("HTTP/1.1 403 "))
            let ours = try await TestClient(address, headers: ["Origin: https://ours.example"])
            #expect(ours.answer.hasPrefix("HTTP/1.1 101 "))
        }
    }

    @Test func aTokenIsAskedForIfOneIsSet() async throws {
        try await withGateway(.with(\.token, "s3cret")) { _, address, _ in
            let stranger = try await TestClient(address)
            #expect(await stranger.untilClose().last?.closeReason == "auth.forbidden")
            let friend = try await TestClient(address, protocols: "rivet, rivet_token.s3cret")
            #expect(try await friend.nextText() == initFrame)
            let other = try await TestClient(address, path: TestClient.roomPath + "&rvt-token=s3cret")
            #expect(try await other.nextText() == initFrame)
        }
    }

    @Test func aGatewayThatIsNotReadyTellsClientsToTryAgain() async throws {
        try await withGateway { gateway, address, _ in
            gateway.isReady = false
            let client = try await TestClient(address)
            #expect(await client.untilClose().last?.closeReason == "guard.service_unavailable")
        }
    }
}
