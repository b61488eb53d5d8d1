import ActorWire
import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import ActorGateway

extension FuzzTarget {
    static let frames = FuzzTarget("frames", dictionary: ["\u{1}\0\0\0\0", "\0\0\0\0", "~", "{}"]) { input, fuzzer in
        let limit = 1_000
        let whole = Reading([input[...]], limit: limit)
        let chopped = Reading(fuzzer.chopped(input), limit: limit)
        try require(whole.violation == chopped.violation, "\(whole) of the whole, \(chopped) of its pieces")
        try require(whole.messages == chopped.messages, "\(whole) of the whole, \(chopped) of its pieces")
        for message in whole.messages {
            switch message {
            case .text(let text):
                try require(
                    text.count <= limit && String(validating: text, as: UTF8.self) != nil, "a text that is none")
            case .binary(let bytes): try require(bytes.count <= limit, "a message of \(bytes.count) bytes")
            case .ping(let bytes), .pong(let bytes): try require(bytes.count <= 125, "a long control frame")
            case .close(let code, let reason):
                try require(
                    reason.utf8.count <= 123 && code.map { $0 >= 1_000 && $0 < 5_000 } ?? true, "a close \(message)")
            }
        }
    }

    /// What a decoder made of bytes, until it ended.
    private struct Reading {
        var messages: [WebSocketMessage] = []
        var violation: WebSocketViolation?

        init(_ pieces: [ArraySlice<UInt8>], limit: Int) {
            var decoder = FrameDecoder(limit: limit)
            do throws(WebSocketViolation) {
                for piece in pieces {
                    decoder.append(ByteBuffer(bytes: piece))
                    while let message = try decoder.next() {
                        messages.append(message)
                        if case .close = message { return }
                    }
                }
            } catch {
                violation = error
            }
        }
    }

    static let requests = FuzzTarget(
        "requests",
        dictionary: [
            "\r\n", "\r\n\r\n", "GET ", " HTTP/1.1\r\n", "Host: x\r\n", "Upgrade: websocket\r\n",
            "Connection: Upgrade\r\n",
            "Connection: close\r\n", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "Sec-WebSocket-Version: 13\r\n",
            "Sec-WebSocket-Protocol: rivet, rivet_encoding.json\r\n", "Content-Length: 5\r\n", "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked\r\n", "x-rivet-target: actor\r\n", "x-rivet-actor: a\r\n",
            "Origin: http://x\r\n",
            "/gateway/chatRoom/connect?rvt-namespace=default&rvt-method=get&rvt-key=a", "0\r\n", ":", "\0",
        ]
    ) { input, fuzzer in
        let whole = Requests([input[...]])
        let chopped = Requests(fuzzer.chopped(input))
        try require(whole.said == chopped.said, "\(whole.said) of the whole, \(chopped.said) of its pieces")
    }

    /// What the gateway reads in requests, until the first that asks for a WebSocket or is none.
    private struct Requests {
        private(set) var said: [String] = []

        init(_ pieces: [ArraySlice<UInt8>]) {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = 2_048
            limits.maxHeaderListSize = 4_096
            let channel = EmbeddedChannel(
                handler: ByteToMessageHandler(
                    HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)))
            defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
            var body = 0
            for piece in pieces {
                // What was read before an error is there all the same.
                let result = Result { try channel.writeInbound(ByteBuffer(bytes: piece)) }
                while let part = try? channel.readInbound(as: HTTPServerRequestPart.self) {
                    switch part {
                    case .head(let head):
                        body = 0
                        said.append(Self.meaning(of: head))
                        if Handshake.isAskedFor(by: head) { return }
                    case .body(let bytes): body += bytes.readableBytes
                    case .end: said.append("\(body) bytes")
                    }
                }
                if case .failure = result {
                    said.append("none")
                    return
                }
            }
        }

        private static func meaning(of head: HTTPRequestHead) -> String {
            let access = AccessPolicy(
                allowedOrigins: [], token: "secret", allowsDestruction: false, allowsListing: false, isLoopback: false)
            let request = HTTPRequest(method: head.method, uri: head.uri, headers: head.headers)
            _ = try? Query(head.uri)
            guard Handshake.isAskedFor(by: head) else {
                return "\(head.method) \(request.actorURI()) \(request.token ?? "")"
            }
            do throws(WireError) {
                try access.checkOrigin(head.headers)
                let handshake = try Handshake(head)
                let opening = Opening(head, subprotocols: handshake.subprotocols, access: access, isReady: true)
                return "\(String(buffer: handshake.answer)) \(opening)"
            } catch {
                return error.message
            }
        }
    }
}
