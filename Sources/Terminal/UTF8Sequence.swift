/// The bytes of one scalar in UTF-8 (RFC 3629), as they come in.
struct UTF8Sequence: Sendable {
    private var value: UInt32
    private var missing: Int
    /// The bounds of the next byte; narrower for the second one, which excludes overlong forms and surrogates.
    private var next: ClosedRange<UInt8>

    enum Step {
        case more
        case scalar(Unicode.Scalar)
        /// The byte does not continue the scalar and belongs to what follows.
        case malformed
    }

    /// None when no scalar of several bytes begins with this one.
    init?(lead: UInt8) {
        switch lead {
        case 0xC2...0xDF: (value, missing, next) = (UInt32(lead & 0x1F), 1, 0x80...0xBF)
        case 0xE0: (value, missing, next) = (0, 2, 0xA0...0xBF)
        case 0xED: (value, missing, next) = (0xD, 2, 0x80...0x9F)
        case 0xE1...0xEF: (value, missing, next) = (UInt32(lead & 0x0F), 2, 0x80...0xBF)
        case 0xF0: (value, missing, next) = (0, 3, 0x90...0xBF)
        case 0xF4: (value, missing, next) = (4, 3, 0x80...0x8F)
        case 0xF1...0xF3: (value, missing, next) = (UInt32(lead & 0x07), 3, 0x80...0xBF)
        default: return nil
        }
    }

    mutating func receive(_ byte: UInt8) -> Step {
        guard next.contains(byte) else { return .malformed }
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        next = 0x80...0xBF
        if missing > 0 { return .more }
        return Unicode.Scalar(value).map(Step.scalar) ?? .malformed
    }
}
