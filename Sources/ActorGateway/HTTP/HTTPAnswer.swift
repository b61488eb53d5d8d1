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
        HTTPAnswer(value.json(), in: .json, of: actor)
    }

    static func error(_ error: WireError, in encoding: WireEncoding = .json) -> HTTPAnswer {
        let status: HTTPResponseStatus =
            switch (error.group, error.code) {
            case ("guard", "head_too_large"): .requestHeaderFieldsTooLarge
            case ("guard", _): .serviceUnavailable
            default: .init(statusCode: error.httpStatus)
            }
        var answer = HTTPAnswer(error.encoded(in: encoding), in: encoding)
        answer.status = status
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

extension HTTPAnswer {
    init(_ body: [UInt8], in encoding: WireEncoding, of actor: ActorID? = nil) {
        headers = ["content-type": encoding == .json ? "application/json" : "application/octet-stream"]
        if let actor { headers.add(name: "x-rivet-actor", value: actor.rawValue.percentEncoded) }
        self.body = body
    }
}
