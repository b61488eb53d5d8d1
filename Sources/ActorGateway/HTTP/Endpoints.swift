import ActorDefinition
import ActorRuntime
import ActorWire
import NIOHTTP1

/// What the gateway answers over HTTP.
struct Endpoints: Sendable {
    let backend: any ActorBackend
    let access: AccessPolicy
    let calls: CallGate
    let refusals: Refusals
    let isReady: @Sendable () -> Bool
    /// What is wrong although actors can be reached.
    let trouble: @Sendable () -> WireError?

    func answer(_ request: HTTPRequest) async -> HTTPAnswer {
        var answer: HTTPAnswer
        do {
            answer = try await route(request)
        } catch {
            refusals.count(error)
            answer = .error(error, in: request.actorURI().hasPrefix("/gateway/") ? request.encoding ?? .json : .json)
        }
        answer.headers.add(contentsOf: access.headers(for: request.headers))
        return answer
    }

    private func route(_ request: HTTPRequest) async throws(WireError) -> HTTPAnswer {
        try access.checkOrigin(request.headers)
        guard request.method != .OPTIONS else { return access.preflight }
        let actorURI = request.actorURI()
        if actorURI.hasPrefix("/gateway/") {
            guard isReady() else { throw .serviceUnavailable }
            try calls.begin()
            defer { calls.end() }
            return try await ActorEndpoints(backend: backend, access: access).answer(request, uri: actorURI)
        }
        switch request.uri.prefix(while: { $0 != "?" }) {
        case "/health":
            try request.allow(.GET, .HEAD)
            guard isReady() else { throw .serviceUnavailable }
            if let trouble = trouble() { throw trouble }
            return .text("ok")
        case "/metadata":
            try request.allow(.GET, .HEAD)
            return .json(Self.metadata)
        case let path where path == "/actors" || path.hasPrefix("/actors/"):
            guard isReady() else { throw .serviceUnavailable }
            try access.checkToken(request.bearerToken)
            try calls.begin()
            defer { calls.end() }
            return try await ControlPlane(backend: backend, access: access).answer(request, path: path)
        default:
            throw .nothingHere
        }
    }

    /// What official clients ask before they connect.
    static let metadata: Value = [
        "runtime": "rivetkit", "version": "2.3.11", "envoy": ["kind": ["normal": [:]]], "envoyProtocolVersion": 1,
        "actorNames": [:],
    ]
}
