import ActorWire
import Testing

private enum Role: String, Codable { case op, guest }
private enum Shape: Codable, Hashable {
    case circle(radius: Double)
    case named(String, Int)
    case point
}
private struct Item: Codable, Hashable {
    var name: String
    var count: UInt8?
    var tags: [String] = []
}
private struct Everything: Codable, Hashable {
    var text = "t"
    var int = -1
    var unsigned = UInt64.max
    var small: Int8 = .min
    var double = 0.5
    var float: Float = 0.25
    var flag = true
    var absent: String?
    var present: String? = "p"
    var role = Role.op
    var shapes = [Shape.circle(radius: 2), .named("n", 1), .point]
    var items = [Item(name: "a", count: 255), Item(name: "b", tags: ["x"])]
    var byName = ["k": Item(name: "c")]
    var byNumber = [3: "three"]
    var optionals = [1, nil, 3]
    var time = Timestamp(milliseconds: 1_750_000_000_000)
    var bytes: [UInt8] = [1, 2, 3]
    var any: Value = ["deep": [.undefined, 1.5, nil]]
    var numbers: Set<Int> = [1]
    var nested: [[Int]] = [[], [1, 2]]
}

@Suite struct CodingTests {
    @Test func everyKindOfCodableSurvivesAValueAndItsJSON() throws {
        let original = Everything()
        let value = try Value(encoding: original)
        #expect(try value.decode(Everything.self) == original)
        #expect(try Value(json: value.json()).decode(Everything.self) == original)
    }

    @Test func aStructIsAnObjectInTheOrderOfItsPropertiesWithoutAbsentOptionals() throws {
        let value = try Value(encoding: Item(name: "a", tags: ["b"]))
        #expect(value == ["name": "a", "tags": ["b"]])
        #expect(
            try Value(encoding: Everything()).json().text.hasPrefix(
                #"{"text":"t","int":-1,"unsigned":["$BigInt","18446744073709551615"],"small":-128,"double":0.5,"#))
    }

    @Test func plainValuesNeedNoObject() throws {
        #expect(try Value(encoding: "a") == "a")
        #expect(try Value(encoding: Int8(-3)) == -3)
        #expect(try Value(encoding: [true]) == [true])
        #expect(try Value(encoding: Role.guest) == "guest")
        #expect(try Value(encoding: String?.none) == nil)
        #expect(try Value(encoding: Timestamp(milliseconds: 5)) == 5)
        #expect(try Value(encoding: [UInt8]([1])) == .bytes([1]))
        #expect(try Value.string("guest").decode(Role.self) == .guest)
        #expect(try Value.null.decode(Int?.self) == nil)
        #expect(try Value.undefined.decode(Int?.self) == nil)
        #expect(try Value.set([1, 2]).decode([Int].self) == [1, 2])
        #expect(try Value.array([1, 2]).decode([UInt8].self) == [1, 2])
    }

    @Test func aTypeThatWritesNothingIsAnEmptyObject() throws {
        struct Nothing: Codable, Equatable {}
        #expect(try Value(encoding: Nothing()) == [:])
        #expect(try Value.object([]).decode(Nothing.self) == Nothing())
    }

    @Test func aSubclassWritesItsParentUnderSuper() throws {
        class Parent: Codable { var a = 1 }
        final class Child: Parent {
            var b = 2
            override func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(b, forKey: .b)
                try super.encode(to: container.superEncoder())
            }
            enum Key: String, CodingKey { case b }
        }
        #expect(try Value(encoding: Child()) == ["b": 2, "super": ["a": 1]])
    }

    @Test(
        arguments: [
            (["count": 1], "name: is missing"), (["name": 1], "name: expected a string, found a number"),
            (["name": nil], "name: expected a string, found null"), ("x", "expected an object, found a string"),
            (["name": "a", "count": 256], "count: expected an integer from 0 to 255"),
            (["name": "a", "count": -1], "count: expected an integer from 0 to 255"),
            (["name": "a", "count": 1.5], "count: expected an integer from 0 to 255"),
            (["name": "a", "count": .double(.nan)], "count: expected an integer from 0 to 255"),
            (["name": "a", "count": "1"], "count: expected an integer, found a string"),
            (["name": "a", "tags": ["x", 2]], "tags[1]: expected a string, found a number"),
            (["name": "a", "tags": [:]], "tags: expected an array, found an object"),
        ] as [(Value, String)])
    func aWrongShapeIsNamedWithItsPlace(_ value: Value, _ message: String) throws {
        let error = #expect(throws: ValueDecodingError.self) { try value.decode(Item.self) }
        #expect(error?.description == message)
    }

    @Test func thePlaceOfADeepErrorIsItsPath() throws {
        let value: Value = [["name": "a", "tags": []], ["name": "b", "tags": [true]]]
        let error = #expect(throws: ValueDecodingError.self) { try value.decode([Item].self) }
        #expect(error?.path == "[1].tags[0]")
        let raw = #expect(throws: ValueDecodingError.self) {
            try Value.object(["role": "\u{1B}[2J"]).decode([String: Role].self)
        }
        #expect(raw?.path == "role")
        #expect(raw?.description.contains("\u{1B}") == false)
    }

    @Test func numbersConvertWhereNothingIsLost() throws {
        #expect(try Value.double(3).decode(Int.self) == 3)
        #expect(try Value.int(3).decode(Double.self) == 3)
        #expect(try Value.bigInt("18446744073709551615").decode(UInt64.self) == .max)
        #expect(throws: ValueDecodingError.self) { try Value.bigInt("18446744073709551616").decode(UInt64.self) }
        #expect(throws: ValueDecodingError.self) { try Value.double(1e300).decode(Int.self) }
        #expect(throws: ValueDecodingError.self) { try Value.double(1e300).decode(Float.self) }
        let huge = Value.bigInt(String(repeating: "9", count: 400))
        #expect(throws: ValueDecodingError.self) { try huge.decode(Double.self) }
    }

    @Test func whatATypesOwnInitialiserThrowsPassesThrough() {
        struct Refusal: Error {}
        struct Picky: Decodable { init(from decoder: any Decoder) throws { throw Refusal() } }
        #expect(throws: Refusal.self) { try Value.null.decode(Picky.self) }
    }
}

extension Value {
    fileprivate static func object(_ members: KeyValuePairs<String, Value>) -> Value {
        .object(members.map { Value.Member(name: $0.key, value: $0.value) })
    }
}
