/// Whom an act concerns: a plain name, or an object `{"name"}`.
public struct Whom: Codable, Sendable, Hashable, ExpressibleByStringLiteral {
    public var name: String

    public init(_ name: String) { self.name = name }
    public init(stringLiteral name: String) { self.init(name) }

    private enum Field: CodingKey { case name }

    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self.init(name)
        } else {
            self.init(try decoder.container(keyedBy: Field.self).decode(String.self, forKey: .name))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(name, forKey: .name)
    }
}

/// Who is to leave at once: `{"name", "reason"?}`.
public struct KickRequest: Codable, Sendable, Hashable {
    public var name: String
    public var reason: String?

    public init(name: String, reason: String? = nil) {
        self.name = name
        self.reason = reason
    }
}

/// Who is to stay out: `{"name"?, "address"?, "reason"?, "seconds"?}`, with a name or an address.
public struct BanRequest: Codable, Sendable, Hashable {
    public var name: String?
    /// An address or a range of them, of IPv4 or IPv6: `10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32` (RFC 4632, RFC 4291).
    public var address: String?
    public var reason: String?
    /// How long; without it until the ban is lifted.
    public var seconds: Int?

    public init(name: String? = nil, address: String? = nil, reason: String? = nil, seconds: Int? = nil) {
        self.name = name
        self.address = address
        self.reason = reason
        self.seconds = seconds
    }
}

/// Which ban is to be lifted: `{"name"}` or `{"address"}`, as it was banned.
public struct UnbanRequest: Codable, Sendable, Hashable {
    public var name: String?
    public var address: String?

    public init(name: String? = nil, address: String? = nil) {
        self.name = name
        self.address = address
    }
}

/// Who is to be silent: `{"name", "seconds"?, "reason"?}`.
public struct MuteRequest: Codable, Sendable, Hashable {
    public var name: String
    /// How long; without it until the mute is lifted.
    public var seconds: Int?
    public var reason: String?

    public init(name: String, seconds: Int? = nil, reason: String? = nil) {
        self.name = name
        self.seconds = seconds
        self.reason = reason
    }
}
