/// Reads CBOR (RFC 8949) from bytes. What a count in the bytes promises is never reserved ahead of reading it.
struct CBORReader {
    private static let depthLimit = 64

    private let input: [UInt8]
    private var position = 0
    private var depth: Int

    /// The first byte of an item, and the number that it or the bytes behind it say.
    private struct Head {
        let byte: UInt8
        /// Nil for an item that goes on until a break.
        let argument: UInt64?
        var majorType: UInt8 { byte >> 5 }
    }

    /// - Parameter levels: So many arrays and objects are around it.
    init(_ input: [UInt8], within levels: Int) {
        self.input = input
        depth = levels
    }

    /// Reads one value, behind which nothing may stand.
    mutating func readWhole() throws(CBORError) -> Value {
        let value = try readValue()
        guard position == input.count else { throw error(.trailingBytes) }
        return value
    }

    /// What would be an array in JSON counts as one here too, so that all that is read can be kept as JSON.
    private mutating func readValue() throws(CBORError) -> Value {
        let value = try readItem()
        if value.isArrayInJSON { try checkDepth() }
        return value
    }

    private mutating func readItem() throws(CBORError) -> Value {
        let head = try readHead()
        guard head.argument != nil || (2...5).contains(head.majorType) else { throw error(.invalidHead(head.byte)) }
        let argument = head.argument ?? 0
        switch head.majorType {
        case 0: return Int64(exactly: argument).map(Value.int) ?? .bigInt(String(argument))
        case 1: return Int64(exactly: argument).map { .int(-1 - $0) } ?? .bigInt(String(-1 - Int128(argument)))
        case 2: return .bytes(try readString(head))
        case 3: return .string(try readText(head))
        case 4: return try readArray(head)
        case 5: return try readMap(head)
        case 6: return try readTagged(argument)
        default: return try readSimple(head, argument)
        }
    }

    // MARK: Heads

    private func error(_ problem: CBORError.Problem) -> CBORError { CBORError(problem: problem, offset: position) }

    private mutating func take(_ count: UInt64) throws(CBORError) -> ArraySlice<UInt8> {
        guard count <= UInt64(input.count - position) else { throw error(.unexpectedEnd) }
        defer { position += Int(count) }
        return input[position..<position + Int(count)]
    }

    private mutating func readHead() throws(CBORError) -> Head {
        guard position < input.count else { throw error(.unexpectedEnd) }
        let byte = input[position]
        switch byte & 0x1F {
        case let small where small < 24:
            position += 1
            return Head(byte: byte, argument: UInt64(small))
        case let size where size < 28:
            position += 1
            return Head(byte: byte, argument: try take(1 << UInt64(size - 24)).reduce(0) { $0 << 8 | UInt64($1) })
        case 31:
            position += 1
            return Head(byte: byte, argument: nil)
        default: throw error(.invalidHead(byte))
        }
    }

    private func checkDepth() throws(CBORError) {
        guard depth < Self.depthLimit else { throw error(.tooDeep(limit: Self.depthLimit)) }
    }

    /// Steps over a break, if one is next.
    private mutating func skipBreak() -> Bool {
        guard position < input.count, input[position] == 0xFF else { return false }
        position += 1
        return true
    }

    /// Reads so many items, or those up to a break.
    private mutating func readItems(
        _ count: UInt64?, _ read: (inout CBORReader) throws(CBORError) -> Void
    ) throws(CBORError) {
        try checkDepth()
        depth += 1
        defer { depth -= 1 }
        var left = count
        while left != 0 {
            if left == nil, skipBreak() { return }
            try read(&self)
            left = left.map { $0 - 1 }
        }
    }

    // MARK: Items

    private mutating func readString(_ head: Head) throws(CBORError) -> [UInt8] {
        if let count = head.argument { return Array(try take(count)) }
        var bytes: [UInt8] = []
        try readItems(nil) { (reader) throws(CBORError) in
            let chunk = try reader.readHead()
            guard chunk.majorType == head.majorType, let count = chunk.argument else {
                throw reader.error(.invalidHead(chunk.byte))
            }
            let piece = try reader.take(count)
            // No character of a text may be spread over two of its chunks (RFC 8949 section 3.2.3).
            guard chunk.majorType == 2 || String(validating: piece, as: UTF8.self) != nil else {
                throw reader.error(.invalidUTF8)
            }
            bytes += piece
        }
        return bytes
    }

    private mutating func readText(_ head: Head) throws(CBORError) -> String {
        guard let text = String(validating: try readString(head), as: UTF8.self) else { throw error(.invalidUTF8) }
        return text
    }

    /// An array, or what an array of two elements stands for as an escape.
    private mutating func readArray(_ head: Head) throws(CBORError) -> Value {
        var elements: [Value] = []
        try readItems(head.argument) { (reader) throws(CBORError) in elements.append(try reader.readValue()) }
        guard elements.count == 2, case .string(let name) = elements[0], name.utf8.first == UInt8(ascii: "$") else {
            return .array(elements)
        }
        guard let value = Value(extension: name, elements[1]) else { throw error(.invalidExtension(name)) }
        return value
    }

    private mutating func readMap(_ head: Head) throws(CBORError) -> Value {
        var members: [Value.Member] = []
        try readItems(head.argument) { (reader) throws(CBORError) in
            let head = try reader.readHead()
            guard head.majorType == 3 else { throw reader.error(.invalidName) }
            members.append(Value.Member(name: try reader.readText(head), value: try reader.readValue()))
        }
        if let name = members.duplicateName { throw error(.duplicateName(name)) }
        return .object(members)
    }

    /// The tags of self-described CBOR, of a `Uint8Array` and of a set.
    private mutating func readTagged(_ tag: UInt64) throws(CBORError) -> Value {
        var content = Value.null
        try readItems(1) { (reader) throws(CBORError) in content = try reader.readValue() }
        switch (tag, content) {
        case (55_799, _), (64, .bytes): return content
        case (258, .array(let elements)): return .set(elements)
        default: throw error(.unknownTag(tag))
        }
    }

    private func readSimple(_ head: Head, _ argument: UInt64) throws(CBORError) -> Value {
        switch head.byte & 0x1F {
        case 20: .bool(false)
        case 21: .bool(true)
        case 22: .null
        case 23: .undefined
        case 25: Self.value(of: Double(Self.half(UInt16(truncatingIfNeeded: argument))))
        case 26: Self.value(of: Double(Float(bitPattern: UInt32(truncatingIfNeeded: argument))))
        case 27: Self.value(of: Double(bitPattern: argument))
        default: throw error(.invalidHead(head.byte))
        }
    }

    /// What JavaScript's JSON would say of a number.
    private static func value(of number: Double) -> Value {
        guard number.isFinite else { return .null }
        let isBeyond32Bits = (0x1p31..<0x1p53).contains(number.magnitude)
        return isBeyond32Bits ? Int64(exactly: number).map(Value.int) ?? .double(number) : .double(number)
    }

    /// A float of 16 bits (RFC 8949 appendix D), by hand since not every machine has them.
    private static func half(_ bits: UInt16) -> Float {
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Float(bits & 0x3FF)
        let magnitude: Float =
            switch exponent {
            case 0: Float(sign: .plus, exponent: -24, significand: fraction)
            case 31: fraction == 0 ? .infinity : .nan
            default: Float(sign: .plus, exponent: exponent - 25, significand: fraction + 1_024)
            }
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }
}

extension Value {
    /// Whether JSON says it by an array although it is none.
    fileprivate var isArrayInJSON: Bool {
        switch self {
        case .undefined, .bytes, .bigInt: true
        case .int(let number): number.magnitude >= 1 << 53
        case .null, .bool, .double, .string, .array, .set, .object: false
        }
    }
}
