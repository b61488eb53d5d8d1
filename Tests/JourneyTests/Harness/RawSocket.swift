import Glibc
import ProgramTesting

/// A client that says to a server exactly what it is told, right or wrong. It knows nothing of the code under test.
///
/// Reading and writing give up after a while, so that a journey never hangs.
final class RawSocket {
    private let descriptor: Int32
    private var unread: [UInt8] = []
    /// Whether the server has ended the connection.
    private(set) var hasEnded = false
    /// The close that the server has sent.
    private(set) var goodbye: Frame?

    struct Frame {
        var opcode: UInt8
        var payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }
        var closeCode: Int { payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1]) }
        var closeReason: String { String(decoding: payload.dropFirst(2), as: UTF8.self) }
    }

    /// A port of this machine on which nobody listens.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 ? getsockname(descriptor, address, &size) : -1
            }
        }
        guard result == 0 else { throw NotSeen(description: "no free port") }
        return Int(address.sin_port.bigEndian)
    }

    private static func loopback(_ host: String = "127.0.0.1", port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr(host)
        return address
    }

    /// - Parameters:
    ///   - source: The address to come from, of this machine's loopback network.
    ///   - receiveBuffer: The bytes that the kernel takes for a client that does not read; nil for its own choice.
    ///   - patience: The seconds after which reading and writing give up.
    init(port: Int, from source: String = "127.0.0.1", receiveBuffer: Int32? = nil, patience: Int = 5) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        let isThere =
            with(Self.loopback(source, port: 0)) { bind(descriptor, $0, $1) == 0 }
            && with(Self.loopback(port: port)) { connect(descriptor, $0, $1) == 0 }
        guard isThere else { throw NotSeen(description: "no connection from \(source) to port \(port)") }
    }

    private func with<T>(_ address: sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
        withUnsafePointer(to: address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    deinit { close(descriptor) }

    /// - Returns: Whether the kernel took all of it; not when the server has closed, or does not read for long.
    @discardableResult
    func send(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server may have closed in the middle of what is too much for it.
            guard count > 0 else {
                if errno != EAGAIN { hasEnded = true }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    private func readMore(_ flags: Int32 = 0) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, flags)
        guard count > 0 else {
            if count == 0 || errno != EAGAIN { hasEnded = true }
            return false
        }
        unread += buffer.prefix(count)
        return true
    }

    /// Takes what has come, without waiting for more.
    func takeWhatIsThere() { while readMore(Int32(MSG_DONTWAIT)) {} }

    /// What has come and was not read as frames.
    var text: String { String(decoding: unread, as: UTF8.self) }

    /// Everything until the server closes.
    func readToEnd() -> String {
        while readMore() {}
        return String(decoding: unread, as: UTF8.self)
    }

    // MARK: WebSocket, by the letter of RFC 6455

    /// Asks for a connection to a room.
    ///
    /// - Returns: the head of the server's answer.
    @discardableResult
    func enter(_ room: String = "lobby", parameters: String, encoding: String = "json") -> String {
        let allowed: (UInt8) -> Bool = {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        }
        let encoded = parameters.utf8.map { byte in
            allowed(byte)
                ? String(UnicodeScalar(byte))
                : "%" + String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
        }.joined()
        send(
            """
            GET /gateway/chatRoom/connect?rvt-namespace=default&rvt-method=getOrCreate&rvt-key=\(room) HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Protocol: rivet, rivet_encoding.\(encoding), rivet_conn_params.\(encoded)\r
            \r

            """)
        return readHead()
    }

    /// The head of the server's answer to a request; what there is of it when the connection ends before.
    func readHead() -> String {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let range = unread.firstRange(of: end) {
                defer { unread.removeSubrange(..<range.upperBound) }
                return String(decoding: unread[..<range.lowerBound], as: UTF8.self)
            }
            guard readMore() else { return String(decoding: unread, as: UTF8.self) }
        }
    }

    /// The status of the server's answer to a request, and the answer's body; nil when the connection ends before it.
    func readAnswer() -> (status: Int, body: String)? {
        let head = readHead()
        guard head.hasPrefix("HTTP/1.1 "), let status = Int(head.dropFirst(9).prefix(3)) else { return nil }
        let length = head.lowercased().firstMatch(of: /content-length: *([0-9]+)/).flatMap { Int($0.output.1) } ?? 0
        while unread.count < length, readMore() {}
        defer { unread.removeFirst(min(length, unread.count)) }
        return (status, String(decoding: unread.prefix(length), as: UTF8.self))
    }

    /// Sends a frame (section 5.2), masked unless told otherwise.
    @discardableResult
    func frame(_ opcode: UInt8, _ payload: [UInt8], masked: Bool = true) -> Bool {
        send(Self.bytes(of: opcode, payload, masked: masked))
    }

    /// - Parameter first: The bits before the opcode: that it is the last of its message, and the reserved ones.
    static func bytes(of opcode: UInt8, _ payload: [UInt8], first: UInt8 = 0x80, masked: Bool = true) -> [UInt8] {
        let bit: UInt8 = masked ? 0x80 : 0
        var bytes = [first | opcode]
        switch payload.count {
        case ...125: bytes.append(bit | UInt8(payload.count))
        case ...65_535: bytes += [bit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default: bytes += [bit | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        let mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
        return masked ? bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] } : bytes + payload
    }

    @discardableResult
    func frame(_ text: String) -> Bool { frame(1, Array(text.utf8)) }

    /// Calls an action, with its arguments as JSON.
    @discardableResult
    func call(_ id: Int, _ action: String, _ arguments: String) -> Bool {
        frame(
            #"{"body":{"tag":"ActionRequest","val":{"id":["$BigInt","\#(id)"],"name":"\#(action)","args":\#(arguments)}}}"#
        )
    }

    /// The next text or close, with pings answered meanwhile; nil at the end of the connection.
    func next() -> Frame? {
        while true {
            guard let frame = takeFrame() else {
                guard readMore() else { return nil }
                continue
            }
            switch frame.opcode {
            case 9: self.frame(10, frame.payload)
            case 10: break
            case 8:
                goodbye = frame
                return frame
            default: return frame
            }
        }
    }

    /// The next text that holds all of these words; nil when the connection ends before it.
    func next(with words: String...) -> String? {
        while let frame = next(), frame.opcode == 1 {
            if words.allSatisfy(frame.text.contains) { return frame.text }
        }
        return nil
    }

    /// Every frame until the server closes.
    func untilClose() -> [Frame] {
        var frames: [Frame] = []
        while let frame = next() {
            frames.append(frame)
            if frame.opcode == 8 { break }
        }
        return frames
    }

    private func takeFrame() -> Frame? {
        guard unread.count >= 2 else { return nil }
        var length = Int(unread[1] & 0x7F)
        var start = 2
        if length > 125 {
            let size = length == 126 ? 2 : 8
            guard unread.count >= 2 + size else { return nil }
            length = unread[2..<2 + size].reduce(0) { $0 << 8 | Int($1) }
            start += size
        }
        guard unread.count >= start + length else { return nil }
        defer { unread.removeFirst(start + length) }
        return Frame(opcode: unread[0] & 0xF, payload: Array(unread[start..<start + length]))
    }
}
