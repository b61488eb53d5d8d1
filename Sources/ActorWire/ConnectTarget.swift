/// What a request to the gateway is for: an actor, and something that it serves, such as `connect` or `action/hello`.
public struct ConnectTarget: Sendable, Hashable {
    /// How the actor is named.
    public enum Actor: Sendable, Hashable {
        case id(String)
        case named(String, key: ActorKey, method: Method)
    }

    /// Whether an actor that does not exist yet is created.
    public enum Method: String, Sendable, Hashable {
        case get
        case getOrCreate
    }

    /// A query item that is the actor's own business.
    public struct QueryItem: Sendable, Hashable {
        /// The name, decoded.
        public var name: String
        /// The value, decoded.
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The actor, by its id or by its name and key.
    public var actor: Actor
    /// The path below the actor, decoded, without a slash at its front.
    public var endpoint: String
    /// The input for an actor that is created: CBOR in base64url, as it was sent.
    public var input: String?
    /// The secret of the server that the request carries; nil for none.
    public var token: String?
    /// Whether the request is passed on before the actor is ready.
    public var skipReadyWait: Bool
    /// Items of the query that do not begin with `rvt-`, in their order.
    public var otherItems: [QueryItem]

    public init(
        actor: Actor, endpoint: String = "connect", input: String? = nil, token: String? = nil,
        skipReadyWait: Bool = false, otherItems: [QueryItem] = []
    ) {
        self.actor = actor
        self.endpoint = endpoint
        self.input = input
        self.token = token
        self.skipReadyWait = skipReadyWait
        self.otherItems = otherItems
    }

    /// The path and query of the request, percent-encoded.
    ///
    /// - Throws: `actor.invalid_request` if a part of the key holds a comma.
    public func path() throws(WireError) -> String {
        let steps = endpoint.split(separator: "/", omittingEmptySubsequences: false).map { String($0).percentEncoded }
        var items: [QueryItem] = []
        let first: String
        switch actor {
        case .id(let id):
            first = id.percentEncoded + (token.map { "@" + $0.percentEncoded } ?? "")
        case .named(let name, let key, let method):
            first = name.percentEncoded
            items = [
                QueryItem(name: "rvt-namespace", value: "default"),
                QueryItem(name: "rvt-method", value: method.rawValue),
            ]
            if let key = try key.query() { items.append(QueryItem(name: "rvt-key", value: key)) }
            items.append(QueryItem(name: "rvt-runner", value: "default"))
            if let input { items.append(QueryItem(name: "rvt-input", value: input)) }
            if let token { items.append(QueryItem(name: "rvt-token", value: token)) }
        }
        if skipReadyWait { items.append(QueryItem(name: "rvt-skip-ready-wait", value: "true")) }
        let query = (items + otherItems).map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
        let path = "/gateway/" + ([first] + steps).joined(separator: "/")
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }
}
