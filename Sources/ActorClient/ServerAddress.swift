/// Where a server listens.
public struct ServerAddress: Sendable, Hashable {
    /// The port without another word: 6420.
    public static let defaultPort = 6420

    /// A name or an address; an IPv6 address without its brackets.
    public let host: String
    /// The port, 1 to 65,535.
    public let port: Int

    public init(host: String, port: Int = defaultPort) {
        self.host = host
        self.port = port
    }

    /// Reads `http://HOST:PORT`. Scheme and port may be left out; an IPv6 address stands in brackets.
    ///
    /// - Throws: what is wrong with the text.
    public init(_ text: String) throws(InvalidServerAddress) {
        var rest = text[...]
        if let end = text.firstRange(of: "://") {
            try Self.check(scheme: text[..<end.lowerBound].lowercased())
            rest = text[end.upperBound...]
        }
        if rest.hasSuffix("/") { rest.removeLast() }
        guard !rest.contains(where: { "/?#".contains($0) }) else { throw .hasPath }
        guard !rest.contains("@") else { throw .hasUser }
        let (host, port) = try Self.split(rest)
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .noHost }
        self.host = String(host)
        guard let port else {
            self.port = Self.defaultPort
            return
        }
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
            (1...65_535).contains(number)
        else { throw .badPort }
        self.port = number
    }

    private static func check(scheme: String) throws(InvalidServerAddress) {
        switch scheme {
        case "http": return
        case "https", "wss": throw .needsTLS
        default: throw .unknownScheme
        }
    }

    /// Host and port of an authority (RFC 3986 section 3.2).
    private static func split(
        _ authority: Substring
    ) throws(InvalidServerAddress) -> (host: Substring, port: Substring?) {
        guard authority.hasPrefix("[") else {
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return (authority, nil) }
            guard !parts[1].contains(":") else { throw .needsBrackets }
            return (parts[0], parts[1])
        }
        guard let end = authority.firstIndex(of: "]") else { throw .needsBrackets }
        let host = authority[authority.index(after: authority.startIndex)..<end]
        let rest = authority[authority.index(after: end)...]
        guard !rest.isEmpty else { return (host, nil) }
        guard rest.hasPrefix(":") else { throw .badPort }
        return (host, rest.dropFirst())
    }
}

extension ServerAddress: CustomStringConvertible {
    public var description: String { "http://\(authority)" }

    /// Host and port as in a URL and in the `Host` header.
    var authority: String { (host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host) + ":\(port)" }
}

/// What is wrong with the text of a server's address.
public enum InvalidServerAddress: Error, Sendable, Hashable, CustomStringConvertible {
    case needsTLS, unknownScheme, hasPath, hasUser, noHost, badPort, needsBrackets

    public var description: String {
        switch self {
        case .needsTLS: "TLS is not available yet: the server's address must begin with http://"
        case .unknownScheme: "The server's address must begin with http://"
        case .hasPath: "The server's address ends after the port: http://HOST:PORT"
        case .hasUser: "The server's address holds no user: http://HOST:PORT"
        case .noHost: "The server's address lacks a host: http://HOST:PORT"
        case .badPort: "The server's port is a number from 1 to 65535: http://HOST:PORT"
        case .needsBrackets: "An IPv6 address stands in brackets: http://[::1]:6420"
        }
    }
}
