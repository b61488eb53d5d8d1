import ActorWire
import RandomTesting
import Testing

/// The examples of RFC 8949 appendix A, and what must be refused.
@Suite struct CBORTests {
    @Test(
        arguments: [
            ("00", 0), ("0a", 10), ("17", 23), ("1818", 24), ("1864", 100), ("1903e8", 1_000),
            ("1a000f4240", 1_000_000),
            ("1bffffffffffffffff", .bigInt("18446744073709551615")),
            ("3bffffffffffffffff", .bigInt("-18446744073709551616")), ("20", -1), ("29", -10), ("3863", -100),
            ("3903e7", -1_000),
            ("f4", false), ("f5", true), ("f6", nil), ("f7", .undefined), ("40", .bytes([])),
            ("4401020304", .bytes([1, 2, 3, 4])), ("60", ""), ("6161", "a"), ("6449455446", "IETF"), ("62225c", "\"\\"),
            ("62c3bc", "ü"), ("63e6b0b4", "水"), ("64f0908591", "𐅑"), ("80", []), ("83010203", [1, 2, 3]),
            ("8301820203820405", [1, [2, 3], [4, 5]]), ("a0", [:]), ("a26161016162820203", ["a": 1, "b": [2, 3]]),
            ("826161a161626163", ["a", ["b": "c"]]), ("fb3ff199999999999a", .double(1.1)),
            ("fb7e37e43c8800759c", .double(1.0e300)), ("fbc010666666666666", .double(-4.1)),
        ] as [(String, Value)])
    func anExampleOfTheStandardIsReadAndWritten(_ hex: String, _ value: Value) throws {
        #expect(try Value(cbor: [UInt8](hex: hex)) == value)
        #expect(value.cbor() == [UInt8](hex: hex))
    }

    @Test(
        arguments: [
            ("3b7fffffffffffffff", .int(.min)),
            ("f90000", .double(0)), ("f93c00", .double(1)), ("f93e00", .double(1.5)), ("f97bff", .double(65_504)),
            ("f90001", .double(5.960464477539063e-8)), ("f90400", .double(0.00006103515625)), ("f9c400", .double(-4)),
            ("1b000000e8d4a51000", 1_000_000_000_000), ("fa47c35000", .double(100_000)),
            ("fa7f7fffff", .double(3.4028234663852886e+38)), ("5f42010243030405ff", .bytes([1, 2, 3, 4, 5])),
            ("7f657374726561646d696e67ff", "streaming"), ("9fff", []), ("9f018202039f0405ffff", [1, [2, 3], [4, 5]]),
            ("bf6346756ef563416d7421ff", ["Fun": true, "Amt": -2]), ("d9d9f701", 1), ("d840420102", .bytes([1, 2])),
            ("d90102820102", .set([1, 2])), ("b90001616101", ["a": 1]), ("826a 24556e646566696e6564 00", .undefined),
        ] as [(String, Value)])
    func otherFormsOfAValueAreRead(_ hex: String, _ value: Value) throws {
        #expect(try Value(cbor: [UInt8](hex: hex)) == value)
    }

    @Test func minusZeroKeepsItsSign() throws {
        #expect(try Value(cbor: [UInt8](hex: "f98000")).double?.sign == .minus)
    }

    /// No handler gets a number from a client that it could not get in JSON.
    @Test(arguments: ["f97c00", "f9fc00", "f97e00", "fa7f800000", "fb7ff0000000000000", "fb7ff8000000000000"])
    func whatIsNoFiniteNumberIsNullAsInTheJSONOfJavaScript(_ hex: String) throws {
        #expect(try Value(cbor: [UInt8](hex: hex)) == .null)
    }

    /// JavaScript has doubles for whole numbers too, and takes integers in eight bytes for its big ones.
    @Test(
        arguments: [
            ("1affffffff", 4_294_967_295), ("3a7fffffff", -2_147_483_648), ("fb41f0000000000000", 4_294_967_296),
            ("fbc1e0000000200000", -2_147_483_649), ("fb426d1a94a2000000", 1_000_000_000_000),
            ("fb433fffffffffffff", 9_007_199_254_740_991), ("1b0020000000000000", 9_007_199_254_740_992),
            ("3b001fffffffffffff", -9_007_199_254_740_992),
        ] as [(String, Value)])
    func integersHaveTheFormThatJavaScriptHasForThem(_ hex: String, _ value: Value) throws {
        #expect(try Value(cbor: [UInt8](hex: hex)) == value)
        #expect(value.cbor().hex == hex)
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd), ("18", .unexpectedEnd), ("1b00", .unexpectedEnd), ("6261", .unexpectedEnd),
            ("5bffffffffffffffff", .unexpectedEnd), ("9bffffffffffffffff00", .unexpectedEnd),
            ("bbffffffffffffffff", .unexpectedEnd), ("9f01", .unexpectedEnd), ("8201", .unexpectedEnd),
            ("0000", .trailingBytes), ("1c", .invalidHead(0x1C)), ("1f", .invalidHead(0x1F)),
            ("ff", .invalidHead(0xFF)),
            ("f0", .invalidHead(0xF0)), ("f8ff", .invalidHead(0xF8)), ("81ff", .invalidHead(0xFF)),
            ("5f6161ff", .invalidHead(0x61)), ("7f7f6161ffff", .invalidHead(0x7F)), ("a10102", .invalidName),
            ("a2616101616102", .duplicateName("a")), ("61ff", .invalidUTF8), ("7f61c361a9ff", .invalidUTF8),
            ("c101", .unknownTag(1)),
            ("d84001", .unknownTag(64)), ("8262247801", .invalidExtension("$x")),
        ] as [(String, CBORError.Problem)])
    func whatIsNoValueIsRefusedWithItsReason(_ hex: String, _ problem: CBORError.Problem) {
        let error = #expect(throws: CBORError.self) { try Value(cbor: [UInt8](hex: hex)) }
        #expect(error?.problem == problem)
    }

    @Test(arguments: [0x81, 0xC1, 0x9F] as [UInt8])
    func nestingIsBounded(_ byte: UInt8) {
        let error = #expect(throws: CBORError.self) { try Value(cbor: Array(repeating: byte, count: 100_000)) }
        #expect(error?.problem == .tooDeep(limit: 64))
    }

    @Test func everyValueSurvives() throws {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<2_000 {
            let value = Value.random(depth: 4, plain: false, using: &random)
            #expect(try Value(cbor: value.cbor()) == value)
        }
    }

    @Test func noBytesTrapAndWhatIsReadIsWrittenAgainTheSame() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<5_000 {
            var bytes = Value.random(depth: 3, plain: false, using: &random).cbor()
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let index = bytes.indices.randomElement(using: &random) else { continue }
                bytes[index] = .random(in: 0...255, using: &random)
            }
            guard let value = try? Value(cbor: bytes) else { continue }
            #expect(try Value(cbor: value.cbor()).cbor() == value.cbor())
        }
    }

    @Test(arguments: ["oWRnYW1lZHRyb24=", "oWRnYW1lZHRyb24"])
    func anInputIsReadFromBase64(_ text: String) throws {
        #expect(try Value(actorInput: text) == ["game": "tron"])
    }

    @Test func anInputIsReadInEitherAlphabet() throws {
        // [0xFB, 0xEF, 0xFF] as a byte string of three.
        // As JSON it would be nested deeper than JSON is read.
        let deep = (0..<64).reduce(Value.bytes([1])) { value, _ in .array([value]) }
        #expect(throws: WireError.self) { try Value(actorInput: deep.actorInput) }
        #expect(try Value(actorInput: "Q/vv/w==") == .bytes([0xFB, 0xEF, 0xFF]))
        #expect(try Value(actorInput: "Q_vv_w") == .bytes([0xFB, 0xEF, 0xFF]))
        #expect(Value.bytes([0xFB, 0xEF, 0xFF]).actorInput == "Q/vv/w==")
    }

    @Test(arguments: ["oWR", "???", "Q/vv/w=", "oWRnYW1l", String(repeating: "A", count: 65_537)])
    func anInputThatIsNoneIsRefused(_ text: String) {
        let error = #expect(throws: WireError.self) { try Value(actorInput: text) }
        #expect(error?.name == "actor.invalid_request")
    }
}
