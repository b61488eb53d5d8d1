import NIOCore

@testable import ActorGateway

/// A WebSocket client that does exactly what it is told, right or wrong.
final class TestClient {
    let socket: TestSocket
    /// The head of the server's answer to the upgrade.
    private(set) var answer = ""

    struct Frame: Equatable {
        var opcode: UInt8
        var payload: [UInt8]
        var text: String { String(decoding: payload, as: UTF8.self) }
        var closeCode: Int { payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1]) }
        var closeReason: String { String(decoding: payload.dropFirst(2), as: UTF8.self) }
    }

    init(
        _ address: SocketAddress, path: String = TestClient.roomPath,
        protocols: String? = "rivet, rivet_encoding.json", headers: [String] = [], receiveBuffer: Int? = nil
    ) async throws {
        socket = try await TestSocket.connect(to: address, receiveBuffer: receiveBuffer)
        let head =
            ["GET \(path) HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: keep-alive, Upgrade"]
            + ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"]
            + (protocols.map { ["Sec-WebSocket-Protocol: \($0)"] } ?? []) + headers
        try await socket.send(head.joined(separator: "\r\n") + "\r\n\r\n")
        answer = try await socket.read(through: "\r\n\r\n")
    }

    static let roomPath = "/gateway/chatRoom/connect?rvt-namespace=default&rvt-method=getOrCreate&rvt-key=lobby"

    /// What asks for a WebSocket to the room.
    static let upgrade = """
        GET \(roomPath) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n
        """

    /// The next frame, or nil when the server has closed the socket.
    func next() async -> Frame? {
        while true {
            if let frame = takeFrame() { return frame }
            guard await socket.readMore() else { return nil }
        }
    }

    /// The next text, with pings answered meanwhile; nil when the connection is closing.
    func nextText() async throws -> String? {
        while let frame = await next() {
            switch frame.opcode {
            case 1: return frame.text
            case 9: try await send(0xA, frame.payload)
            default: return nil
            }
        }
        return nil
    }

    private func takeFrame() -> Frame? {
        let bytes = socket.unread
        guard bytes.count >= 2 else { return nil }
        var length = Int(bytes[1] & 0x7F)
        var at = 2
        if length > 125 {
            let size = length == 126 ? 2 : 8
            guard bytes.count >= 2 + size else { return nil }
            length = bytes[2..<2 + size].reduce(0) { $0 << 8 | Int($1) }
            at += size
        }
        guard bytes.count >= at + length else { return nil }
        socket.consume(at + length)
        return Frame(opcode: bytes[0] & 0xF, payload: Array(bytes[at..<at + length]))
    }

    func send(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) async throws {
        try await socket.send(clientFrame(opcode, payload, isFinal: isFinal))
    }

    func send(_ text: String) async throws { try await send(1, Array(text.utf8)) }

    func act(_ id: Int, _ name: String, _ arguments: String) async throws {
        try await send(
            #"{"body":{"tag":"ActionRequest","val":{"id":["$BigInt","\#(id)"],"name":"\#(name)","args":\#(arguments)}}}"#
        )
    }

    func subscribe(_ event: String) async throws {
        try await send(#"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"\#(event)","subscribe":true}}}"#)
    }
}

/// A masked frame, written by the letter of RFC 6455 section 5.2.
func clientFrame(
    _ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
) -> [UInt8] {
    var bytes = [(isFinal ? 0x80 : 0) | opcode]
    switch payload.count {
    case ...125: bytes.append(0x80 | UInt8(payload.count))
    case ...65_535: bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default: bytes += [0x80 | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
    }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
}

extension TestClient {
    /// All frames up to the close, which is answered; but no pings, which come when the time has come.
    func untilClose() async -> [Frame] {
        var frames: [Frame] = []
        while let frame = await next() {
            if frame.opcode != 9 { frames.append(frame) }
            guard frame.opcode == 8 else { continue }
            try? await send(8, frame.payload)
            break
        }
        return frames
    }
}
