import ActorWire
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// A client's request for a WebSocket, and the answer to it (RFC 6455 section 4.2).
struct Handshake {
    /// The subprotocols that were offered; several headers joined by commas.
    let subprotocols: String
    private let accept: String

    /// Whether the request asks for a WebSocket, well or badly.
    static func isAskedFor(by head: HTTPRequestHead) -> Bool {
        head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
    }

    /// - Throws: `actor.invalid_request` that says what the handshake lacks.
    init(_ head: HTTPRequestHead) throws(WireError) {
        guard head.method == .GET, head.version == .http1_1 else {
            throw .invalidRequest("A WebSocket begins with a GET of HTTP/1.1")
        }
        guard head.headers[canonicalForm: "connection"].contains(where: { $0.lowercased() == "upgrade" }) else {
            throw .invalidRequest("A WebSocket begins with the header Connection: Upgrade")
        }
        guard head.headers["sec-websocket-version"] == ["13"] else {
            throw .unsupportedWebSocket
        }
        let keys = head.headers["sec-websocket-key"]
        guard keys.count == 1, Data(base64Encoded: keys[0])?.count == 16 else {
            throw .invalidRequest("A WebSocket begins with a Sec-WebSocket-Key of 16 bytes in base64")
        }
        subprotocols = head.headers["sec-websocket-protocol"].joined(separator: ",")
        let text = keys[0] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = Data(SHA1.digest(text.utf8)).base64EncodedString()
    }

    /// The answer that begins the WebSocket, as bytes, so that it needs no encoder. A subprotocol is only named to a client
    /// that offered one.
    var answer: ByteBuffer {
        let head = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
        let subprotocol = subprotocols.isEmpty ? "" : "sec-websocket-protocol: \(Subprotocols.answer)\r\n"
        return ByteBuffer(string: head + "sec-websocket-accept: \(accept)\r\n\(subprotocol)\r\n")
    }
}
