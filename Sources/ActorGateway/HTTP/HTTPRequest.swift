import ActorDefinition
import ActorRuntime
import ActorWire
import NIOHTTP1

/// A request with its body, as the endpoints see it.
struct HTTPRequest: Sendable {
    var method: HTTPMethod
    var uri: String
    var headers: HTTPHeaders
    var body: [UInt8] = []
    var remoteAddress = ""

    /// The URI in the form `/gateway/{actor}/…`. Headers may name the actor instead of the path, and so may the
    /// subprotocols of a WebSocket.
    func actorURI(subprotocolActor: String? = nil) -> String {
        if uri.hasPrefix("/gateway/") { return uri }
        let headerActor =
            headers.first(name: "x-rivet-target") == "actor" ? headers.first(name: "x-rivet-actor") : nil
        guard let actor = headerActor ?? subprotocolActor else { return uri }
        return "/gateway/" + actor.percentEncoded + uri
    }

    /// Who asks.
    var client: ClientInfo { ClientInfo(remoteAddress: remoteAddress, encoding: (encoding ?? .json).rawValue) }

    /// How an action that is called is encoded, its answer and its error; nil for a way that is not spoken here.
    var encoding: WireEncoding? {
        guard let name = headers.first(name: "x-rivet-encoding") else { return .json }
        return WireEncoding(rawValue: name)
    }

    /// The token for an actor.
    var token: String? { headers.first(name: "x-rivet-token") ?? bearerToken }

    /// The token of an `Authorization: Bearer` header.
    var bearerToken: String? {
        guard let header = headers.first(name: "authorization") else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}

extension HTTPRequest {
    /// - Throws: `actor.method_not_allowed` for any other method.
    func allow(_ methods: HTTPMethod...) throws(WireError) {
        guard methods.contains(method) else { throw .methodNotAllowed(but: methods) }
    }

    /// The body, which must be a JSON object.
    func object() throws(WireError) -> Value {
        let value: Value
        do {
            value = try Value(json: body)
        } catch {
            throw .invalidJSON("The body is", error)
        }
        guard value.object != nil else { throw .invalidRequest("The body is not a JSON object") }
        return value
    }
}
