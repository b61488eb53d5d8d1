extension Value {
    /// An integer of any width: a big integer if it does not fit.
    init(_ integer: some BinaryInteger) {
        self = Int64(exactly: integer).map(Value.int) ?? .bigInt(String(integer))
    }
}

struct KeyedValueEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: any EncodingTarget
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { put(.null, key) }
    func encode(_ value: Bool, forKey key: Key) { put(.bool(value), key) }
    func encode(_ value: String, forKey key: Key) { put(.string(value), key) }
    func encode(_ value: Double, forKey key: Key) throws { put(try encoder.value(of: value), key) }
    func encode(_ value: Float, forKey key: Key) throws { put(try encoder.value(of: Double(value)), key) }
    func encode(_ value: Int, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: Int8, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: Int16, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: Int32, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: Int64, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: UInt, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: UInt8, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: UInt16, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: UInt32, forKey key: Key) { put(Value(value), key) }
    func encode(_ value: UInt64, forKey key: Key) { put(Value(value), key) }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try encoder.append(key.stringValue, encoding: value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<
        Nested
    > {
        encoder.nest(key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.nest(key.stringValue).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.nest("super") }
    func superEncoder(forKey key: Key) -> any Encoder { encoder.nest(key.stringValue) }

    private func put(_ value: Value, _ key: Key) { encoder.append(key.stringValue, value) }
}

struct UnkeyedValueEncoder: UnkeyedEncodingContainer {
    let encoder: any EncodingTarget
    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.count }

    func encodeNil() { encoder.append(.null) }
    func encode(_ value: Bool) { encoder.append(.bool(value)) }
    func encode(_ value: String) { encoder.append(.string(value)) }
    func encode(_ value: Double) throws { encoder.append(try encoder.value(of: value)) }
    func encode(_ value: Float) throws { encoder.append(try encoder.value(of: Double(value))) }
    func encode(_ value: Int) { encoder.append(Value(value)) }
    func encode(_ value: Int8) { encoder.append(Value(value)) }
    func encode(_ value: Int16) { encoder.append(Value(value)) }
    func encode(_ value: Int32) { encoder.append(Value(value)) }
    func encode(_ value: Int64) { encoder.append(Value(value)) }
    func encode(_ value: UInt) { encoder.append(Value(value)) }
    func encode(_ value: UInt8) { encoder.append(Value(value)) }
    func encode(_ value: UInt16) { encoder.append(Value(value)) }
    func encode(_ value: UInt32) { encoder.append(Value(value)) }
    func encode(_ value: UInt64) { encoder.append(Value(value)) }

    func encode<T: Encodable>(_ value: T) throws {
        try encoder.append(encoding: value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        encoder.nest().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.nest().unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder.nest() }
}

struct SingleValueEncoder: SingleValueEncodingContainer {
    let encoder: any EncodingTarget
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() { encoder.set(.null) }
    func encode(_ value: Bool) { encoder.set(.bool(value)) }
    func encode(_ value: String) { encoder.set(.string(value)) }
    func encode(_ value: Double) throws { encoder.set(try encoder.value(of: value)) }
    func encode(_ value: Float) throws { encoder.set(try encoder.value(of: Double(value))) }
    func encode(_ value: Int) { encoder.set(Value(value)) }
    func encode(_ value: Int8) { encoder.set(Value(value)) }
    func encode(_ value: Int16) { encoder.set(Value(value)) }
    func encode(_ value: Int32) { encoder.set(Value(value)) }
    func encode(_ value: Int64) { encoder.set(Value(value)) }
    func encode(_ value: UInt) { encoder.set(Value(value)) }
    func encode(_ value: UInt8) { encoder.set(Value(value)) }
    func encode(_ value: UInt16) { encoder.set(Value(value)) }
    func encode(_ value: UInt32) { encoder.set(Value(value)) }
    func encode(_ value: UInt64) { encoder.set(Value(value)) }

    func encode<T: Encodable>(_ value: T) throws {
        try encoder.set(encoding: value)
    }
}
