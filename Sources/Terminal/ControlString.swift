/// A command (OSC), device control (DCS) or other string of ECMA-48, up to its terminator.
struct ControlString: Sendable {
    /// The byte after the escape that began the string.
    let introducer: Character
    private var bytes: [UInt8] = []
    private var isTooLong = false
    private var sawEscape = false

    enum Step {
        case more
        /// The text; nil when it was too long to keep.
        case complete(String?)
        /// The byte cannot be part of a string; an escape may have come before it.
        case abandoned(escaped: Bool)
    }

    init(introducer: Character) {
        self.introducer = introducer
    }

    var isEmpty: Bool { bytes.isEmpty && !sawEscape }

    mutating func receive(_ byte: UInt8) -> Step {
        if sawEscape { return byte == UInt8(ascii: "\\") ? complete : .abandoned(escaped: true) }
        switch byte {
        case 0x1B:
            sawEscape = true
            return .more
        case 0x07 where introducer == "]": return complete
        case 0..<0x20: return .abandoned(escaped: false)
        default:
            isTooLong = isTooLong || bytes.count == InputDecoder.stringLimit
            if !isTooLong { bytes.append(byte) }
            return .more
        }
    }

    private var complete: Step { .complete(isTooLong ? nil : String(decoding: bytes, as: UTF8.self)) }
}
