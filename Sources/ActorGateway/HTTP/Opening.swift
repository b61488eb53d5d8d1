import ActorWire
import NIOHTTP1

/// What a request for a WebSocket is for.
enum Opening {
    case connect(ConnectTarget, input: Value?, parameters: Value?)
    /// It cannot be served. That is said on the WebSocket, since browsers show nothing of a refused upgrade.
    case refuse(WireError)
    /// It gets back what it sends, and reaches no actor.
    case echo

    var isEcho: Bool { if case .echo = self { true } else { false } }

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
            self = .connect(target, input: input, parameters: protocols.parameters)
        } catch {
            self = .refuse(error)
        }
    }
}
