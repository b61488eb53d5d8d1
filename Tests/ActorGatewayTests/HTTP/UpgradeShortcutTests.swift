import NIOCore
import NIOHTTP1
import Testing

@testable import ActorGateway

/// A WebSocket begins the same way whether its request takes the shortcut or not.
@Suite(.timeLimit(.minutes(1))) struct UpgradeShortcutTests {
    private static let head = """
        GET \(TestClient.roomPath) HTTP/1.1\r\nHost:x\r\nUpgrade: WebSocket \r\nConnection:\tkeep-alive, Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n
        """

    @Test func aPlainHeadIsReadAndLeavesWhatFollowsIt() throws {
        var buffer = ByteBuffer(string: Self.head + "more")
        let head = try #require(HTTPRequestHead(takingUpgradeFrom: &buffer, fieldLimit: 10))
        #expect(head.method == .GET && head.version == .http1_1 && head.uri == TestClient.roomPath)
        #expect(head.headers["host"] == ["x"] && head.headers["upgrade"] == ["WebSocket"])
        #expect(head.headers[canonicalForm: "connection"] == ["keep-alive", "Upgrade"])
        #expect(String(buffer: buffer) == "more")
    }

    @Test func aHeadThatLacksItsEndIsNotReadYet() {
        for length in 0..<Self.head.utf8.count {
            var buffer = ByteBuffer(bytes: Self.head.utf8.prefix(length))
            #expect(HTTPRequestHead(takingUpgradeFrom: &buffer, fieldLimit: 10) == nil)
            #expect(buffer.readableBytes == length)
        }
    }

    @Test(arguments: [
        ("Upgrade: WebSocket", "Upgrade: h2c"), ("GET ", "POST "), ("HTTP/1.1", "HTTP/1.0"), ("Host:x", "Host :x"),
        ("Host:x", "Host:\u{E9}"), ("Host:x", "Host:x\r\n folded"), ("Host:x", "Host:x\nUpgrade: more"),
        ("Host:x", "Host:\0"), ("Host:x", ":x"), ("Host:x", "no field"), ("Host:x", "Host:x\rUpgrade: more"),
        ("Host:x", "Content-Length: 4"), ("Host:x", "transfer-encoding: chunked"), (" HTTP/1.1", "  HTTP/1.1"),
        ("Host:x", String(repeating: "a: b\r\n", count: 7) + "Host:x"),
    ])
    func whatIsOutOfTheOrdinaryIsLeftToTheDecoder(part: String, change: String) throws {
        let range = try #require(Self.head.firstRange(of: part))
        var buffer = ByteBuffer(string: Self.head.replacingCharacters(in: range, with: change))
        let before = buffer
        #expect(HTTPRequestHead(takingUpgradeFrom: &buffer, fieldLimit: 10) == nil && buffer == before)
    }

    @Test(arguments: [1, 2, 100]) func aHeadMayComeInPieces(length: Int) async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            var rest = Array(Self.head.utf8)[...]
            while !rest.isEmpty {
                try await socket.send(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            #expect(try await socket.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101 "))
            try await socket.send(clientFrame(9, Array("there?".utf8)))
            _ = try await socket.read(through: "there?")
        }
    }

    @Test func aWebSocketMayFollowAnotherRequestOnItsLine() async throws {
        try await withGateway { _, address, _ in
            let socket = try await TestSocket.connect(to: address)
            try await socket.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try await socket.read(through: "ok")
            try await socket.send(Self.head)
            #expect(try await socket.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101 "))
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
