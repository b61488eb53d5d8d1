extension [UInt8] {
    /// The front of an item: what it is, and its number or length in as few bytes as possible.
    mutating func append(cborHead majorType: UInt8, _ argument: UInt64) {
        let front = majorType << 5
        switch argument {
        case ..<24: append(front | UInt8(argument))
        case ...0xFF: self += [front | 24, UInt8(argument)]
        case ...0xFFFF: append(front | 25, bigEndian: UInt16(argument))
        case ...0xFFFF_FFFF: append(front | 26, bigEndian: UInt32(argument))
        default: append(front | 27, bigEndian: argument)
        }
    }

    /// An integer in eight bytes: JavaScript reads it as a `BigInt`, however small it is.
    mutating func append(cborBigInt number: UInt64) { append(0x1B, bigEndian: number) }

    mutating func append(cborDouble number: Double) { append(0xFB, bigEndian: number.bitPattern) }

    mutating func append(cborText text: String) {
        append(cborHead: 3, UInt64(text.utf8.count))
        append(contentsOf: text.utf8)
    }

    /// The front of a map, behind which so many names and values stand.
    mutating func append(cborMap count: Int) { append(cborHead: 5, UInt64(count)) }

    private mutating func append(_ front: UInt8, bigEndian number: some FixedWidthInteger) {
        append(front)
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
