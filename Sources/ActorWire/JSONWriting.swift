extension [UInt8] {
    mutating func append(ascii text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    mutating func append(decimal number: some FixedWidthInteger) {
        append(contentsOf: String(number).utf8)
    }

    /// An integer as the RivetKit client protocol writes those that JavaScript holds in a `BigInt`: all ids.
    mutating func append(bigInt number: some FixedWidthInteger) {
        append(ascii: #"["$BigInt",""#)
        append(decimal: number)
        append(ascii: #""]"#)
    }

    /// A JSON string with its quotes. Quotes, backslashes and control characters are escaped (RFC 8259 section 7).
    mutating func append(jsonString text: String) {
        append(UInt8(ascii: "\""))
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { append(escaping: $0) }
        if isWritten == nil {
            [UInt8](text.utf8).withUnsafeBufferPointer { append(escaping: $0) }
        }
        append(UInt8(ascii: "\""))
    }

    /// Copies whole runs between the few bytes that need an escape.
    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        for index in 0..<text.count {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            append(contentsOf: text[runStart..<index])
            runStart = index + 1
            append(UInt8(ascii: "\\"))
            switch byte {
            case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
            case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
            case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
            default:
                append(ascii: "u00")
                append(Hex.digit(byte >> 4))
                append(Hex.digit(byte & 15))
            }
        }
        append(contentsOf: text[runStart...])
    }
}
