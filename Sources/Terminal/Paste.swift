/// A bracketed paste, up to `CSI 201 ~`.
struct Paste: Sendable {
    private var bytes: [UInt8] = []
    /// How many bytes of the terminator have come in.
    private var matched = 0

    private static let terminator = Array("\u{1B}[201~".utf8)

    /// Takes a byte and tells whether it completed the paste.
    mutating func receive(_ byte: UInt8) -> Bool {
        if byte == Self.terminator[matched] {
            matched += 1
            return matched == Self.terminator.count
        }
        if matched > 0 {
            keep(Self.terminator[..<matched])
            // The terminator begins with its only escape, so it can begin anew only with this byte.
            matched = byte == Self.terminator[0] ? 1 : 0
            if matched == 1 { return false }
        }
        keep(CollectionOfOne(byte))
        return false
    }

    private mutating func keep(_ more: some Collection<UInt8>) {
        guard bytes.count + more.count <= InputDecoder.pasteLimit else { return }
        bytes.append(contentsOf: more)
    }

    /// The pasted text with line feeds between its lines; terminals send carriage returns.
    var text: String {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D {
                lines.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                lines.append(byte)
            }
            previous = byte
        }
        return String(decoding: lines, as: UTF8.self)
    }
}
