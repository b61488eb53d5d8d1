package import NIOHTTP1

/// The host that a request is for (RFC 9112 section 3.2).
package struct HostHeader {
    /// With a port, if one is given; nil for a client that is too old to say it.
    private let text: String?

    /// Nil for a request that names two hosts, or none although it is of HTTP/1.1.
    package init?(_ head: HTTPRequestHead) {
        var text: String?
        for (name, value) in head.headers where name.utf8.count == 4 && name.lowercased() == "host" {
            guard text == nil else { return nil }
            text = value
        }
        guard text != nil || head.version.minor == 0 else { return nil }
        self.text = text
    }

    /// Whether it is a name that somebody may own, and have lead to this machine. Browsers say the name of the page: its
    /// own page might read what it must not then. An address is no such name, nor is one without a dot.
    package var isDomain: Bool {
        guard let name = text?.prefix(while: { $0 != ":" }), !name.hasPrefix("[") else { return false }
        return name.contains(".") && !Self.isNumeric(name) && !name.lowercased().hasSuffix(".localhost")
    }

    /// Whether a host, without a port, is this machine's loopback.
    package static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || host == "::1" || isNumeric(host) && host.hasPrefix("127.")
    }

    /// No name of a domain consists of numbers.
    private static func isNumeric(_ host: some StringProtocol) -> Bool {
        host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
    }
}
