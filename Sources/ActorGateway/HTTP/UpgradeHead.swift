import NIOCore
import NIOHTTP1

extension HTTPRequestHead {
    /// The head of a plain request for a WebSocket, at the front of a buffer (RFC 9112 sections 3 and 5).
    ///
    /// It is narrower than the grammar: printable ASCII, lines that end as they should, no body. Nil for everything else,
    /// valid or not, and while bytes are missing.
    ///
    /// - Parameters:
    ///   - buffer: Loses the head, if there is one.
    ///   - fieldLimit: So many fields at most.
    init?(takingUpgradeFrom buffer: inout ByteBuffer, fieldLimit: Int) {
        let parsed = buffer.withUnsafeReadableBytes { bytes in
            var lines = HeadLines(bytes: bytes, fieldLimit: fieldLimit)
            return lines.readUpgrade().map { ($0, lines.position) }
        }
        guard let (head, length) = parsed, Handshake.isAskedFor(by: head) else { return nil }
        buffer.moveReaderIndex(forwardBy: length)
        self = head
    }
}

/// Reads a head line by line.
private struct HeadLines {
    /// Fields that tell of more than the head.
    private static let unwanted: Set<String> = ["content-length", "transfer-encoding", "expect", "trailer"]

    let bytes: UnsafeRawBufferPointer
    let fieldLimit: Int
    private(set) var position = 0

    mutating func readUpgrade() -> HTTPRequestHead? {
        guard let target = readTarget() else { return nil }
        var headers = HTTPHeaders()
        headers.reserveCapacity(12)
        for _ in 0...fieldLimit {
            guard let line = readLine() else { return nil }
            if line.isEmpty { return HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: headers) }
            guard let (name, value) = field(line), !Self.unwanted.contains(name.lowercased()) else { return nil }
            headers.add(name: name, value: value)
        }
        return nil
    }

    private mutating func readTarget() -> String? {
        let (front, back) = ("GET ", " HTTP/1.1")
        guard let line = readLine(), line.count > front.utf8.count + back.utf8.count,
            bytes[line].starts(with: front.utf8), bytes[line].suffix(back.utf8.count).elementsEqual(back.utf8)
        else { return nil }
        let target = bytes[line].dropFirst(front.utf8.count).dropLast(back.utf8.count)
        return target.contains(0x20) || target.contains(0x09) ? nil : String(decoding: target, as: UTF8.self)
    }

    /// A line without its end; nil when the end is missing, or something is in it that is not printable.
    private mutating func readLine() -> Range<Int>? {
        var end = position
        while end + 1 < bytes.count {
            switch bytes[end] {
            case 0x0D:
                guard bytes[end + 1] == 0x0A else { return nil }
                defer { position = end + 2 }
                return position..<end
            case 0x20...0x7E, 0x09: end += 1
            default: return nil
            }
        }
        return nil
    }

    private func field(_ line: Range<Int>) -> (name: String, value: String)? {
        let line = bytes[line]
        guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex else { return nil }
        let name = line[..<colon]
        guard name.allSatisfy(Self.isToken) else { return nil }
        var value = line[(colon + 1)...].drop(while: Self.isBlank)
        while let last = value.last, Self.isBlank(last) { value.removeLast() }
        return (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// The characters of a name (RFC 9110 section 5.6.2).
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
