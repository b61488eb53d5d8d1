import ActorWire
import Testing

/// The `["$…", …]` escapes of the RivetKit client protocol.
@Suite struct ExtensionTests {
    @Test(
        arguments: [
            (#"["$Undefined",0]"#, Value.undefined),
            (#"["$BigInt","9223372036854775808"]"#, .bigInt("9223372036854775808")),
            (#"["$BigInt","-9223372036854775809"]"#, .bigInt("-9223372036854775809")),
            (#"["$BigInt","9007199254740992"]"#, .int(9_007_199_254_740_992)),
            (#"["$BigInt","999999999999999999"]"#, .int(999_999_999_999_999_999)),
            (#"["$BigInt","1000000000000000000"]"#, .int(1_000_000_000_000_000_000)),
            (#"["$Uint8Array",""]"#, .bytes([])), (#"["$Uint8Array","Zg=="]"#, .bytes(Array("f".utf8))),
            (#"["$Uint8Array","Zm8="]"#, .bytes(Array("fo".utf8))),
            (#"["$Uint8Array","Zm9v"]"#, .bytes(Array("foo".utf8))),
            (#"["$Uint8Array","Zm9vYmFy"]"#, .bytes(Array("foobar".utf8))),
            (#"["$Uint8Array","//79+w=="]"#, .bytes([0xFF, 0xFE, 0xFD, 0xFB])), (#"["$Set",[1,[2]]]"#, .set([1, [2]])),
            (#"["$$BigInt","1"]"#, ["$BigInt", "1"]), (#"["$$$x",1]"#, ["$$x", 1]), (#"["$$",1]"#, ["$", 1]),
            (#"["$BigInt"]"#, ["$BigInt"]), (#"["$BigInt","1",2]"#, ["$BigInt", "1", 2]),
            (#"["$Set",["$$a","b"]]"#, .set(["$a", "b"])), (#"{"a":[["$Undefined",0]]}"#, ["a": [.undefined]]),
            (#""$BigInt""#, "$BigInt"), (#"[1,"$x"]"#, [1, "$x"]),
        ] as [(String, Value)])
    func anEscapeIsWrittenAndReadAtAnyPosition(_ json: String, _ value: Value) throws {
        #expect(value.json().text == json)
        #expect(try Value(text: json) == value)
    }

    @Test func anArrayBufferIsBytesAndASmallBigIntAnInteger() throws {
        #expect(try Value(text: #"["$ArrayBuffer","AAEC"]"#) == .bytes([0, 1, 2]))
        #expect(try Value(text: #"["$BigInt","-12"]"#) == -12)
        #expect(try Value(text: #"["$BigInt","0"]"#) == 0)
        #expect(try Value(text: #"["$BigInt" , "17"]"#) == 17)
        #expect(try Value(text: #"[["$BigInt","17"],["$BigInt","18"]]"#) == [17, 18])
    }

    @Test func integersBeyondJavaScriptsExactRangeAreBigInts() {
        #expect(Value.int(9_007_199_254_740_991).json().text == "9007199254740991")
        #expect(Value.int(-9_007_199_254_740_992).json().text == #"["$BigInt","-9007199254740992"]"#)
    }

    @Test(arguments: [
        #"["$",1]"#, #"["$undefined",0]"#, #"["$Undefined",1]"#, #"["$Undefined","0"]"#, #"["$BigInt",1]"#,
        #"["$BigInt",""]"#, #"["$BigInt","-"]"#, #"["$BigInt","01"]"#, #"["$BigInt","-0"]"#, #"["$BigInt","+1"]"#,
        #"["$BigInt"," 1"]"#, #"["$BigInt","1e3"]"#, #"["$BigInt","0x10"]"#, #"["$BigInt","99999999999999999999x"]"#,
        #"["$BigInt","-099999999999999999999"]"#, #"["$Set",1]"#, #"["$Set",{}]"#, #"["$Uint8Array",[1]]"#,
        #"["$Uint8Array","A"]"#, #"["$Uint8Array","AA"]"#, #"["$Uint8Array","AAA"]"#, #"["$Uint8Array","===="]"#,
        #"["$Uint8Array","A==="]"#, #"["$Uint8Array","AB=="]"#, #"["$Uint8Array","AAB="]"#,
        #"["$Uint8Array","AA=A"]"#, #"["$Uint8Array","AA-_"]"#, #"["$Uint8Array","AA\n="]"#,
    ])
    func anUnknownOrMalformedEscapeIsAnError(_ json: String) throws {
        let error = #expect(throws: JSONError.self) { try Value(text: json) }
        guard case .invalidExtension = error?.problem else {
            Issue.record("\(json) was \(String(describing: error))")
            return
        }
    }
}
