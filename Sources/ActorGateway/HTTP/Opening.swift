import ActorWire
import NIOHTTP1

/// What a request for a WebSocket is for.
enum Opening {
    case connect(ConnectTarget, input: Value?, parameters: Value?, WireEncoding)
    /// It cannot be served. That is said on the WebSocket, since browsers show nothing of a refused upgrade.
    case refuse(WireError)
    /// It gets back what it sends, and reaches no actor.
    case echo

    var isEcho: Bool { if case .echo = self { true } else { false } }

    /// What is spoken from here on.
    ///
    /// - Parameter header: Where it was asked for: what is wrong with it may have been met before that was read.
    func encoding(subprotocols header: String) -> WireEncoding {
        switch self {
        case .connect(_, _, _, let encoding): encoding
        case .refuse: Subprotocols.encoding(in: header)
        case .echo: .json
        }
    }

    init(_ head: HTTPRequestHead, subprotocols header: String, access: AccessPolicy, isReady: Bool) {
        do throws(WireError) {
            guard isReady else { throw .serviceUnavailable }
            var protocols = Subprotocols()
            if !header.isEmpty { protocols = try Subprotocols(parsing: header) }
            let request = HTTPRequest(method: .GET, uri: head.uri, headers: head.headers)
            let target = try ConnectTarget(parsing: request.actorURI(subprotocolActor: protocols.actorID))
            guard target.endpoint == "connect" else { throw .nothingHere }
            try access.checkToken(target.token ?? protocols.token ?? request.token)
            let input = try target.input.map(Value.init(actorInput:))
            self = .connect(target, input: input, parameters: protocols.parameters, protocols.encoding)
        } catch {
            self = .refuse(error)
        }
    }
}
