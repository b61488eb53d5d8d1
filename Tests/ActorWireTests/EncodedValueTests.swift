import ActorWire
import RandomTesting
import Testing

/// Says one thing to an encoder in one of the ways in which types do.
private indirect enum Saying: Encodable {
    case value(Value)
    case nothing
    case integer(UInt64)
    case double(Double)
    case text(String)
    case bytes([UInt8])
    case optional(Saying?)
    case single(Saying)
    case members([(String, Saying)])
    case elements([Saying])
    case nestedMembers([(String, Saying)])
    case nestedElements([Saying])
    case parent(Saying)
    /// Members of which those without a value are tried, and left out.
    case tried([(String, Saying?)])
    case twice([(String, Saying)])

    struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Begins to say something, and gives up.
    private struct Failing: Encodable, Error {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Name.self)
            try container.encode([1, 2], forKey: Name(stringValue: "begun"))
            throw self
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .value(let value): try value.encode(to: encoder)
        case .nothing: break
        case .integer(let value): try value.encode(to: encoder)
        case .double(let value): try value.encode(to: encoder)
        case .text(let value): try value.encode(to: encoder)
        case .bytes(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .optional(let value): try value.encode(to: encoder)
        case .single(let value):
            var container = encoder.singleValueContainer()
            try? container.encode(Failing())
            try container.encode(value)
        case .members(let members):
            var container = encoder.container(keyedBy: Name.self)
            for (name, value) in members { try container.encode(value, forKey: Name(stringValue: name)) }
        case .elements(let elements): try elements.encode(to: encoder)
        case .nestedMembers, .nestedElements, .parent: try encodeNested(to: encoder)
        case .tried(let members):
            var container = encoder.container(keyedBy: Name.self)
            for (name, value) in members {
                let key = Name(stringValue: name)
                if let value {
                    try container.encode(value, forKey: key)
                } else {
                    try? container.encode(Failing(), forKey: key)
                }
            }
        case .twice(let members):
            var container = encoder.container(keyedBy: Name.self)
            for (name, value) in members {
                try container.encode(value, forKey: Name(stringValue: name))
                container = encoder.container(keyedBy: Name.self)
            }
        }
    }

    private func encodeNested(to encoder: any Encoder) throws {
        switch self {
        case .nestedMembers(let members):
            var container = encoder.container(keyedBy: Name.self)
            var nested = container.nestedContainer(keyedBy: Name.self, forKey: Name(stringValue: "nested"))
            var list = container.nestedUnkeyedContainer(forKey: Name(stringValue: "list"))
            for (name, value) in members {
                let key = Name(stringValue: name)
                try nested.encode(value, forKey: key)
                try container.encode(value, forKey: key)
                try list.encode(value)
            }
        case .nestedElements(let elements):
            var container = encoder.unkeyedContainer()
            var nested = container.nestedUnkeyedContainer()
            for element in elements {
                try nested.encode(element)
                try container.encode(element)
            }
            var last = container.nestedContainer(keyedBy: Name.self)
            try last.encode(true, forKey: Name(stringValue: "last"))
        case .parent(let value):
            var container = encoder.container(keyedBy: Name.self)
            try container.encode(1, forKey: Name(stringValue: "own"))
            try value.encode(to: container.superEncoder())
        default: break
        }
    }

    static func random(depth: Int, using random: inout SeededGenerator) -> Saying {
        func members() -> [(String, Saying)] {
            elements().enumerated().map { (["a", "\"", "$b", "é", "key"][$0.offset], $0.element) }
        }
        func elements() -> [Saying] {
            (0..<Int.random(in: 0..<5, using: &random)).map { _ in .random(depth: depth - 1, using: &random) }
        }
        switch Int.random(in: 0..<(depth > 0 ? 15 : 7), using: &random) {
        case 0: return .value(.random(depth: 2, plain: false, using: &random))
        case 1: return .nothing
        case 2: return .integer(.random(in: 0 ... .max, using: &random))
        case 3: return .double([0.1, -0.0, 1e300].randomElement(using: &random) ?? 0)
        case 4: return .text(["$x", "x", "", "$", "\u{1}"].randomElement(using: &random) ?? "")
        case 5: return .bytes([1, 2, 255])
        case 6: return .optional(nil)
        case 7: return .optional(.random(depth: depth - 1, using: &random))
        case 8: return .single(.random(depth: depth - 1, using: &random))
        case 9: return .members(members())
        case 10: return .elements(elements())
        case 11: return .nestedMembers(members())
        case 12: return .nestedElements(elements())
        case 13: return Bool.random(using: &random) ? .parent(.members(members())) : .twice(members())
        default: return .tried(members().map { ($0.0, Bool.random(using: &random) ? $0.1 : nil) })
        }
    }
}

@Suite struct EncodedValueTests {
    @Test func theTextIsThatOfTheTreeHoweverATypeSaysIt() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<5_000 {
            let saying = Saying.random(depth: 4, using: &random)
            #expect(try EncodedValue(encoding: saying).json.text == Value(encoding: saying).json().text, "\(saying)")
        }
    }

    @Test(arguments: [["$Set", "x"], ["$", "x"], ["x", "$Set"], ["$Set"], ["$Set", "x", "y"]] as [[String]])
    func anArrayThatLooksLikeAnEscapeIsReadAsItWasWritten(_ texts: [String]) throws {
        #expect(try EncodedValue(encoding: texts).decode() == texts)
        let frame = ToClient.json(event: "e", try texts.map { try EncodedValue(encoding: $0) })
        #expect(try ToClient(json: frame) == .event(name: "e", arguments: texts.map { .string($0) }))
    }

    @Test func framesSplicedOfEncodedValuesAreThoseOfTheirTrees() throws {
        var random = SeededGenerator(seed: 6)
        for id in [0, 7, UInt64.max] {
            let values = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                Value.random(depth: 3, plain: false, using: &random)
            }
            let event = ToClient.json(event: "a\"b", values.map(EncodedValue.init))
            #expect(event == ToClient.event(name: "a\"b", arguments: values).json())
            let answer = ToClient.json(answerTo: id, EncodedValue(.array(values)))
            #expect(answer == ToClient.actionResponse(id: id, output: .array(values)).json())
        }
    }

    @Test func anErrorSaysWhereItHappened() {
        struct Refusal: Error { let path: String }
        struct Picky: Encodable {
            func encode(to encoder: any Encoder) throws {
                throw Refusal(path: encoder.codingPath.map(\.stringValue).joined(separator: "/"))
            }
        }
        let error = #expect(throws: Refusal.self) {
            _ = try EncodedValue(encoding: ["list": [[Picky?.none], [nil, Picky()]]])
        }
        #expect(error?.path == "list/1/1")
    }

    @Test func aNumberThatJSONDoesNotHaveIsRefused() {
        for saying: Saying in [
            .double(.nan), .optional(.double(.infinity)), .members([("a", .double(.nan))]),
            .elements([.double(-.infinity)]), .nestedMembers([("a", .double(.nan))]), .parent(.double(.nan)),
        ] {
            #expect(throws: EncodingError.self, "\(saying)") { _ = try EncodedValue(encoding: saying) }
        }
    }

    @Test func whatIsNestedTooDeepToBeReadIsNotKept() throws {
        func nested(_ depth: Int, _ innermost: Value) -> Value {
            (0..<depth).reduce(innermost) { value, level in
                level.isMultiple(of: 2) ? .array([value]) : .object([Value.Member(name: "{[\"", value: value)])
            }
        }
        let deepest = try EncodedValue(keeping: nested(64, "]}\"\\[{"))
        #expect(try deepest.decode(Value.self) == nested(64, "]}\"\\[{"))
        #expect(throws: EncodingError.self) { _ = try EncodedValue(keeping: nested(65, 1)) }
        #expect(throws: JSONError.self) { _ = try EncodedValue(nested(65, 1)).decode(Value.self) }
    }
}
