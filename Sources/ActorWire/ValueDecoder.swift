extension Value {
    /// Reads the value as a type.
    ///
    /// Numbers convert where nothing is lost: `1.0` is an `Int`, `1` a `Double`. Missing members and `null` are absent
    /// optionals. Members that the type does not know are ignored.
    ///
    /// - Throws: `ValueDecodingError`, which names the place and the problem, or what the type's own initialiser throws.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        do {
            return try ValueDecoder.decode(type, from: self, at: .root)
        } catch let error as DecodingError {
            throw ValueDecodingError(error)
        }
    }
}

/// What one `init(from:)` reads.
final class ValueDecoder: Decoder {
    let value: Value
    let path: CodingPath
    /// The members, if the value is an object.
    private(set) var members: [Value.Member] = []
    /// Where the next look-up starts: members mostly stand in the order in which a type asks for them.
    private var cursor = 0

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(value: Value, path: CodingPath) {
        self.value = value
        self.path = path
    }

    /// Decodes a value, without a decoder of its own if it is one of the common plain types.
    static func decode<T: Decodable>(
        _ type: T.Type, from value: Value, at path: @autoclosure () -> CodingPath
    ) throws -> T {
        if T.self == String.self, let plain = try value.decodeString(at: path()) as? T { return plain }
        if T.self == Int.self, let plain = try value.decodeInteger(at: path()) as Int as? T { return plain }
        if T.self == Bool.self, let plain = try value.decodeBool(at: path()) as? T { return plain }
        if T.self == Double.self, let plain = try value.decodeDouble(at: path()) as? T { return plain }
        if T.self == Value.self, let plain = value as? T { return plain }
        if T.self == [UInt8].self, let plain = value.bytes as? T { return plain }
        return try T(from: ValueDecoder(value: value, path: path()))
    }

    func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = value else { throw ValueDecodingError.mismatch("an object", value, path) }
        self.members = members
        return KeyedDecodingContainer(KeyedValueDecoder<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = value.array else { throw ValueDecodingError.mismatch("an array", value, path) }
        return UnkeyedValueDecoder(elements: elements, path: path)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { SingleValueDecoder(value: value, path: path) }

    func member(_ name: String) -> Value? {
        for offset in 0..<members.count {
            var index = cursor + offset
            if index >= members.count { index -= members.count }
            if members[index].name == name {
                cursor = index
                return members[index].value
            }
        }
        return nil
    }
}

extension Value {
    func decodeBool(at path: @autoclosure () -> CodingPath) throws(ValueDecodingError) -> Bool {
        guard case .bool(let value) = self else { throw .mismatch("a boolean", self, path()) }
        return value
    }

    func decodeString(at path: @autoclosure () -> CodingPath) throws(ValueDecodingError) -> String {
        guard case .string(let value) = self else { throw .mismatch("a string", self, path()) }
        return value
    }

    func decodeDouble(at path: @autoclosure () -> CodingPath) throws(ValueDecodingError) -> Double {
        if let value = double { return value }
        guard case .bigInt = self else { throw .mismatch("a number", self, path()) }
        throw ValueDecodingError(path: path(), problem: "the number is out of range")
    }

    func decodeFloat(at path: @autoclosure () -> CodingPath) throws(ValueDecodingError) -> Float {
        let value = try decodeDouble(at: path())
        let float = Float(value)
        guard float.isFinite || !value.isFinite else {
            throw ValueDecodingError(path: path(), problem: "the number is out of range")
        }
        return float
    }

    func decodeInteger<Integer: FixedWidthInteger>(
        at path: @autoclosure () -> CodingPath
    ) throws(ValueDecodingError) -> Integer {
        if let value = integer(Integer.self) { return value }
        switch self {
        case .int, .double, .bigInt:
            throw ValueDecodingError(
                path: path(), problem: "expected an integer from \(Integer.min) to \(Integer.max)")
        default: throw .mismatch("an integer", self, path())
        }
    }
}
