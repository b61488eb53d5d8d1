extension [UInt8] {
    /// Begins a message in BARE (draft-devault-bare), with the version of the RivetKit client protocol.
    static var bareMessage: [UInt8] {
        [UInt8(truncatingIfNeeded: BAREReader.version), UInt8(BAREReader.version >> 8)]
    }

    /// Seven bits a byte, the lowest first.
    mutating func append(bare number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    mutating func append(bare text: String) {
        append(bare: UInt64(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    /// A value as data: its length, then its CBOR.
    mutating func append(bare value: Value) {
        let bytes = value.cbor()
        append(bare: UInt64(bytes.count))
        append(contentsOf: bytes)
    }

    /// Whether it is there, and then what it is.
    mutating func append<T>(bareOptional content: T?, _ write: (inout [UInt8], T) -> Void) {
        append(content == nil ? 0 : 1)
        if let content { write(&self, content) }
    }
}
