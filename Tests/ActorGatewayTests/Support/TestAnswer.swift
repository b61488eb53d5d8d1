import NIOCore

@testable import ActorGateway

/// What a gateway answered to a request over HTTP.
struct TestAnswer {
    var status: Int
    var headers: [String: String]
    var body: String
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
        let body = String(decoding: unread.prefix(length), as: UTF8.self)
        consume(min(length, unread.count))
        return TestAnswer(status: Int(lines[0].split(separator: " ")[1]) ?? 0, headers: headers, body: body)
    }
}

/// Sends a request on a connection of its own, or on one that is open.
func ask(
    _ address: SocketAddress, _ method: String, _ path: String, headers: [String] = [], body: String = "",
    on socket: TestSocket? = nil
) async throws -> TestAnswer {
    let socket = if let socket { socket } else { try await TestSocket.connect(to: address) }
    let head = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Content-Length: \(body.utf8.count)"] + headers
    try await socket.send(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
    return try await socket.readAnswer()
}
