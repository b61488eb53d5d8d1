import ActorDefinition
import ActorRuntime
import ActorWire
import NIOHTTP1

/// What is served below one actor: actions, its health and its metadata.
struct ActorEndpoints: Sendable {
    let backend: any ActorBackend
    let access: AccessPolicy

    func answer(_ request: HTTPRequest, uri: String) async throws(WireError) -> HTTPAnswer {
        let target = try ConnectTarget(parsing: uri)
        try access.checkToken(target.token ?? request.token)
        let steps = target.endpoint.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        switch (steps.first, steps.count) {
        case ("action", 2):
            try request.allow(.POST)
            return try await call(String(steps[1]), of: target, request)
        case ("health", 1):
            try request.allow(.GET, .HEAD)
            var answer = HTTPAnswer.text("ok")
            answer.headers.add(name: "x-rivet-actor", value: try await find(target).rawValue.percentEncoded)
            return answer
        case ("metadata", 1):
            try request.allow(.GET, .HEAD)
            return .json(Endpoints.metadata, actor: try await find(target))
        case ("connect", 1):
            throw .invalidRequest("This address takes WebSockets only")
        default:
            throw .nothingHere
        }
    }

    private func call(
        _ action: String, of target: ConnectTarget, _ request: HTTPRequest
    ) async throws(WireError) -> HTTPAnswer {
        guard let encoding = request.encoding else {
            throw .invalidRequest("Only the encodings json, cbor and bare are spoken here")
        }
        let arguments = try ActionBody.arguments(in: request.body, as: encoding)
        let parameters = try request.headers.first(name: "x-rivet-conn-params").map(Self.parameters)
        let (actor, output) = try await backend.call(
            target, input: try target.input.map(Value.init(actorInput:)), action: action, arguments: arguments,
            parameters: parameters, client: request.client)
        return HTTPAnswer(try ActionBody.answer(output, in: encoding), in: encoding, of: actor)
    }

    /// JSON, plain or percent-encoded: no JSON begins with a percent sign.
    private static func parameters(_ header: String) throws(WireError) -> Value {
        guard let text = header.hasPrefix("%") ? header.percentDecoded() : header else {
            throw .invalidRequest("The connection parameters hold a broken percent-encoding")
        }
        guard text.utf8.count <= WireLimits.parameters else {
            throw .parametersTooLong
        }
        do {
            return try Value(json: text.utf8)
        } catch {
            throw .invalidJSON("The connection parameters are", error)
        }
    }

    /// The actor's id. None is created here, whatever the address says: any page can have a browser send a GET.
    private func find(_ target: ConnectTarget) async throws(WireError) -> ActorID {
        let found: ActorDescription? =
            switch target.actor {
            case .id(let id): try await backend.actors(ids: [ActorID(id)]).first
            case .named(let name, let key, _): try await backend.actors(name: name, key: key, limit: 1).first
            }
        guard let found, found.destroyedAt == nil else { throw .actorNotFound }
        return found.id
    }
}
