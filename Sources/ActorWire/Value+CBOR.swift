extension Value {
    /// Parses CBOR (RFC 8949) with the escapes of the RivetKit client protocol.
    ///
    /// Refused are also: names that occur twice in a map or are no texts, nesting deeper than 64 levels, texts that are
    /// not UTF-8, unknown tags and simple values, and unknown `["$…", …]` escapes.
    public init(cbor: some Collection<UInt8>) throws(CBORError) {
        var reader = CBORReader(Array(cbor))
        self = try reader.readWhole()
    }

    /// The value as CBOR, each number in its shortest integer form or as a double.
    public func cbor() -> [UInt8] {
        var bytes: [UInt8] = []
        appendCBOR(to: &bytes)
        return bytes
    }

    private func appendCBOR(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(0xF6)
        case .undefined: bytes.append(0xF7)
        case .bool(let value): bytes.append(value ? 0xF5 : 0xF4)
        case .int(let value):
            if value >= 0 {
                bytes.append(cborHead: 0, UInt64(value))
            } else {
                bytes.append(cborHead: 1, UInt64(-1 - value))
            }
        case .double(let value):
            bytes.append(0xFB)
            withUnsafeBytes(of: value.bitPattern.bigEndian) { bytes += $0 }
        case .bigInt(let digits):
            if let (majorType, argument) = Self.cborInteger(digits) {
                bytes.append(cborHead: majorType, argument)
            } else {
                Self.appendCBOR([.string("$BigInt"), .string(digits)], to: &bytes)
            }
        case .string(let value):
            bytes.append(cborHead: 3, UInt64(value.utf8.count))
            bytes += value.utf8
        case .bytes(let value):
            bytes.append(cborHead: 2, UInt64(value.count))
            bytes += value
        case .array(let elements):
            if elements.count == 2, case .string(let first) = elements[0], first.utf8.first == UInt8(ascii: "$") {
                Self.appendCBOR([.string("$" + first), elements[1]], to: &bytes)
            } else {
                Self.appendCBOR(elements, to: &bytes)
            }
        case .set(let elements): Self.appendCBOR([.string("$Set"), .array(elements)], to: &bytes)
        case .object(let members):
            bytes.append(cborHead: 5, UInt64(members.count))
            for member in members {
                Value.string(member.name).appendCBOR(to: &bytes)
                member.value.appendCBOR(to: &bytes)
            }
        }
    }

    /// How CBOR itself says an integer of 64 bits that is beyond `Int64`. As an escape it would be nested deeper than when
    /// it was read.
    private static func cborInteger(_ digits: String) -> (majorType: UInt8, argument: UInt64)? {
        guard let value = Int128(digits), Int64(exactly: value) == nil, String(value) == digits else { return nil }
        return UInt64(exactly: value).map { (0, $0) } ?? UInt64(exactly: -1 - value).map { (1, $0) }
    }

    /// An array whose elements are what they are, whether it looks like an escape or not.
    private static func appendCBOR(_ elements: [Value], to bytes: inout [UInt8]) {
        bytes.append(cborHead: 4, UInt64(elements.count))
        for element in elements { element.appendCBOR(to: &bytes) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(cborHead majorType: UInt8, _ argument: UInt64) {
        let front = majorType << 5
        switch argument {
        case ..<24: append(front | UInt8(argument))
        case ...0xFF: self += [front | 24, UInt8(argument)]
        case ...0xFFFF:
            append(front | 25)
            Swift.withUnsafeBytes(of: UInt16(argument).bigEndian) { self += $0 }
        case ...0xFFFF_FFFF:
            append(front | 26)
            Swift.withUnsafeBytes(of: UInt32(argument).bigEndian) { self += $0 }
        default:
            append(front | 27)
            Swift.withUnsafeBytes(of: argument.bigEndian) { self += $0 }
        }
    }
}
