import NIOCore

@testable import ActorGateway

/// What a gateway answered to a request over HTTP.
struct TestAnswer {
    var status: Int
    var headers: [String: String]
    var bytes: [UInt8]
    var body: String { String(decoding: bytes, as: UTF8.self) }
}

extension TestSocket {
    /// The next answer.
    func readAnswer() async throws -> TestAnswer {
        let lines = try await read(through: "\r\n\r\n").split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1)
            headers[pair[0].lowercased()] = pair[1].trimmingPrefix(" ").description
        }
        let length = Int(headers["content-length"] ?? "0") ?? 0
        while unread.count < length { guard await readMore() else { break } }
        let body = Array(unread.prefix(length))
        consume(min(length, unread.count))
        return TestAnswer(status: Int(lines[0].split(separator: " ")[1]) ?? 0, headers: headers, bytes: body)
    }
}

/// Sends a request on a connection of its own, or on one that is open.
func ask(
    _ address: SocketAddress, _ method: String, _ path: String, headers: [String] = [], body: String = "",
    bytes: [UInt8]? = nil, on socket: TestSocket? = nil
) async throws -> TestAnswer {
    let socket = if let socket { socket } else { try await TestSocket.connect(to: address) }
    let body = bytes ?? Array(body.utf8)
    let head = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Content-Length: \(body.count)"] + headers
    try await socket.send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    return try await socket.readAnswer()
}
