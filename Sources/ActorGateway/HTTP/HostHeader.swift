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

    /// Whether it is this machine's loopback. Browsers say the name of the page: they find this machine by another name
    /// when somebody had that name lead here, so that their own page may read what it must not.
    package var isLoopback: Bool {
        guard let text else { return true }
        let name = text.hasPrefix("[") ? text.dropFirst().prefix { $0 != "]" } : text.prefix { $0 != ":" }
        return Self.isLoopback(String(name))
    }

    /// Whether a host, without a port, is this machine's loopback.
    package static func isLoopback(_ host: String) -> Bool {
        // No name of a domain consists of numbers.
        let isNumeric = host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        return host.lowercased() == "localhost" || host == "::1" || isNumeric && host.hasPrefix("127.")
    }
}
