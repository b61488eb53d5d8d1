import ActorDefinition
import ActorRuntime
import ActorWire
import NIOHTTP1

/// The directory of actors over HTTP: get or create, create, list, destroy (the RivetKit control plane).
struct ControlPlane: Sendable {
    /// So many actors at most are listed, and asked for by their ids.
    private static let listLimit = 1_000

    let backend: any ActorBackend
    let access: AccessPolicy

    func answer(_ request: HTTPRequest, path: Substring) async throws(WireError) -> HTTPAnswer {
        let query = try Query(request.uri)
        guard query["namespace", default: "default"] == "default" else {
            throw .invalidRequest("There is no such namespace")
        }
        if path == "/actors" {
            try request.allow(.GET, .PUT, .POST)
            switch request.method {
            case .PUT:
                let (name, key, input) = try Self.creation(request.object())
                let (actor, isCreated) = try await backend.getOrCreate(
                    name: name, key: key, input: input, client: request.client)
                return .json(["actor": actor.wireValue, "created": .bool(isCreated)])
            case .POST:
                let (name, key, input) = try Self.creation(request.object())
                let actor = try await backend.create(name: name, key: key, input: input, client: request.client)
                return .json(["actor": actor.wireValue])
            default:
                return .json(["actors": .array(try await list(query).map(\.wireValue))])
            }
        }
        try request.allow(.DELETE)
        guard let id = String(path.dropFirst("/actors/".count)).percentDecoded(), !id.isEmpty, !id.contains("/") else {
            throw .nothingHere
        }
        try access.checkDestruction()
        try await backend.destroy(ActorID(id))
        return .json([:])
    }

    /// The name, the key and the input in the body of a creation.
    private static func creation(_ body: Value) throws(WireError) -> (name: String, key: ActorKey, input: Value?) {
        guard let name = body["name"]?.string, !name.isEmpty, name.utf8.count <= WireLimits.name else {
            throw .invalidRequest("The body lacks a name of 1 to \(WireLimits.name) bytes")
        }
        let key = try text("key", in: body).map { (text) throws(WireError) in try ActorKey(controlPlane: text) }
        return (name, key ?? .empty, try text("input", in: body).map(Value.init(actorInput:)))
    }

    private static func text(_ name: String, in body: Value) throws(WireError) -> String? {
        switch body[name] ?? .null {
        case .string(let text): text
        case .null, .undefined: nil
        default: throw .invalidRequest("The \(name) is not a string")
        }
    }

    private func list(_ query: Query) async throws(WireError) -> [ActorDescription] {
        if let ids = query["actor_ids"] ?? query["actor_id"] {
            let ids = ids.split(separator: ",")
            guard ids.count <= Self.listLimit else {
                throw .invalidRequest("No more than \(Self.listLimit) actors can be asked for at once")
            }
            return try await backend.actors(ids: ids.map { ActorID(String($0)) })
        }
        guard let name = query["name"] else { throw .invalidRequest("The address lacks actor_ids or a name") }
        guard let key = query["key"] else {
            try access.checkListing()
            return try await backend.actors(name: name, key: nil, limit: Self.listLimit)
        }
        return try await backend.actors(name: name, key: ActorKey(controlPlane: key), limit: 1)
    }
}

extension ActorDescription {
    /// The `Actor` of the control plane.
    var wireValue: Value {
        func time(_ time: Timestamp?) -> Value { time.map { .int($0.milliseconds) } ?? .null }
        return [
            "actor_id": .string(id.rawValue), "name": .string(name), "key": .string(key.description),
            "namespace_id": "default", "runner_name_selector": "default", "create_ts": time(createdAt),
            "connectable_ts": time(destroyedAt == nil ? startedAt ?? createdAt : nil), "start_ts": time(startedAt),
            "sleep_ts": .null, "destroy_ts": time(destroyedAt), "error": .null,
        ]
    }
}
