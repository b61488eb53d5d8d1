struct KeyedValueDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ValueDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { decoder.members.compactMap { Key(stringValue: $0.name) } }

    func contains(_ key: Key) -> Bool { decoder.member(key.stringValue) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }

    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try value(key).decodeBool(at: path(key)) }
    func decode(_: String.Type, forKey key: Key) throws -> String { try value(key).decodeString(at: path(key)) }
    func decode(_: Double.Type, forKey key: Key) throws -> Double { try value(key).decodeDouble(at: path(key)) }
    func decode(_: Float.Type, forKey key: Key) throws -> Float { try value(key).decodeFloat(at: path(key)) }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try value(key).decodeInteger(at: path(key)) }
    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try value(key).decodeInteger(at: path(key)) }
    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 { try value(key).decodeInteger(at: path(key)) }
    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 { try value(key).decodeInteger(at: path(key)) }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try value(key).decodeInteger(at: path(key)) }
    func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try value(key).decodeInteger(at: path(key)) }
    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 { try value(key).decodeInteger(at: path(key)) }
    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 { try value(key).decodeInteger(at: path(key)) }
    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 { try value(key).decodeInteger(at: path(key)) }
    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 { try value(key).decodeInteger(at: path(key)) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try ValueDecoder.decode(type, from: value(key), at: path(key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try ValueDecoder(value: value(key), path: path(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try ValueDecoder(value: value(key), path: path(key)).unkeyedContainer()
    }

    func superDecoder() -> any Decoder {
        ValueDecoder(value: decoder.member("super") ?? .null, path: .member(decoder.path, "super"))
    }

    func superDecoder(forKey key: Key) -> any Decoder {
        ValueDecoder(value: decoder.member(key.stringValue) ?? .null, path: path(key))
    }

    private func path(_ key: Key) -> CodingPath { .member(decoder.path, key.stringValue) }

    private func value(_ key: Key) throws(ValueDecodingError) -> Value {
        guard let value = decoder.member(key.stringValue) else {
            throw ValueDecodingError(path: path(key), problem: "is missing")
        }
        return value
    }
}

struct UnkeyedValueDecoder: UnkeyedDecodingContainer {
    let elements: [Value]
    let path: CodingPath
    private(set) var currentIndex = 0

    init(elements: [Value], path: CodingPath) {
        self.elements = elements
        self.path = path
    }

    var codingPath: [any CodingKey] { path.keys }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex == elements.count }

    mutating func decodeNil() throws -> Bool {
        guard try element().isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode(_: Bool.Type) throws -> Bool { try next { try $0.decodeBool(at: $1()) } }
    mutating func decode(_: String.Type) throws -> String { try next { try $0.decodeString(at: $1()) } }
    mutating func decode(_: Double.Type) throws -> Double { try next { try $0.decodeDouble(at: $1()) } }
    mutating func decode(_: Float.Type) throws -> Float { try next { try $0.decodeFloat(at: $1()) } }
    mutating func decode(_: Int.Type) throws -> Int { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: Int8.Type) throws -> Int8 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: Int16.Type) throws -> Int16 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: Int32.Type) throws -> Int32 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: Int64.Type) throws -> Int64 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: UInt.Type) throws -> UInt { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try next { try $0.decodeInteger(at: $1()) } }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try next { try ValueDecoder.decode(type, from: $0, at: $1()) }
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next { try ValueDecoder(value: $0, path: $1()).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try ValueDecoder(value: $0, path: $1()).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next { ValueDecoder(value: $0, path: $1()) } }

    private func element() throws(ValueDecodingError) -> Value {
        guard !isAtEnd else {
            throw ValueDecodingError(path: .element(path, currentIndex), problem: "is missing")
        }
        return elements[currentIndex]
    }

    /// Reads the next element, and steps over it only if that succeeds.
    private mutating func next<T>(_ read: (Value, () -> CodingPath) throws -> T) throws -> T {
        let result = try read(element()) { .element(path, currentIndex) }
        currentIndex += 1
        return result
    }
}

struct SingleValueDecoder: SingleValueDecodingContainer {
    let value: Value
    let path: CodingPath
    var codingPath: [any CodingKey] { path.keys }

    func decodeNil() -> Bool { value.isNull }
    func decode(_: Bool.Type) throws -> Bool { try value.decodeBool(at: path) }
    func decode(_: String.Type) throws -> String { try value.decodeString(at: path) }
    func decode(_: Double.Type) throws -> Double { try value.decodeDouble(at: path) }
    func decode(_: Float.Type) throws -> Float { try value.decodeFloat(at: path) }
    func decode(_: Int.Type) throws -> Int { try value.decodeInteger(at: path) }
    func decode(_: Int8.Type) throws -> Int8 { try value.decodeInteger(at: path) }
    func decode(_: Int16.Type) throws -> Int16 { try value.decodeInteger(at: path) }
    func decode(_: Int32.Type) throws -> Int32 { try value.decodeInteger(at: path) }
    func decode(_: Int64.Type) throws -> Int64 { try value.decodeInteger(at: path) }
    func decode(_: UInt.Type) throws -> UInt { try value.decodeInteger(at: path) }
    func decode(_: UInt8.Type) throws -> UInt8 { try value.decodeInteger(at: path) }
    func decode(_: UInt16.Type) throws -> UInt16 { try value.decodeInteger(at: path) }
    func decode(_: UInt32.Type) throws -> UInt32 { try value.decodeInteger(at: path) }
    func decode(_: UInt64.Type) throws -> UInt64 { try value.decodeInteger(at: path) }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try ValueDecoder.decode(type, from: value, at: path)
    }
}
