import ActorWire
import NIOHTTP1

/// Who may call: web pages by their origin, and everyone by the token if one is set.
struct AccessPolicy: Sendable {
    let allowedOrigins: Set<String>
    let token: String?
    let allowsDestruction: Bool
    let allowsListing: Bool
    /// Whether the port is there for this machine alone.
    let isLoopback: Bool

    /// A page of a foreign origin is refused before it reaches an actor, also where the browser would not ask first:
    /// WebSockets and simple requests know no preflight. For an image or a link it names no origin, but says in another
    /// way that the page is foreign (Fetch Metadata).
    func checkOrigin(_ headers: HTTPHeaders) throws(WireError) {
        let isAllowed =
            if let origin = headers.first(name: "origin") {
                allowedOrigins.contains(origin)
            } else {
                !["cross-site", "same-site"].contains(headers.first(name: "sec-fetch-site"))
            }
        guard isAllowed else { throw .forbidden("This server takes no calls from this origin") }
    }

    func checkHost(_ head: HTTPRequestHead) throws(WireError) {
        guard let host = HostHeader(head) else {
            throw .invalidRequest("A request names the host that it is for, and names it once")
        }
        // Of a WebSocket a browser names the origin.
        guard !isLoopback || !host.isDomain || Handshake.isAskedFor(by: head) else {
            throw .forbidden("This server is for its own machine, and is called localhost or 127.0.0.1 there")
        }
    }

    func checkToken(_ offered: String?) throws(WireError) {
        guard let token else { return }
        guard let offered, isEqual(offered, token) else { throw .forbidden("The token is missing or wrong") }
    }

    func checkDestruction() throws(WireError) {
        guard allowsDestruction else { throw .forbidden("This server lets no client end actors") }
    }

    func checkListing() throws(WireError) {
        guard allowsListing else { throw .forbidden("This server lists no actors; ask for one by its key or its id") }
    }

    /// Takes the same time wherever the texts differ.
    private func isEqual(_ offered: String, _ token: String) -> Bool {
        let (left, right) = (Array(offered.utf8), Array(token.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The CORS headers of every answer (Fetch Standard section 3.3). Clients send credentials, so that the origin must
    /// be named.
    func headers(for request: HTTPHeaders) -> HTTPHeaders {
        guard let origin = request.first(name: "origin"), allowedOrigins.contains(origin) else { return [:] }
        return [
            "access-control-allow-origin": origin, "access-control-allow-credentials": "true",
            "access-control-expose-headers": "x-rivet-actor", "vary": "origin",
        ]
    }

    /// The answer to a browser that asks before it sends.
    var preflight: HTTPAnswer {
        HTTPAnswer(
            status: .noContent,
            headers: [
                "access-control-allow-methods": "GET, POST, PUT, DELETE, OPTIONS",
                "access-control-allow-headers":
                    "authorization, content-type, x-rivet-actor, x-rivet-conn-params, x-rivet-encoding, "
                    + "x-rivet-target, x-rivet-token",
                "access-control-max-age": "600",
            ])
    }
}
