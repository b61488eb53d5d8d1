import Testing

@testable import ActorGateway

/// The HTTP side on real sockets: requests, whatever they ask for.
@Suite(.timeLimit(.minutes(1))) struct HTTPTests {
    private let room = "/gateway/chatRoom/"
    private let query = "?rvt-method=getOrCreate&rvt-key=lobby"

    @Test func aHeadIsAnsweredWithoutABody() async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let answer = await socket.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test(arguments: [
        ("GET", "/gateway/room/action/echo", "POST"), ("POST", "/health", "GET, HEAD"),
        ("PATCH", "/actors", "GET, PUT, POST"),
        ("GET", "/actors/room", "DELETE"),
    ])
    func whoUsesAWrongMethodIsToldTheRightOnes(method: String, path: String, allowed: String) async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, method, path)
            #expect(answer.status == 405 && answer.headers["allow"] == allowed)
        }
    }

    @Test func whoWaitsForLeaveToSendTheBodyGetsItOrIsRefusedAtOnce() async throws {
        try await withGateway { _, address, _ in
            let head = "POST \(room)action/echo\(query) HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
            let body = #"{"args":[1]}"#
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(head + "Content-Length: \(body.utf8.count)\r\n\r\n")
            #expect(try await socket.readAnswer().status == 100)
            try await socket.send(body)
            #expect(try await socket.readAnswer().body == #"{"output":[1,null]}"#)
            try await socket.send(head + "Content-Length: 1000000\r\n\r\n")
            #expect(await socket.readToEnd().hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func aWebSocketOfAnotherVersionIsToldWhichOneIsSpoken() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(
                address, "GET", room + "connect" + query,
                headers: [
                    "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 8",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                ])
            #expect(answer.status == 426 && answer.headers["sec-websocket-version"] == "13")
        }
    }

    @Test func aBodyOverTheLimitIsRefused() async throws {
        try await withGateway(.with(\.bodyLimit, 100)) { _, address, _ in
            let answer = try await ask(
                address, "POST", room + "action/echo" + query, body: String(repeating: " ", count: 101))
            #expect(answer.status == 400 && answer.headers["connection"] == "close")
            #expect(answer.body.contains(#""group":"message","code":"incoming_too_long""#))
        }
    }

    @Test func aHeadOverTheLimitIsRefused() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(
                address, "GET", "/health", headers: ["x-long: " + String(repeating: "x", count: 40_000)])
            #expect(answer.status == 431)
        }
    }

    @Test func nonsenseIsAnsweredWith400() async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("\u{16}\u{3}\u{1} this is not HTTP\r\n\r\n")
            #expect(try await socket.readAnswer().status == 400)
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(
                "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nope HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
            )
            #expect(try await socket.readAnswer().status == 200)
            #expect(try await socket.readAnswer().status == 404)
            #expect(try await socket.readAnswer().status == 200)
            let more = try await ask(address, "GET", "/health", on: socket)
            #expect(more.status == 200)
        }
    }

    /// The decoder reads nothing after such a request: the next one would wait for ever.
    @Test(arguments: [
        ("GET /health", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n", 200),
        ("CONNECT 127.0.0.1:80", "", 404),
    ])
    func aRequestForAnotherProtocolIsTheLastOfItsConnection(line: String, header: String, status: Int) async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("\(line) HTTP/1.1\r\nHost: localhost\r\n\(header)\r\n")
            let answer = await socket.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 \(status) ") && answer.contains("connection: close"))
        }
    }
}
