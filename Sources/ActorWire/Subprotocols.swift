/// What a client says in the `Sec-WebSocket-Protocol` header while connecting.
public struct Subprotocols: Sendable, Hashable {
    /// The protocol that the server answers with.
    public static let answer = "rivet"

    /// How the frames are to be encoded. Default `json`.
    public var encoding: WireEncoding
    /// The connection parameters, nil if none were sent.
    public var parameters: Value?
    /// The secret of the server that the client presents; nil for none.
    public var token: String?
    /// The actor, if the header names it instead of the path.
    public var actorID: String?
    /// Whether the request is passed on before the actor is ready.
    public var skipReadyWait: Bool

    public init(
        encoding: WireEncoding = .json, parameters: Value? = nil, token: String? = nil, actorID: String? = nil,
        skipReadyWait: Bool = false
    ) {
        self.encoding = encoding
        self.parameters = parameters
        self.token = token
        self.actorID = actorID
        self.skipReadyWait = skipReadyWait
    }

    /// The value of the header. Every item is a token (RFC 9110 section 5.6.2): what is not is percent-encoded.
    public var header: String {
        var items = [Self.answer, "rivet_encoding.\(encoding.rawValue)"]
        if let actorID { items += ["rivet_target.actor", "rivet_actor.\(actorID.percentEncoded)"] }
        if let token { items.append("rivet_token.\(token.percentEncoded)") }
        if skipReadyWait { items.append("rivet_skip_ready_wait") }
        if let parameters {
            items.append("rivet_conn_params.\(String(decoding: parameters.json(), as: UTF8.self).percentEncoded)")
        }
        return items.joined(separator: ", ")
    }

    /// The encoding that a header asks for, whatever else is wrong with it: who is refused is to understand why. JSON, if it
    /// asks for none or for one that there is not.
    public static func encoding(in header: String) -> WireEncoding {
        for item in header[...].divided(by: ",") {
            let pair = item.withoutSpaceAround.divided(by: ".", atMost: 2)
            if pair.count == 2, pair[0] == "rivet_encoding" { return WireEncoding(rawValue: String(pair[1])) ?? .json }
        }
        return .json
    }

    /// Reads the value of the header; several headers are joined by commas before. Without an encoding it is JSON. Items
    /// that are not known are ignored.
    ///
    /// - Throws: `actor.unsupported_websocket_encoding`, or `actor.invalid_request` if `rivet` is not offered, an item occurs
    ///   twice, or the parameters are too long or not JSON.
    public init(parsing header: String) throws(WireError) {
        self.init()
        var seen: Set<Substring> = []
        for item in header[...].divided(by: ",") {
            let pair = item.withoutSpaceAround.divided(by: ".", atMost: 2)
            let name = pair[0]
            guard name.utf8.starts(with: "rivet".utf8) else { continue }
            guard seen.insert(name).inserted else {
                throw .invalidRequest("The subprotocol \(String(name).printable(limit: 64)) is offered twice")
            }
            try read(name, pair.count > 1 ? pair[1] : "")
        }
        guard seen.contains(Substring(Self.answer)) else {
            throw .invalidRequest("The subprotocol \(Self.answer) is not offered")
        }
    }

    private mutating func read(_ name: Substring, _ text: Substring) throws(WireError) {
        switch name {
        case "rivet_encoding":
            guard let encoding = WireEncoding(rawValue: String(text)) else { throw .unsupportedEncoding }
            self.encoding = encoding
        case "rivet_conn_params": parameters = try Self.parameters(text)
        case "rivet_token": token = try Self.decode(text)
        case "rivet_actor": actorID = try Self.decode(text)
        case "rivet_skip_ready_wait": skipReadyWait = true
        default: break
        }
    }

    private static func parameters(_ text: Substring) throws(WireError) -> Value {
        let json = Array(try decode(text).utf8)
        guard json.count <= WireLimits.parameters else {
            throw .parametersTooLong
        }
        do {
            return try Value(json: json)
        } catch {
            throw .invalidJSON("The connection parameters are", error)
        }
    }

    private static func decode(_ text: Substring) throws(WireError) -> String {
        guard let text = String(text).percentDecoded() else {
            throw .invalidRequest("A subprotocol holds a broken percent-encoding")
        }
        return text
    }
}
