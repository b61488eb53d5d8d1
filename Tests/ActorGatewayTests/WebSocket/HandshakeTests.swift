import ActorWire
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Testing

@testable import ActorGateway

@Suite struct HandshakeTests {
    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The examples of FIPS 180, and a message at each edge of the padding.
    @Test(
        arguments: [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
            ),
            (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
        ])
    func sha1GivesTheDigestsOfItsStandard(message: String, digest: String) {
        #expect(hex(SHA1.digest(message.utf8)) == digest)
    }

    private var head: HTTPRequestHead {
        HTTPRequestHead(
            version: .http1_1, method: .GET, uri: "/",
            headers: [
                "upgrade": "WebSocket", "connection": "keep-alive, Upgrade", "sec-websocket-version": "13",
                "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==", "sec-websocket-protocol": "rivet",
            ])
    }

    @Test func theKeyOfTheRFCIsAccepted() throws {
        #expect(Handshake.isAskedFor(by: head))
        let lines = String(buffer: try Handshake(head).answer).components(separatedBy: "\r\n")
        #expect(lines.first == "HTTP/1.1 101 Switching Protocols")
        #expect(lines.contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        #expect(lines.contains("sec-websocket-protocol: rivet"))
        #expect(lines.suffix(2) == ["", ""])
    }

    @Test func aClientWithoutSubprotocolsIsAnsweredWithoutOne() throws {
        var head = head
        head.headers.remove(name: "sec-websocket-protocol")
        #expect(!String(buffer: try Handshake(head).answer).contains("sec-websocket-protocol"))
    }

    @Test(arguments: [
        ("sec-websocket-version", "8"), ("sec-websocket-key", "c2hvcnQ="), ("sec-websocket-key", "no base64"),
        ("connection", "close"),
    ])
    func aWrongHeaderIsRefused(name: String, value: String) {
        var head = head
        head.headers.replaceOrAdd(name: name, value: value)
        #expect(throws: WireError.self) { try Handshake(head) }
    }
}
