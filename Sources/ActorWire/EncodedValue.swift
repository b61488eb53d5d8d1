/// A value as its JSON: written once, then shared by all who keep it or send it.
public struct EncodedValue: Sendable, Hashable {
    /// The text, as `Value.json()` writes it.
    public let json: [UInt8]

    /// `null`.
    public static let null = EncodedValue(Value.null)

    public init(_ value: Value) { json = value.json() }

    /// What `Value(encoding:)` describes, without the tree between the type and its text.
    ///
    /// - Throws: what the type's own `encode(to:)` throws, and `EncodingError.invalidValue` for NaN and the infinities.
    public init<T: Encodable>(encoding value: T) throws { json = try JSONValueEncoder.json(value) }

    /// The same of a value that is kept: what cannot be read again is not written in the first place.
    ///
    /// - Throws: `EncodingError.invalidValue` as well, when the value is nested deeper than `JSONLimits.default` allows.
    public init<T: Encodable>(keeping value: T) throws {
        try self.init(encoding: value)
        let limit = JSONLimits.default.depth
        guard json.brackets > limit, json.nesting > limit else { return }
        throw EncodingError.invalidValue(
            value,
            EncodingError.Context(
                codingPath: [], debugDescription: "it is nested deeper than \(limit), the most that can be read"))
    }

    /// - Throws: `JSONError` when the value is nested too deep to be read, else as `Value.decode`.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T { try Value(json: json).decode(type) }
}

extension [UInt8] {
    /// How many brackets and braces are opened at most: found in a moment, and mostly so few that nothing is nested deep.
    fileprivate var brackets: Int {
        withUnsafeBufferPointer { bytes in
            var count = 0
            // Both differ in one bit.
            for byte in bytes { count &+= byte | 0x20 == UInt8(ascii: "{") ? 1 : 0 }
            return count
        }
    }

    /// How many objects and arrays are around what is innermost in a JSON text.
    fileprivate var nesting: Int {
        var (depth, most) = (0, 0)
        var isInString = false
        var isEscaped = false
        for byte in self {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isInString: isEscaped = true
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString:
                depth += 1
                most = Swift.max(most, depth)
            case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString: depth -= 1
            default: break
            }
        }
        return most
    }

    /// An array of values; one of two elements that looks like an escape gets one more `$`.
    mutating func append(json elements: [EncodedValue]) {
        let start = count
        append(UInt8(ascii: "["))
        for index in elements.indices {
            if index > 0 { append(UInt8(ascii: ",")) }
            append(contentsOf: elements[index].json)
        }
        append(UInt8(ascii: "]"))
        if elements.count == 2 { escapeArray(at: start) }
    }

    /// Marks an array of two elements, the last of the buffer, as an ordinary one: its first element may look like the name
    /// of an escape.
    mutating func escapeArray(at start: Int) {
        guard self[start + 1] == UInt8(ascii: "\""), self[start + 2] == UInt8(ascii: "$") else { return }
        insert(UInt8(ascii: "$"), at: start + 2)
    }
}
