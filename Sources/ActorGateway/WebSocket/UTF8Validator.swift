/// Judges a text that comes in pieces, and finds it out at the first byte that no UTF-8 has in its place
/// (RFC 3629 section 4).
struct UTF8Validator {
    /// So many bytes are missing of the character under way.
    private var missing: UInt8 = 0
    /// Where the next of them must lie.
    private var expected: ClosedRange<UInt8> = 0x80...0xBF

    /// Whether the text may end here.
    var isComplete: Bool { missing == 0 }

    /// - Returns: Whether the text can still become valid. After false it must not be asked again.
    mutating func accept(_ bytes: some Sequence<UInt8>) -> Bool {
        for byte in bytes {
            guard accept(byte) else { return false }
        }
        return true
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        if missing > 0 {
            guard expected.contains(byte) else { return false }
            missing -= 1
            expected = 0x80...0xBF
            return true
        }
        switch byte {
        case 0x00...0x7F: break
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, expected) = (2, 0xA0...0xBF)
        case 0xED: (missing, expected) = (2, 0x80...0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, expected) = (3, 0x90...0xBF)
        case 0xF1...0xF3: missing = 3
        case 0xF4: (missing, expected) = (3, 0x80...0x8F)
        default: return false
        }
        return true
    }
}
