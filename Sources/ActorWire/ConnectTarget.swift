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

    /// The actor, by its id or by its name and key.
    public var actor: Actor
    /// The path below the actor, decoded, without a slash at its front.
    public var endpoint: String
    /// The input for an actor that is created: CBOR in base64url, as it was sent.
    public var input: String?
    /// The secret of the server that the request carries; nil for none.
    public var token: String?

    public init(actor: Actor, endpoint: String = "connect", input: String? = nil, token: String? = nil) {
        self.actor = actor
        self.endpoint = endpoint
        self.input = input
        self.token = token
    }

    /// The path and query of the request, percent-encoded.
    ///
    /// - Throws: `actor.invalid_request` if a part of the key holds a comma.
    public func path() throws(WireError) -> String {
        let steps = endpoint.split(separator: "/", omittingEmptySubsequences: false).map { String($0).percentEncoded }
        let first: String
        var items: [(name: String, value: String)] = []
        switch actor {
        case .id(let id):
            first = id.percentEncoded + (token.map { "@" + $0.percentEncoded } ?? "")
        case .named(let name, let key, let method):
            first = name.percentEncoded
            items = [("rvt-namespace", "default"), ("rvt-method", method.rawValue)]
            if let key = try key.query() { items.append(("rvt-key", key)) }
            items.append(("rvt-runner", "default"))
            if let input { items.append(("rvt-input", input)) }
            if let token { items.append(("rvt-token", token)) }
        }
        let query = items.map { "\($0.name)=\($0.value.percentEncoded)" }
        let path = "/gateway/" + ([first] + steps).joined(separator: "/")
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }
}
