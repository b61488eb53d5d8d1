extension ConnectTarget {
    /// Reads the path and query of a request to `/gateway/…`.
    ///
    /// A path without `rvt-method` names an actor by its id, with an optional `@token`. None of the `rvt-` items is left in
    /// `otherItems`.
    ///
    /// - Throws: `actor.invalid_request` for another path, a broken percent-encoding, and an `rvt-` item that is unknown,
    ///   occurs twice or has a value that does not fit.
    public init(parsing uri: String) throws(WireError) {
        let parts = uri[...].divided(by: "#", atMost: 2)[0].divided(by: "?", atMost: 2)
        let steps = parts[0].divided(by: "/", atMost: 4)
        guard steps.count >= 3, steps[0].isEmpty, steps[1] == "gateway", !steps[2].isEmpty else {
            throw .invalidRequest("The address does not name an actor: /gateway/{actor}/…")
        }
        let (routing, others) = try Self.items(parts.count > 1 ? parts[1] : "")
        self.init(
            actor: .id(""), endpoint: try Self.decode(steps.count > 3 ? steps[3] : ""), input: routing.input,
            token: routing.token, skipReadyWait: try Self.flag(routing.skipReadyWait), otherItems: others)
        if let method = routing.method {
            actor = try Self.named(Self.decode(steps[2]), method: method, routing)
        } else {
            guard !routing.namesActor, input == nil else { throw .invalidRequest("The address lacks rvt-method") }
            let id = steps[2].divided(by: "@", atMost: 2)
            actor = .id(try Self.decode(id[0]))
            if id.count > 1 { token = try Self.decode(id[1]) }
        }
    }

    /// The query's `rvt-` items and the others.
    private static func items(_ query: Substring) throws(WireError) -> (RoutingItems, [QueryItem]) {
        var routing = RoutingItems()
        var others: [QueryItem] = []
        for item in query.divided(by: "&") where !item.isEmpty {
            let pair = item.divided(by: "=", atMost: 2)
            let name = try decode(pair[0], plusIsSpace: true)
            let value = pair.count > 1 ? try decode(pair[1], plusIsSpace: true) : ""
            if name.hasPrefix("rvt-") {
                try routing.set(name, value)
            } else {
                others.append(QueryItem(name: name, value: value))
            }
        }
        return (routing, others)
    }

    private static func named(
        _ name: String, method: String, _ routing: RoutingItems
    ) throws(WireError) -> Actor {
        guard let method = Method(rawValue: method) else {
            throw .invalidRequest("rvt-method is neither get nor getOrCreate")
        }
        guard name.count <= WireLimits.name else {
            throw .invalidRequest("The actor's name is longer than \(WireLimits.name) characters")
        }
        guard routing.namespace == nil || routing.namespace == "default" else {
            throw .invalidRequest("There is no such namespace")
        }
        return .named(name, key: try ActorKey(query: routing.key), method: method)
    }

    private static func flag(_ value: String?) throws(WireError) -> Bool {
        switch value {
        case nil, "false": false
        case "true": true
        default: throw .invalidRequest("rvt-skip-ready-wait is neither true nor false")
        }
    }

    private static func decode(_ text: Substring, plusIsSpace: Bool = false) throws(WireError) -> String {
        guard let text = String(text).percentDecoded(plusIsSpace: plusIsSpace) else {
            throw .invalidRequest("The address holds a broken percent-encoding")
        }
        return text
    }
}

/// The items of a query that say where it goes.
private struct RoutingItems {
    private(set) var namespace: String?
    private(set) var method: String?
    private(set) var key: String?
    private(set) var runner: String?
    private(set) var region: String?
    private(set) var crashPolicy: String?
    private(set) var input: String?
    private(set) var token: String?
    private(set) var skipReadyWait: String?

    /// Whether there is something that only an actor's name needs.
    var namesActor: Bool {
        namespace != nil || method != nil || key != nil || runner != nil || region != nil || crashPolicy != nil
    }

    /// - Throws: `actor.invalid_request` for a name that is not known, or that was set before.
    mutating func set(_ name: String, _ value: String) throws(WireError) {
        let earlier: String?
        switch name {
        case "rvt-namespace": (earlier, namespace) = (namespace, value)
        case "rvt-method": (earlier, method) = (method, value)
        case "rvt-key": (earlier, key) = (key, value)
        case "rvt-runner": (earlier, runner) = (runner, value)
        case "rvt-region": (earlier, region) = (region, value)
        case "rvt-crash-policy": (earlier, crashPolicy) = (crashPolicy, value)
        case "rvt-input": (earlier, input) = (input, value)
        case "rvt-token": (earlier, token) = (token, value)
        case "rvt-skip-ready-wait": (earlier, skipReadyWait) = (skipReadyWait, value)
        default: throw .invalidRequest("The address holds an unknown item \(name.printable(limit: 64))")
        }
        guard earlier == nil else {
            throw .invalidRequest("The address holds \(name.printable(limit: 64)) twice")
        }
    }
}
