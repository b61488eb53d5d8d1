extension Value {
    /// Parses CBOR (RFC 8949) with the escapes of the RivetKit client protocol.
    ///
    /// Refused are also: names that occur twice in a map or are no texts, what would be nested deeper than 64 levels in
    /// JSON, texts that are not UTF-8, unknown tags and simple values, and unknown `["$…", …]` escapes. A value means what
    /// it would in JSON, if the same client sent it so: NaN and the infinities are `null`, and a double that is a whole
    /// number beyond 32 bits is an `int`, since JavaScript has no other form for it.
    public init(cbor: some Collection<UInt8>) throws(CBORError) { try self.init(cbor: cbor, within: 0) }

    /// - Parameter levels: So many arrays and objects are around it.
    init(cbor: some Collection<UInt8>, within levels: Int) throws(CBORError) {
        var reader = CBORReader(Array(cbor), within: levels)
        self = try reader.readWhole()
    }

    /// The value as CBOR, in the forms that JavaScript's encoder has: integers of 32 bits as short as possible, other
    /// numbers as doubles; integers beyond JavaScript's exact range (53 bits) in eight bytes, which it reads as big ones.
    public func cbor() -> [UInt8] {
        var bytes: [UInt8] = []
        appendCBOR(to: &bytes)
        return bytes
    }

    /// Appends the CBOR of the value to a buffer.
    func appendCBOR(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(0xF6)
        case .undefined: bytes.append(0xF7)
        case .bool(let value): bytes.append(value ? 0xF5 : 0xF4)
        case .int(let value):
            if (-0x8000_0000...0xFFFF_FFFF).contains(value) || value.magnitude >= 1 << 53 {
                bytes.append(cborHead: value < 0 ? 1 : 0, UInt64(value < 0 ? -1 - value : value))
            } else {
                bytes.append(cborDouble: Double(value))
            }
        case .double(let value): bytes.append(cborDouble: value)
        case .bigInt(let digits):
            if let (majorType, argument) = Self.cborInteger(digits) {
                bytes.append(cborHead: majorType, argument)
            } else {
                Self.appendCBOR([.string("$BigInt"), .string(digits)], to: &bytes)
            }
        case .string(let value): bytes.append(cborText: value)
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
            bytes.append(cborMap: members.count)
            for member in members {
                bytes.append(cborText: member.name)
                member.value.appendCBOR(to: &bytes)
            }
        }
    }

    /// How CBOR itself says an integer of 64 bits that is beyond `Int64`.
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
