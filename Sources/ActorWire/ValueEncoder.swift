extension Value {
    /// The value that an `Encodable` describes. Absent optionals are left out of objects; `[UInt8]` becomes bytes; a
    /// `UInt64` beyond `Int64` becomes a big integer.
    ///
    /// - Throws: what the type's own `encode(to:)` throws; the encoder itself never does.
    public init<T: Encodable>(encoding value: T) throws {
        self = try ValueEncoder.encode(value, at: .root)
    }
}

/// Collects what one `encode(to:)` writes.
final class ValueEncoder: EncodingTarget {
    private enum Content {
        case nothing
        case single(Value)
        case members
        case elements
    }

    let path: CodingPath
    private var content = Content.nothing
    private var members: [Value.Member] = []
    private var elements: [Value] = []
    /// Nested encoders, whose values are put at their place once all is written.
    private var nested: [(index: Int, encoder: ValueEncoder)] = []

    var codingPath: [any CodingKey] { path.keys }
    var count: Int { elements.count }

    init(path: CodingPath) { self.path = path }

    /// Encodes a value, without an encoder of its own if it is one of the common plain types.
    static func encode<T: Encodable>(_ value: T, at path: @autoclosure () -> CodingPath) throws -> Value {
        if T.self == String.self, let plain = value as? String { return .string(plain) }
        if T.self == Int.self, let plain = value as? Int { return .int(Int64(plain)) }
        if T.self == Bool.self, let plain = value as? Bool { return .bool(plain) }
        if T.self == Double.self, let plain = value as? Double { return .double(plain) }
        if T.self == Value.self, let plain = value as? Value { return plain }
        if T.self == [UInt8].self, let plain = value as? [UInt8] { return .bytes(plain) }
        let encoder = ValueEncoder(path: path())
        try value.encode(to: encoder)
        return encoder.finish()
    }

    func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
        content = .members
        return KeyedEncodingContainer(KeyedValueEncoder<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        content = .elements
        return UnkeyedValueEncoder(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleValueEncoder(encoder: self) }

    func value(of number: Double) -> Value { .double(number) }

    func set(_ value: Value) { content = .single(value) }

    func set<T: Encodable>(encoding value: T) throws { set(try Self.encode(value, at: path)) }

    func append(_ name: String, _ value: Value) { members.append(Value.Member(name: name, value: value)) }

    func append<T: Encodable>(_ name: String, encoding value: T) throws {
        append(name, try Self.encode(value, at: .member(path, name)))
    }

    func append(_ value: Value) { elements.append(value) }

    func append<T: Encodable>(encoding value: T) throws { append(try Self.encode(value, at: .element(path, count))) }

    func nest(_ name: String) -> ValueEncoder {
        let encoder = ValueEncoder(path: .member(path, name))
        nested.append((members.count, encoder))
        append(name, .null)
        return encoder
    }

    func nest() -> ValueEncoder {
        let encoder = ValueEncoder(path: .element(path, count))
        nested.append((count, encoder))
        append(.null)
        return encoder
    }

    /// The value of all that was written; a type that writes nothing is an empty object.
    func finish() -> Value {
        switch content {
        case .nothing: return .object([])
        case .single(let value): return value
        case .members:
            for (index, encoder) in nested { members[index].value = encoder.finish() }
            return .object(members)
        case .elements:
            for (index, encoder) in nested { elements[index] = encoder.finish() }
            return .array(elements)
        }
    }
}
