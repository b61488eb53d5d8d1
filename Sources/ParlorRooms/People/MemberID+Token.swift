public import ActorDefinition
internal import CSodium

extension MemberID {
    /// The person behind a private token: 96 bits of its BLAKE2b hash (RFC 7693). The room keeps nothing else of it.
    ///
    /// - Throws: `UserError` `invalid_token` when it is too short to be a secret, or too long.
    public init(token: String, limits: RoomLimits = RoomLimits()) throws(UserError) {
        guard (limits.tokenMinimum...limits.tokenMaximum).contains(token.utf8.count) else {
            throw UserError(
                "invalid_token", "a token is a random secret of \(limits.tokenMinimum) to \(limits.tokenMaximum) bytes")
        }
        let bytes = Array(token.utf8)
        var hash = [UInt8](repeating: 0, count: Self.digestLength)
        crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), nil, 0)
        self.init(hash.prefix(12).map { byte in Self.hexadecimal(byte) }.joined())
    }

    /// BLAKE2b-256, whose digest is cut, not a shorter variant of it.
    private static let digestLength = 32

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }

    var isGuest: Bool { rawValue.hasPrefix("guest.") }

    /// Somebody without a token, the nth since the room woke. No token's id has a dot in it.
    static func guest(_ number: Int, since wake: Int64) -> MemberID {
        MemberID("guest.\(String(wake, radix: 36)).\(number)")
    }
}
