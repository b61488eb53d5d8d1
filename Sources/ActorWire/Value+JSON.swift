extension Value {
    /// Parses a JSON text (RFC 8259, strictly) with the escapes of the RivetKit client protocol.
    ///
    /// Refused are also: names that occur twice in an object (names that Unicode holds equivalent count as the same),
    /// lone surrogates, numbers beyond the range of a double, and unknown `["$…", …]` escapes. A number is an `int` if it
    /// is written without fraction and exponent and fits, else a `double`, as in JavaScript: an exact integer of more than
    /// 64 bits comes as `["$BigInt", "…"]`. A big integer that fits in 64 bits is an `int`.
    public init(json: some Collection<UInt8>, limits: JSONLimits = .default) throws(JSONError) {
        self = try JSONReader.read(json, limits: limits) { (reader) throws(JSONError) in try reader.readValue() }
    }

    /// The value as JSON without spaces. NaN and the infinities, which JSON cannot say, become `null`; integers beyond
    /// JavaScript's exact range (53 bits) become big integers.
    public func json() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        appendJSON(to: &bytes)
        return bytes
    }

    /// Appends the JSON of the value to a buffer.
    public func appendJSON(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(ascii: "null")
        case .undefined: bytes.append(ascii: #"["$Undefined",0]"#)
        case .bool(let value): bytes.append(ascii: value ? "true" : "false")
        case .int(let value):
            if value.magnitude < 1 << 53 { bytes.append(decimal: value) } else { bytes.append(bigInt: value) }
        case .double(let value):
            if value.isFinite { bytes.append(contentsOf: value.description.utf8) } else { bytes.append(ascii: "null") }
        case .bigInt(let digits):
            bytes.append(ascii: #"["$BigInt","#)
            bytes.append(jsonString: digits)
            bytes.append(ascii: "]")
        case .string(let value): bytes.append(jsonString: value)
        case .bytes(let value):
            bytes.append(ascii: #"["$Uint8Array",""#)
            Base64.append(value, to: &bytes)
            bytes.append(ascii: #""]"#)
        case .array(let elements): Self.appendJSON(elements, to: &bytes)
        case .set(let elements):
            bytes.append(ascii: #"["$Set","#)
            Self.appendJSON(elements, to: &bytes)
            bytes.append(ascii: "]")
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for index in members.indices {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(jsonString: members[index].name)
                bytes.append(UInt8(ascii: ":"))
                members[index].value.appendJSON(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// An array; one of two elements that looks like an escape gets one more `$`.
    static func appendJSON(_ elements: [Value], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for index in elements.indices {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            if index == 0, elements.count == 2, case .string(let first) = elements[0],
                first.utf8.first == UInt8(ascii: "$")
            {
                bytes.append(jsonString: "$" + first)
            } else {
                elements[index].appendJSON(to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
