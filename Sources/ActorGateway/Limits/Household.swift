import NIOCore

/// What counts as one address: an address of IPv4, a /64 network of IPv6, which is what one household or machine has.
enum Household: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt64)
    /// Not a socket of the internet.
    case unknown

    init(_ address: SocketAddress?) {
        switch address {
        // In a `sockaddr_in` the address follows two bytes of family and two of port, in a `sockaddr_in6` four more.
        case .v4(let address): self = withUnsafeBytes(of: address.address) { .v4(Self.word($0, at: 4)) }
        case .v6(let address):
            self = withUnsafeBytes(of: address.address) { bytes in
                let network: UInt64 = Self.word(bytes, at: 8)
                let host: UInt64 = Self.word(bytes, at: 16)
                // An IPv4 client on a socket of IPv6 (RFC 4291 section 2.5.5.2).
                let isMapped = network == 0 && host >> 32 == 0xFFFF
                return isMapped ? .v4(UInt32(truncatingIfNeeded: host)) : .v6(network)
            }
        default: self = .unknown
        }
    }

    private static func word<Word: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) -> Word {
        Word(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Word.self))
    }
}
