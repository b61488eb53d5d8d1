import ActorDefinition
import ActorWire
import NIOHTTP1

/// What an endpoint answers.
struct HTTPAnswer: Sendable {
    var status: HTTPResponseStatus = .ok
    var headers: HTTPHeaders = [:]
    var body: [UInt8] = []

    static func text(_ text: String) -> HTTPAnswer {
        HTTPAnswer(headers: ["content-type": "text/plain; charset=utf-8"], body: Array(text.utf8))
    }

    static func json(_ value: Value, actor: ActorID? = nil) -> HTTPAnswer {
        json(value.json(), actor)
    }

    /// What an action answers.
    static func output(_ output: EncodedValue, of actor: ActorID) -> HTTPAnswer {
        json(Array(#"{"output":"#.utf8) + output.json + [UInt8(ascii: "}")], actor)
    }

    private static func json(_ body: [UInt8], _ actor: ActorID?) -> HTTPAnswer {
        var answer = HTTPAnswer(headers: ["content-type": "application/json"], body: body)
        if let actor { answer.headers.add(name: "x-rivet-actor", value: actor.rawValue.percentEncoded) }
        return answer
    }

    static func error(_ error: WireError) -> HTTPAnswer {
        let status: HTTPResponseStatus =
            switch (error.group, error.code) {
            case ("guard", "head_too_large"): .requestHeaderFieldsTooLarge
            case ("guard", _): .serviceUnavailable
            default: .init(statusCode: error.httpStatus)
            }
        var answer = HTTPAnswer(status: status, headers: ["content-type": "application/json"], body: error.json())
        if answer.status == .methodNotAllowed, let methods = error.metadata?["allow"]?.string {
            answer.headers.add(name: "allow", value: methods)
        }
        if error == .unsupportedWebSocket {
            answer.status = .upgradeRequired
            answer.headers.add(contentsOf: [
                "sec-websocket-version": "13", "upgrade": "websocket", "connection": "Upgrade",
            ])
        }
        return answer
    }
}
