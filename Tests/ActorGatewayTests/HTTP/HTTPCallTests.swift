import ActorWire
import Testing

@testable import ActorGateway

/// Actions over HTTP.
@Suite(.timeLimit(.minutes(1))) struct HTTPCallTests {
    private let room = "/gateway/chatRoom/"
    private let query = "?rvt-method=getOrCreate&rvt-key=lobby"

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
}
