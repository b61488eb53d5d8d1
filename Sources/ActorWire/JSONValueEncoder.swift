/// Writes what one `encode(to:)` says as JSON, straight behind what is written already: the same text as that of the `Value`
/// that it describes, but no tree of it.
///
/// The buffer wanders: a member or an element has it while it is written.
final class JSONValueEncoder {
    private enum Content { case nothing, single, members, elements }

    /// The text so far, also of all that stands before the value.
    private var bytes: [UInt8]
    private let start: Int
    private var content = Content.nothing
    private(set) var count = 0
    /// Encoders of which nobody knows when they are done. Their values are put at their places in the end.
    private var nested: [(offset: Int, encoder: ValueEncoder)] = []

    private let parent: JSONValueEncoder?
    /// Where it stands in its parent.
    private let place: Place

    private enum Place {
        case whole
        case member(String)
        case element(Int)
    }

    private init(continuing bytes: consuming [UInt8], in parent: JSONValueEncoder?, at place: Place) {
        start = bytes.count
        self.bytes = bytes
        self.parent = parent
        self.place = place
    }

    static func json<T: Encodable>(_ value: T) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        try write(value, to: &bytes, in: nil, at: .whole)
        return bytes
    }

    private static func write<T: Encodable>(
        _ value: T, to bytes: inout [UInt8], in parent: JSONValueEncoder?, at place: Place
    ) throws {
        if T.self == Value.self, let plain = value as? Value { return plain.appendJSON(to: &bytes) }
        if T.self == [UInt8].self, let plain = value as? [UInt8] { return Value.bytes(plain).appendJSON(to: &bytes) }
        let start = bytes.count
        let encoder = JSONValueEncoder(continuing: bytes.taken(), in: parent, at: place)
        do {
            try value.encode(to: encoder)
            bytes = try encoder.finish()
        } catch {
            bytes = encoder.bytes.taken()
            bytes.removeSubrange(start...)
            throw error
        }
    }

    /// The text with the whole value; a type that writes nothing is an empty object.
    ///
    /// - Throws: `EncodingError.invalidValue`, when a nested encoder was told a number that JSON does not have.
    private func finish() throws -> [UInt8] {
        for (offset, encoder) in nested.reversed() {
            let value = encoder.finish()
            if let number = value.nonFinite { throw nonFinite(number) }
            bytes.insert(contentsOf: value.json(), at: offset)
        }
        switch content {
        case .nothing: bytes.append(ascii: "{}")
        case .single: break
        case .members: bytes.append(UInt8(ascii: "}"))
        case .elements:
            bytes.append(UInt8(ascii: "]"))
            if count == 2 { bytes.escapeArray(at: start) }
        }
        return bytes.taken()
    }
}

extension JSONValueEncoder: Encoder {
    var codingPath: [any CodingKey] { path.keys }

    private var path: CodingPath {
        let parent = parent?.path ?? .root
        return switch place {
        case .whole: parent
        case .member(let name): .member(parent, name)
        case .element(let index): .element(parent, index)
        }
    }

    func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
        begin(.members, with: "{")
        return KeyedEncodingContainer(KeyedValueEncoder<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        begin(.elements, with: "[")
        return UnkeyedValueEncoder(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleValueEncoder(encoder: self) }

    /// A type that asks for the same kind of container again goes on with it; one of another kind replaces it.
    private func begin(_ content: Content, with bracket: StaticString) {
        guard content != self.content else { return }
        restart(content)
        bytes.append(ascii: bracket)
    }

    private func restart(_ content: Content) {
        self.content = content
        count = 0
        nested = []
        if bytes.count > start { bytes.removeSubrange(start...) }
    }
}

extension JSONValueEncoder: EncodingTarget {
    func value(of number: Double) throws -> Value {
        guard number.isFinite else { throw nonFinite(number) }
        return .double(number)
    }

    /// JSON has no such numbers, and a `null` in their place would not be read as a number again.
    private func nonFinite(_ number: Double) -> EncodingError {
        .invalidValue(number, EncodingError.Context(codingPath: codingPath, debugDescription: "JSON has no \(number)"))
    }

    func set(_ value: Value) {
        restart(.single)
        value.appendJSON(to: &bytes)
    }

    func set<T: Encodable>(encoding value: T) throws {
        restart(.nothing)
        try Self.write(value, to: &bytes, in: self, at: .whole)
        content = .single
    }

    func append(_ name: String, _ value: Value) {
        begin(name)
        value.appendJSON(to: &bytes)
    }

    func append<T: Encodable>(_ name: String, encoding value: T) throws {
        try undoing {
            begin(name)
            try Self.write(value, to: &bytes, in: self, at: .member(name))
        }
    }

    func append(_ value: Value) {
        beginNext()
        value.appendJSON(to: &bytes)
    }

    func append<T: Encodable>(encoding value: T) throws {
        try undoing {
            beginNext()
            try Self.write(value, to: &bytes, in: self, at: .element(count - 1))
        }
    }

    func nest(_ name: String) -> ValueEncoder {
        begin(name)
        return nest(at: .member(path, name))
    }

    func nest() -> ValueEncoder {
        beginNext()
        return nest(at: .element(path, count - 1))
    }

    private func nest(at path: CodingPath) -> ValueEncoder {
        let encoder = ValueEncoder(path: path)
        nested.append((bytes.count, encoder))
        return encoder
    }

    private func begin(_ name: String) {
        beginNext()
        bytes.append(jsonString: name)
        bytes.append(UInt8(ascii: ":"))
    }

    private func beginNext() {
        if count > 0 { bytes.append(UInt8(ascii: ",")) }
        count += 1
    }

    /// What throws leaves no trace, for a type that tries something else then.
    private func undoing(_ body: () throws -> Void) throws {
        let (length, count) = (bytes.count, count)
        do {
            try body()
        } catch {
            bytes.removeSubrange(length...)
            self.count = count
            throw error
        }
    }
}

extension Value {
    /// The first number in it of which JSON knows nothing.
    fileprivate var nonFinite: Double? {
        switch self {
        case .double(let number): number.isFinite ? nil : number
        case .array(let elements), .set(let elements): elements.lazy.compactMap(\.nonFinite).first
        case .object(let members): members.lazy.compactMap(\.value.nonFinite).first
        case .null, .undefined, .bool, .int, .bigInt, .string, .bytes: nil
        }
    }
}

extension [UInt8] {
    /// Moves the bytes to somebody else, who alone has them then and need not copy them to go on.
    fileprivate mutating func taken() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &self)
        return bytes
    }
}
