internal import Glibc

/// An address of IPv4 or IPv6. An IPv4 address within IPv6 (RFC 4291 section 2.5.5.2) is that IPv4 address.
public struct IPAddress: Sendable, Hashable {
    /// 4 or 16 bytes.
    public let bytes: [UInt8]

    public init?(_ text: some StringProtocol) {
        let plain = String(text.prefix { $0 != "%" })
        if let bytes = Self.parse(plain, family: AF_INET, count: 4) {
            self.bytes = bytes
        } else if let bytes = Self.parse(plain, family: AF_INET6, count: 16) {
            let isMapped = bytes.starts(with: Self.mapped)
            self.bytes = isMapped ? Array(bytes.dropFirst(Self.mapped.count)) : bytes
        } else {
            return nil
        }
    }

    /// The address of a peer that is written with its port: `127.0.0.1:51022`, `[::1]:51022`.
    public init?(peer: String) {
        if peer.hasPrefix("[") {
            self.init(peer.dropFirst().prefix { $0 != "]" })
        } else if peer.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
            self.init(peer.prefix { $0 != ":" })
        } else {
            self.init(peer)
        }
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    private static func parse(_ text: String, family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
