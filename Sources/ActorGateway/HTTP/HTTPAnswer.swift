import ActorDefinition
import ActorWire
import NIOHTTP1

/// A request with its body, as the endpoints see it.
struct HTTPRequest: Sendable {
    var method: HTTPMethod
    var uri: String
    var headers: HTTPHeaders
    var body: [UInt8] = []
    var remoteAddress = ""

    /// The URI in the form `/gateway/{actor}/…`. Headers may name the actor instead of the path.
    var actorURI: String {
        guard headers.first(name: "x-rivet-target") == "actor", let id = headers.first(name: "x-rivet-actor") else {
            return uri
        }
        return "/gateway/" + id.percentEncoded + uri
    }

    /// The token of an `Authorization: Bearer` header.
    var bearerToken: String? {
        guard let header = headers.first(name: "authorization") else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}

/// What an endpoint answers.
struct HTTPAnswer: Sendable {
    var status: HTTPResponseStatus = .ok
    var headers: HTTPHeaders = [:]
    var body: [UInt8] = []

    static func text(_ text: String) -> HTTPAnswer {
        HTTPAnswer(headers: ["content-type": "text/plain; charset=utf-8"], body: Array(text.utf8))
    }

    static func json(_ value: Value, actor: ActorID? = nil) -> HTTPAnswer {
        var answer = HTTPAnswer(headers: ["content-type": "application/json"], body: value.json())
        if let actor { answer.headers.add(name: "x-rivet-actor", value: actor.rawValue.percentEncoded) }
        return answer
    }

    static func error(_ error: WireError) -> HTTPAnswer {
        HTTPAnswer(
            status: error == .serviceUnavailable ? .serviceUnavailable : .init(statusCode: error.httpStatus),
            headers: ["content-type": "application/json"], body: error.json())
    }
}
