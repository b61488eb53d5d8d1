import ActorDefinition
import ActorWire
import NIOCore
import NIOHTTP1
import Testing

@testable import ActorGateway

/// The HTTP side on real sockets.
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

    @Test func healthIsOKOnlyWhenReady() async throws {
        try await withGateway { gateway, address, _ in
            let healthy = try await ask(address, "GET", "/health")
            #expect(healthy.status == 200 && healthy.body == "ok")
            gateway.isReady = false
            let waiting = try await ask(address, "GET", "/health")
            #expect(waiting.status == 503)
            #expect(waiting.body.hasPrefix(#"{"group":"guard","code":"service_unavailable","#))
        }
    }

    @Test func healthTellsWhatIsWrongAlthoughActorsCanBeReached() async throws {
        try await withGateway(.with(\.trouble, { .degraded("the disk is full") })) { gateway, address, _ in
            let answer = try await ask(address, "GET", "/health")
            #expect(answer.status == 503)
            #expect(answer.body.hasPrefix(#"{"group":"guard","code":"degraded","message":"the disk is full""#))
            gateway.isReady = false
            #expect(try await ask(address, "GET", "/health").body.contains("service_unavailable"))
        }
    }

    @Test func metadataIsWhatOfficialClientsExpect() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, "GET", "/metadata")
            #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
            #expect(
                answer.body
                    == #"{"runtime":"rivetkit","version":"2.3.11","envoy":{"kind":{"normal":{}}},"envoyProtocolVersion":1,"actorNames":{}}"#
            )
        }
    }

    @Test func anActionIsCalledOverHTTP() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(
                address, "POST", room + "action/echo" + query, headers: [#"x-rivet-conn-params: {"name":"ann"}"#],
                body: #"{"args":[1,"two"]}"#)
            #expect(answer.status == 200 && answer.body == #"{"output":[1,"two",{"name":"ann"}]}"#)
            #expect(answer.headers["x-rivet-actor"] == "room")
        }
    }

    @Test func headersMayNameTheActor() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(
                address, "POST", "/action/echo", headers: ["x-rivet-target: actor", "x-rivet-actor: room"],
                body: #"{"args":[1]}"#)
            #expect(answer.body == #"{"output":[1,null]}"#)
        }
    }

    @Test func anUnknownActionIs404() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, "POST", room + "action/nope" + query, body: #"{"args":[]}"#)
            #expect(answer.status == 404)
            #expect(answer.body.hasPrefix(#"{"group":"actor","code":"action_not_found","message":"#))
        }
    }

    @Test(arguments: [
        ("GET", "action/echo", "", 405, "method_not_allowed"),
        ("POST", "action/echo", "no json", 400, "invalid_request"),
        ("POST", "action/echo", "{}", 400, "invalid_request"),
        ("POST", "action/echo", #"{"args":3}"#, 400, "invalid_request"),
        ("POST", "nothing", "", 404, "not_found"),
        ("GET", "connect", "", 400, "invalid_request"),
    ])
    func aBadCallIsAnsweredWithItsError(
        method: String, endpoint: String, body: String, status: Int, code: String
    ) async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, method, room + endpoint + query, body: body)
            #expect(answer.status == status)
            #expect(answer.body.contains(#""group":"actor","code":"\#(code)""#))
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

    @Test func anotherEncodingIsRefused() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(
                address, "POST", room + "action/echo" + query, headers: ["x-rivet-encoding: xml"],
                body: #"{"args":[]}"#)
            #expect(answer.status == 400 && answer.headers["content-type"] == "application/json")
            #expect(answer.body.contains("Only the encodings json, cbor and bare are spoken here"))
        }
    }

    @Test(arguments: WireEncoding.allCases) func anActionIsCalledInAnyEncoding(encoding: WireEncoding) async throws {
        let (body, output, error) = Self.bodies(in: encoding)
        try await withGateway { _, address, _ in
            let headers = ["x-rivet-encoding: \(encoding.rawValue)", #"x-rivet-conn-params: {"name":"ann"}"#]
            let answer = try await ask(
                address, "POST", room + "action/echo" + query, headers: headers, bytes: body)
            #expect(answer.status == 200 && answer.bytes == output)
            let failure = try await ask(
                address, "POST", room + "action/nope" + query, headers: headers, bytes: body)
            #expect(failure.status == 404 && failure.bytes == error)
            let type = encoding == .json ? "application/json" : "application/octet-stream"
            #expect([answer, failure].allSatisfy { $0.headers["content-type"] == type })
        }
    }

    /// A call with `"hi"`, what it answers with the parameters, and the error of an action that there is not.
    private static func bodies(in encoding: WireEncoding) -> (body: [UInt8], output: [UInt8], error: [UInt8]) {
        let sentence = "There is no action 'nope'"
        let fields: Value = ["group": "actor", "code": "action_not_found", "message": .string(sentence)]
        let output: Value = ["hi", ["name": "ann"]]
        switch encoding {
        case .json: return ((["args": ["hi"]] as Value).json(), (["output": output] as Value).json(), fields.json())
        case .cbor: return ((["args": ["hi"]] as Value).cbor(), (["output": output] as Value).cbor(), fields.cbor())
        case .bare:
            let texts = ["actor", "action_not_found", sentence].flatMap { [UInt8($0.utf8.count)] + $0.utf8 }
            return (
                [4, 0, 4, 0x81, 0x62] + Array("hi".utf8), [4, 0, UInt8(output.cbor().count)] + output.cbor(),
                [4, 0] + texts + [0, 0]
            )
        }
    }

    @Test func whatIsNoActorsIsAnsweredInJSONWhateverIsAskedFor() async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, "GET", "/actors", headers: ["x-rivet-encoding: bare"])
            #expect(answer.status == 400 && answer.headers["content-type"] == "application/json")
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

    // MARK: Per actor

    @Test func anActorHasItsHealthAndMetadata() async throws {
        try await withGateway { _, address, _ in
            let health = try await ask(address, "GET", room + "health" + query)
            #expect(health.status == 200 && health.body == "ok" && health.headers["x-rivet-actor"] == "room")
            #expect(try await ask(address, "GET", "/gateway/room/metadata").status == 200)
            #expect(try await ask(address, "GET", "/gateway/ghost/health").status == 404)
        }
    }

    @Test(arguments: ["health", "metadata"]) func aGetMakesNoActorWhateverItsAddressSays(endpoint: String) async throws
    {
        try await withGateway { _, address, backend in
            let path = room + endpoint + "?rvt-method=getOrCreate&rvt-key=spam"
            let answer = try await ask(address, "GET", path)
            #expect(answer.status == 404)
            #expect(backend.log.isEmpty)
        }
    }

    // MARK: Control plane

    private let actor =
        #"{"actor_id":"room","name":"chatRoom","key":"lobby","namespace_id":"default","runner_name_selector":"default","create_ts":1700000000000,"connectable_ts":1700000000000,"start_ts":null,"sleep_ts":null,"destroy_ts":null,"error":null}"#

    @Test func actorsAreFoundMadeAndDestroyed() async throws {
        try await withGateway { _, address, backend in
            let body =
                #"{"name":"chatRoom","key":"lobby","runner_name_selector":"default","crash_policy":"sleep"}"#
            let found = try await ask(address, "PUT", "/actors?namespace=default", body: body)
            #expect(found.status == 200 && found.body == #"{"actor":\#(actor),"created":false}"#)
            let taken = try await ask(address, "POST", "/actors", body: body)
            #expect(taken.body.hasPrefix(#"{"group":"actor","code":"duplicate_key""#))
            let made = try await ask(address, "POST", "/actors", body: #"{"name":"chatRoom","key":"new"}"#)
            #expect(made.body == #"{"actor":\#(actor)}"#)
            for query in ["actor_ids=room", "name=chatRoom&key=lobby", "name=chatRoom"] {
                #expect(try await ask(address, "GET", "/actors?\(query)").body == #"{"actors":[\#(actor)]}"#)
            }
            #expect(try await ask(address, "GET", "/actors?name=chatRoom&key=x").body == #"{"actors":[]}"#)
            #expect(try await ask(address, "DELETE", "/actors/room").body == "{}")
            #expect(backend.destroyed.map(\.rawValue) == ["room"])
            #expect(try await ask(address, "DELETE", "/actors/ghost").status == 404)
        }
    }

    @Test(arguments: [
        ("PUT", "/actors", #"{"key":"a"}"#), ("PUT", "/actors", #"{"name":"chatRoom","key":7}"#),
        ("PUT", "/actors", #"{"name":"chatRoom","input":"???"}"#),
        ("PUT", "/actors", #"{"name":"chatRoom","input":{}}"#),
        ("PUT", "/actors", "[]"), ("GET", "/actors", ""),
        ("PUT", "/actors", #"{"name":"\#(String(repeating: "é", count: 33))"}"#),
        ("PUT", "/actors?namespace=other", #"{"name":"chatRoom"}"#), ("GET", "/actors?name=%zz", ""),
    ])
    func aBadControlRequestIsAnsweredWithItsError(method: String, path: String, body: String) async throws {
        try await withGateway { _, address, _ in
            let answer = try await ask(address, method, path, body: body)
            #expect(answer.status == 400 && answer.body.contains(#""code":"invalid_request""#))
        }
    }

    @Test func noClientEndsAnActorWhereThatIsTurnedOff() async throws {
        var configuration = GatewayConfiguration()
        configuration.allowsDestruction = false
        try await withGateway(configuration) { _, address, backend in
            let answer = try await ask(address, "DELETE", "/actors/room")
            #expect(answer.status == 403)
            #expect(backend.destroyed.isEmpty)
        }
    }

    @Test func whereNothingIsListedAnActorIsFoundByItsKeyOrItsID() async throws {
        try await withGateway(.with(\.allowsListing, false)) { _, address, _ in
            let listed = try await ask(address, "GET", "/actors?name=chatRoom")
            #expect(listed.status == 403 && !listed.body.contains("lobby"))
            for query in ["name=chatRoom&key=lobby", "actor_ids=room"] {
                #expect(try await ask(address, "GET", "/actors?\(query)").body == #"{"actors":[\#(actor)]}"#)
            }
        }
    }

    @Test func theControlPlaneAsksForTheToken() async throws {
        try await withGateway(.with(\.token, "s3cret")) { _, address, _ in
            #expect(try await ask(address, "GET", "/actors?name=chatRoom").status == 403)
            for (token, status) in [("wrong!", 403), ("s3cret", 200)] {
                let answer = try await ask(
                    address, "GET", "/actors?name=chatRoom", headers: ["Authorization: Bearer \(token)"])
                #expect(answer.status == status)
            }
            #expect(try await ask(address, "GET", "/health").status == 200)
            #expect(try await ask(address, "GET", room + "health" + query).status == 403)
            let header = ["x-rivet-token: s3cret"]
            #expect(try await ask(address, "GET", room + "health" + query, headers: header).status == 200)
        }
    }

    // MARK: CORS

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

    // MARK: The host

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
