/// A self-describing value, as it stands in frames, parameters, inputs, error metadata and stored state.
///
/// One value serves every encoding of the RivetKit client protocol: all that JSON can say, and what JavaScript clients
/// send besides (`undefined`, big integers, bytes, sets).
///
/// Equality is that of the wire: `.int(1)` and `.double(1)` differ, and so do objects or sets whose members stand in
/// another order. `Value` is itself `Codable`, so that an action can take one as an argument of any shape.
public enum Value: Sendable, Hashable {
    case null
    /// JavaScript's `undefined`. It decodes like `null`.
    case undefined
    case bool(Bool)
    case int(Int64)
    case double(Double)
    /// An integer outside the range of `Int64`, in decimal: an optional minus sign, then digits without leading zeros.
    case bigInt(String)
    case string(String)
    case bytes([UInt8])
    case array([Value])
    case set([Value])
    /// Members in the order in which they were written; no name occurs twice in what was parsed.
    case object([Member])

    /// A name and its value within an object.
    public struct Member: Sendable, Hashable {
        /// The name, unique within its object.
        public var name: String
        /// What stands under the name.
        public var value: Value

        public init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }
}

extension Value {
    /// The value of an object's member, or nil if there is none of that name or this is not an object.
    public subscript(name: String) -> Value? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// Whether this is `null` or `undefined`.
    public var isNull: Bool {
        switch self {
        case .null, .undefined: true
        default: false
        }
    }

    /// The truth value; nil if this is something else.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The text; nil if this is something else.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The bytes; nil if this is something else.
    public var bytes: [UInt8]? {
        if case .bytes(let value) = self { value } else { nil }
    }

    /// The elements of an array or a set.
    public var array: [Value]? {
        switch self {
        case .array(let elements), .set(let elements): elements
        default: nil
        }
    }

    /// The members of an object; nil if this is something else.
    public var object: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The number as an `Int`, if it is an integer and fits.
    public var int: Int? { integer(Int.self) }

    /// The number as a `UInt64`, if it is an integer and fits: the type of action ids and generations.
    public var uint64: UInt64? { integer(UInt64.self) }

    /// The number as a `Double`, rounded if it has more than 53 significant bits; nil for a big integer beyond its range.
    public var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .bigInt(let digits): Double(digits).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// The number as an integer of the type, if it has no fraction and fits.
    func integer<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer? {
        switch self {
        case .int(let value): Integer(exactly: value)
        case .double(let value): Integer(exactly: value)
        case .bigInt(let digits): Integer(digits)
        default: nil
        }
    }

    /// What it is, for a sentence: "a string", "null".
    var kind: String {
        switch self {
        case .null: "null"
        case .undefined: "undefined"
        case .bool: "a boolean"
        case .int, .double, .bigInt: "a number"
        case .string: "a string"
        case .bytes: "bytes"
        case .array: "an array"
        case .set: "a set"
        case .object: "an object"
        }
    }
}

extension [Value.Member] {
    /// A name that occurs twice: by comparing pairs where that is quicker than hashing.
    var duplicateName: String? {
        if count > 8 {
            var names = Set<String>(minimumCapacity: count)
            return first { !names.insert($0.name).inserted }?.name
        }
        for index in indices.dropFirst() {
            for earlier in 0..<index where self[earlier].name == self[index].name { return self[index].name }
        }
        return nil
    }
}
