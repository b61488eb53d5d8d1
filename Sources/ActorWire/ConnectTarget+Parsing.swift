extension ConnectTarget {
    /// Reads the path and query of a request to `/gateway/…`.
    ///
    /// A path without `rvt-method` names an actor by its id, with an optional `@token`. Items that do not begin with `rvt-`
    /// may be there, and mean nothing.
    ///
    /// - Throws: `actor.invalid_request` for another path, a broken percent-encoding, and an `rvt-` item that is unknown,
    ///   occurs twice or has a value that does not fit.
    public init(parsing uri: String) throws(WireError) {
        let parts = uri[...].divided(by: "#", atMost: 2)[0].divided(by: "?", atMost: 2)
        let steps = parts[0].divided(by: "/", atMost: 4)
        guard steps.count >= 3, steps[0].isEmpty, steps[1] == "gateway", !steps[2].isEmpty else {
            throw .invalidRequest("The address does not name an actor: /gateway/{actor}/…")
        }
        var routing = try Self.items(parts.count > 1 ? parts[1] : "")
        self.init(actor: .id(""), endpoint: try Self.decode(steps.count > 3 ? steps[3] : ""))
        input = routing.removeValue(forKey: "rvt-input")
        token = routing.removeValue(forKey: "rvt-token")
        // Every request waits for its actor here.
        routing["rvt-skip-ready-wait"] = nil
        if routing["rvt-method"] != nil {
            actor = try Self.named(Self.decode(steps[2]), &routing)
        } else {
            guard routing.isEmpty, input == nil else { throw .invalidRequest("The address lacks rvt-method") }
            let id = steps[2].divided(by: "@", atMost: 2)
            actor = .id(try Self.decode(id[0]))
            if id.count > 1 { token = try Self.decode(id[1]) }
        }
    }

    private static let known: Set = [
        "rvt-namespace", "rvt-method", "rvt-key", "rvt-runner", "rvt-input", "rvt-region", "rvt-crash-policy",
        "rvt-token", "rvt-skip-ready-wait",
    ]

    /// The query's `rvt-` items.
    private static func items(_ query: Substring) throws(WireError) -> [String: String] {
        var routing: [String: String] = [:]
        for item in query.divided(by: "&") where !item.isEmpty {
            let pair = item.divided(by: "=", atMost: 2)
            let name = try decode(pair[0], plusIsSpace: true)
            let value = pair.count > 1 ? try decode(pair[1], plusIsSpace: true) : ""
            guard name.hasPrefix("rvt-") else { continue }
            guard known.contains(name) else {
                throw .invalidRequest("The address holds an unknown item \(name.printable(limit: 64))")
            }
            guard routing.updateValue(value, forKey: name) == nil else {
                throw .invalidRequest("The address holds \(name.printable(limit: 64)) twice")
            }
        }
        return routing
    }

    private static func named(_ name: String, _ routing: inout [String: String]) throws(WireError) -> Actor {
        guard let method = routing["rvt-method"].flatMap(Method.init) else {
            throw .invalidRequest("rvt-method is neither get nor getOrCreate")
        }
        guard name.utf8.count <= WireLimits.name else {
            throw .invalidRequest("The actor's name is longer than \(WireLimits.name) bytes")
        }
        guard routing["rvt-namespace", default: "default"] == "default" else {
            throw .invalidRequest("There is no such namespace")
        }
        return .named(name, key: try ActorKey(query: routing["rvt-key"]), method: method)
    }

    private static func decode(_ text: Substring, plusIsSpace: Bool = false) throws(WireError) -> String {
        guard let text = String(text).percentDecoded(plusIsSpace: plusIsSpace) else {
            throw .invalidRequest("The address holds a broken percent-encoding")
        }
        return text
    }
}
