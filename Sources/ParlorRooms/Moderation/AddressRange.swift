/// All addresses that begin with the same bits (RFC 4632 section 3.1, RFC 4291 section 2.3).
public struct AddressRange: Sendable, Hashable {
    /// The first address of the range.
    public let network: IPAddress
    /// How many bits they share.
    public let prefix: Int

    /// - Parameter prefix: cut to the length of the address.
    public init(_ address: IPAddress, prefix: Int) {
        self.prefix = min(max(prefix, 0), address.bytes.count * 8)
        network = address.masked(to: self.prefix)
    }

    /// Reads `10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32`. Bits of the host may be set and do not count.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress($0) }), parts.count <= 2 else { return nil }
        let bits = address.bytes.count * 8
        guard parts.count == 2 else {
            self.init(address, prefix: bits)
            return
        }
        guard parts[1].count <= 3, parts[1].utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let prefix = Int(parts[1]), prefix <= bits
        else { return nil }
        self.init(address, prefix: prefix)
    }

    /// What one household or machine has: one address of IPv4, a /64 network of IPv6.
    public init(householdOf address: IPAddress) {
        self.init(address, prefix: address.bytes.count == 4 ? 32 : 64)
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.bytes.count == network.bytes.count && address.masked(to: prefix) == network
    }
}

extension IPAddress {
    fileprivate func masked(to prefix: Int) -> IPAddress {
        IPAddress(
            bytes: bytes.enumerated().map { index, byte in
                let kept = min(max(prefix - index * 8, 0), 8)
                return byte & UInt8(truncatingIfNeeded: 0xFF00 >> kept)
            })
    }
}

extension AddressRange: CustomStringConvertible {
    public var description: String {
        prefix == network.bytes.count * 8 ? network.description : "\(network)/\(prefix)"
    }
}

extension AddressRange: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let range = AddressRange(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a range of addresses"))
        }
        self = range
    }

    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
