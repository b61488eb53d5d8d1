import NIOCore
import Testing

@testable import ActorGateway

/// What the fields of a request say, each that means something to the gateway.
@Suite(.timeLimit(.minutes(1))) struct HeaderTests {
    private let echo = "/gateway/room/action/echo"

    // MARK: The body, and what comes after

    /// With leave to send it, and without.
    @Test(arguments: ["", "Expect: 100-continue\r\n"]) func aBodyOfAllThatIsAllowedIsRead(header: String) async throws {
        let body = #"{"args":[1]}"#
        try await withGateway(.with(\.bodyLimit, body.utf8.count)) { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send(
                "POST \(echo) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "\(header)\r\n\(body)")
            if !header.isEmpty { #expect(try await socket.readAnswer().status == 100) }
            #expect(try await socket.readAnswer().body == #"{"output":[1,null]}"#)
        }
    }

    /// Neither has a client of HTTP/1.0 heard of it (RFC 9110 section 10.1.1), nor has a GET a body.
    @Test(arguments: ["GET /health HTTP/1.1", "POST /health HTTP/1.0"])
    func whoCannotWaitForLeaveIsAnsweredAtOnce(line: String) async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("\(line)\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await socket.readAnswer().status == (line.hasPrefix("GET") ? 200 : 405))
        }
    }

    @Test(arguments: ["HTTP/1.1\r\nConnection: close", "HTTP/1.0"])
    func whoWantsOneAnswerGetsOneAndTheEnd(version: String) async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("GET /health \(version)\r\nHost: localhost\r\n\r\n")
            let answer = await socket.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains("connection: close"))
        }
    }

    // MARK: Parameters

    @Test(arguments: [
        (#"{"name":"ann"}"#, 200), ("%7B%22name%22:%22ann%22%7D", 200), ("%7B%zz", 400), ("{name", 400),
        ("\"" + String(repeating: "x", count: 4_094) + "\"", 200),
    ])
    func theParametersOfACallAreJSONAsItIsOrPercentEncoded(header: String, status: Int) async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(
                address, "POST", echo, headers: ["x-rivet-conn-params: \(header)"], body: #"{"args":[]}"#)
            #expect(answer.status == status)
            #expect(answer.body.contains(#"{"output":[{"name":"ann"}]}"#) == header.contains("ann"))
        }
    }

    // MARK: Who asks whom

    @Test(arguments: [
        (["x-rivet-target: actor", "x-rivet-actor: room"], 200), (["x-rivet-actor: room"], 404),
        (["x-rivet-target: other", "x-rivet-actor: room"], 404), (["x-rivet-target: actor"], 404),
    ])
    func anActorIsNamedByTwoFieldsTogether(headers: [String], status: Int) async throws {
        try await withGateway { _, address, _ in
            #expect(try await ask(address, "GET", "/metadata", headers: headers).status == 200)
            let answer = try await ask(
                address, "POST", "/action/echo", headers: headers, body: #"{"args":[]}"#)
            #expect(answer.status == status)
        }
    }

    @Test(arguments: [
        ("Authorization: Bearer s3cret", 200), ("Authorization: bearer s3cret", 200), ("Authorization: s3cret", 403),
        ("Authorization: Basic s3cret", 403), ("Authorization: Bearer s3cret2", 403), ("x-rivet-token: s3cret", 200),
        ("x-rivet-token: s3cre", 403), ("x-token: s3cret", 403),
    ])
    func theTokenIsInOneOfTwoFields(header: String, status: Int) async throws {
        try await withGateway(.with(\.token, "s3cret")) { _, address, _ in
            let answer = try await ask(address, "POST", echo, headers: [header], body: #"{"args":[]}"#)
            #expect(answer.status == status)
            // The control plane knows the usual one alone.
            let list = try await ask(address, "GET", "/actors?name=chatRoom", headers: [header])
            #expect(list.status == (header.hasPrefix("Authorization") ? status : 403))
        }
    }
}
