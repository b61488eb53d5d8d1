import ActorWire
import RandomTesting
import Testing

@Suite struct JSONTests {
    @Test(
        arguments: [
            ("null", Value.null), (" \t\r\n true \n", true), ("false", false), ("0", 0), ("-1", -1),
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("1e3", .double(1_000)), ("1.0", .double(1)),
            ("-0", .double(-0.0)), ("0.1E+2", .double(10)), ("1e-400", .double(0)), (#""""#, ""),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
            (#""\ud83d\ude00""#, "😀"), ("\"\u{7F}\u{2028}😀\"", "\u{7F}\u{2028}😀"), (#""\u0000""#, "\u{0}"), ("[]", []),
            ("[1,[2,[]]]", [1, [2, []]]), ("{}", [:]), (#"{"":1,"b":{"a":[null]}}"#, ["": 1, "b": ["a": [nil]]]),
        ] as [(String, Value)])
    func aTextOfTheGrammarIsItsValue(_ json: String, _ value: Value) throws {
        #expect(try Value(text: json) == value)
        #expect(try Value(json: value.json()) == value)
    }

    @Test func everyValueSurvivesJSON() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let value = Value.random(depth: 4, plain: false, using: &random)
            #expect(try Value(json: value.json()) == value)
        }
    }

    @Test func minusZeroKeepsItsSign() throws {
        #expect(try Value(text: "-0").double?.sign == .minus)
        #expect(try Value(json: Value.double(-0.0).json()).double?.sign == .minus)
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[", .unexpectedEnd, 1), ("[1,", .unexpectedEnd, 3),
            (#"{"a""#, .unexpectedEnd, 4), (#""a"#, .unexpectedEnd, 2), (#""\"#, .unexpectedEnd, 2),
            (#""\u00"#, .unexpectedEnd, 5), ("tru", .unexpectedEnd, 3), ("nul!", .unexpectedByte(0x21), 3),
            ("[1,]", .unexpectedByte(0x5D), 3), ("[,1]", .unexpectedByte(0x2C), 1), ("[1 2]", .unexpectedByte(0x32), 3),
            (#"{"a":1,}"#, .unexpectedByte(0x7D), 7), ("{a:1}", .unexpectedByte(0x61), 1),
            (#"{"a" 1}"#, .unexpectedByte(0x31), 5), ("'a'", .unexpectedByte(0x27), 0),
            ("NaN", .unexpectedByte(0x4E), 0),
            ("+1", .unexpectedByte(0x2B), 0), (".5", .unexpectedByte(0x2E), 0), ("\u{FEFF}1", .unexpectedByte(0xEF), 0),
            ("\u{A0}1", .unexpectedByte(0xC2), 0), ("/**/1", .unexpectedByte(0x2F), 0), ("1 1", .trailingBytes, 2),
            ("[]]", .trailingBytes, 2), ("1\u{0}", .trailingBytes, 1), ("-", .invalidNumber, 1),
            ("01", .invalidNumber, 2),
            ("-01", .invalidNumber, 3), ("1.", .invalidNumber, 2), ("1.e1", .invalidNumber, 2),
            ("1e", .invalidNumber, 2),
            ("1e+", .invalidNumber, 3), ("-a", .invalidNumber, 1), ("1e400", .numberOutOfRange, 5),
            ("0x1", .trailingBytes, 1), ("\"\n\"", .controlCharacter, 1), ("\"\u{0}\"", .controlCharacter, 1),
            (#""\x""#, .invalidEscape, 2), (#""\u00g0""#, .invalidEscape, 5), (#""\ud800""#, .loneSurrogate, 7),
            (#""\udc00""#, .loneSurrogate, 7), (#""\ud800\n""#, .loneSurrogate, 8),
            (#""\ud800\ud800""#, .loneSurrogate, 13), (#"{"a":1,"a":2}"#, .duplicateName("a"), 13),
            (#"{"a":1,"\u0061":2}"#, .duplicateName("a"), 18), (#"["$What",1]"#, .invalidExtension("$What"), 11),
        ] as [(String, JSONError.Problem, Int)])
    func aTextOutsideTheGrammarIsRefusedWithItsReasonAndPlace(
        _ json: String, _ problem: JSONError.Problem, _ offset: Int
    ) throws {
        let error = #expect(throws: JSONError.self) { try Value(text: json) }
        #expect(error?.problem == problem)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
            [0xE2, 0x82],
        ] as [[UInt8]])
    func aStringThatIsNotUTF8IsRefused(_ bytes: [UInt8]) throws {
        let quote = [UInt8(ascii: "\"")]
        let plain = #expect(throws: JSONError.self) { try Value(json: quote + bytes + quote) }
        #expect(plain?.problem == .invalidUTF8)
        let escaped = #expect(throws: JSONError.self) { try Value(json: quote + Array(#"\n"#.utf8) + bytes + quote) }
        #expect(escaped?.problem == .invalidUTF8)
    }

    @Test func nestingIsBounded() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try Value(json: nested(64))
        for depth in [65, 100_000] {
            let error = #expect(throws: JSONError.self) { try Value(json: nested(depth)) }
            #expect(error?.problem == .tooDeep(limit: 64))
        }
        let objects = Array(String(repeating: #"{"a":"#, count: 100_000).utf8)
        #expect(throws: JSONError.self) { try Value(json: objects) }
        _ = try Value(json: nested(512), limits: JSONLimits(depth: 100_000))
        #expect(throws: JSONError.self) { try Value(json: nested(513), limits: JSONLimits(depth: 100_000)) }
    }

    @Test func siblingsDoNotCountAsNesting() throws {
        let json = "[" + Array(repeating: "[{}]", count: 1_000).joined(separator: ",") + "]"
        #expect(try Value(text: json).array?.count == 1_000)
    }

    @Test func aRepeatedNameIsFoundAmongMany() throws {
        let names = (0..<100).map { #""n\#($0)":0"# }
        _ = try Value(text: "{\(names.joined(separator: ","))}")
        let error = #expect(throws: JSONError.self) {
            try Value(text: "{\((names + [#""n42":0"#]).joined(separator: ","))}")
        }
        #expect(error?.problem == .duplicateName("n42"))
    }

    @Test func anySequenceOfBytesIsRead() throws {
        let bytes = Array(#"x{"a":[1]}x"#.utf8)
        let value: Value = ["a": [1]]
        #expect(try Value(json: bytes.dropFirst().dropLast()) == value)
        #expect(try bytes.withUnsafeBytes { try Value(json: UnsafeRawBufferPointer(rebasing: $0[1..<10])) } == value)
        #expect(try Value(json: #"{"a":[1]}"#.utf8) == value)
        #expect(try Value(json: Array(#"}]1[:"a"{"#.utf8).reversed()) == value)
    }

    @Test func whatJSONCannotSayIsNull() {
        #expect(
            Value.array([.double(.nan), .double(.infinity), .double(-.infinity)]).json().text == "[null,null,null]")
    }

    @Test func controlCharactersAndQuotesAreEscaped() {
        #expect(Value.string("\u{0}\u{1F}\"\\/\n\r\té😀").json().text == #""\u0000\u001f\"\\/\n\r\té😀""#)
        #expect(Value.object([Value.Member(name: "\n", value: nil)]).json().text == #"{"\n":null}"#)
    }
}
