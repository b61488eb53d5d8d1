/// With this module's own coders a value passes as it is. Any other coder sees plain JSON shapes: `undefined` as null, big
/// integers as decimal strings, bytes as an array of numbers, sets as arrays.
extension Value: Codable {
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? ValueDecoder {
            self = decoder.value
            return
        }
        if let container = try? decoder.container(keyedBy: PathKey.self) {
            self = .object(
                try container.allKeys.map {
                    Member(name: $0.stringValue, value: try container.decode(Value.self, forKey: $0))
                })
        } else if var container = try? decoder.unkeyedContainer() {
            var elements: [Value] = []
            while !container.isAtEnd { elements.append(try container.decode(Value.self)) }
            self = .array(elements)
        } else {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? container.decode(Int64.self) {
                self = .int(value)
            } else if let value = try? container.decode(Double.self) {
                self = .double(value)
            } else {
                self = .string(try container.decode(String.self))
            }
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if let encoder = encoder as? any EncodingTarget {
            encoder.set(self)
            return
        }
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: PathKey.self)
            for member in members { try container.encode(member.value, forKey: PathKey(stringValue: member.name)) }
        case .array(let elements), .set(let elements): try elements.encode(to: encoder)
        case .bytes(let bytes): try bytes.encode(to: encoder)
        case .null, .undefined:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value): try value.encode(to: encoder)
        case .int(let value): try value.encode(to: encoder)
        case .double(let value): try value.encode(to: encoder)
        case .bigInt(let value), .string(let value): try value.encode(to: encoder)
        }
    }
}
