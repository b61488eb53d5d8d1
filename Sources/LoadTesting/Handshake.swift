import ActorWire
import NIOCore

extension LoadPlan {
    /// With what a member begins (RFC 6455 section 4.1).
    ///
    /// - Parameters:
    ///   - number: Of the member, from 0 on.
    ///   - name: What a room is told of it.
    func handshake(_ number: Int, name: String) throws -> ByteBuffer {
        let protocols = Subprotocols(parameters: ["name": .string(name)])
        let host = host.contains(":") ? "[\(host)]" : host
        return ByteBuffer(
            string: """
                GET \(try path(number)) HTTP/1.1\r
                Host: \(host):\(port)\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: \(protocols.header)\r
                \r\n
                """)
    }

    private func path(_ number: Int) throws -> String {
        switch place {
        case .room(let name): try Self.path(toRoom: name)
        case .rooms(let name, let count): try Self.path(toRoom: "\(name)-\(number % count + 1)")
        case .echo(let path): path
        }
    }

    private static func path(toRoom name: String) throws -> String {
        try ConnectTarget(actor: .named("chatRoom", key: try ActorKey([name]), method: .getOrCreate)).path()
    }
}
