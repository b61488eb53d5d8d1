import NIOCore
import Testing

@testable import ActorGateway

/// Which pages' requests are answered, and for which host.
@Suite(.timeLimit(.minutes(1))) struct OriginTests {
    @Test func anAllowedOriginIsNamedInTheAnswer() async throws {
        try await withGateway(.with(\.allowedOrigins, ["https://ours.example"])) { _, address, _ in
            let headers = ["Origin: https://ours.example", "Access-Control-Request-Method: PUT"]
            let preflight = try await ask(address, "OPTIONS", "/actors", headers: headers)
            #expect(preflight.status == 204)
            #expect(preflight.headers["access-control-allow-origin"] == "https://ours.example")
            #expect(preflight.headers["access-control-allow-credentials"] == "true")
            #expect(preflight.headers["access-control-allow-methods"]?.contains("PUT") == true)
            #expect(preflight.headers["access-control-allow-headers"]?.contains("x-rivet-encoding") == true)
            let answer = try await ask(address, "GET", "/health", headers: headers)
            #expect(answer.status == 200)
            #expect(answer.headers["access-control-allow-origin"] == "https://ours.example")
            #expect(answer.headers["vary"] == "origin")
        }
    }

    @Test func aForeignOriginGetsNothing() async throws {
        try await withGateway(.with(\.allowedOrigins, ["https://ours.example"])) { _, address, _ in
            for method in ["OPTIONS", "GET", "POST"] {
                let answer = try await ask(
                    address, method, "/actors?name=chatRoom", headers: ["Origin: https://evil.example"])
                #expect(answer.status == 403 && answer.headers["access-control-allow-origin"] == nil)
            }
        }
    }

    @Test(arguments: [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)])
    func whatAForeignPageHasTheBrowserFetchIsRefused(site: String, status: Int) async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, "GET", "/actors?name=chatRoom", headers: ["Sec-Fetch-Site: \(site)"])
            #expect(answer.status == status)
        }
    }

    @Test(arguments: [
        ("Host: localhost:6420", 200), ("Host: LOCALHOST", 200), ("Host: 127.0.0.1:6420", 200),
        ("Host: 127.1.2.3", 200),
        ("Host: [::1]:6420", 200), ("Host: evil.example:6420", 403), ("Host: 127.evil.example", 403), ("Host: ", 200),
        ("Host: server", 200), ("Host: 192.0.2.1:6420", 200), ("Host: page.localhost", 200),
        ("Host: localhost.evil.example", 403), ("X: y", 400), ("Host: localhost\r\nHost: localhost", 400),
    ])
    func onTheLoopbackARequestIsForNoDomain(header: String, status: Int) async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("GET /actors?name=chatRoom HTTP/1.1\r\n\(header)\r\n\r\n")
            #expect(try await socket.readAnswer().status == status)
        }
    }

    @Test func elsewhereTheHostMayHaveAnyName() async throws {
        try await withGateway(.with(\.host, "0.0.0.0")) { _, address, _ in
            let port = try #require(address.port)
            let socket = try await TestSocket.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: port))
            try await socket.send("GET /health HTTP/1.1\r\nHost: parlor.example\r\n\r\n")
            #expect(try await socket.readAnswer().status == 200)
        }
    }

    @Test func aClientThatIsTooOldToNameTheHostIsAnswered() async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("GET /health HTTP/1.0\r\n\r\n")
            #expect(try await socket.readAnswer().status == 200)
        }
    }
}
