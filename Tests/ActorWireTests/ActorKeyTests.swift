import ActorWire
import Testing

@Suite struct ActorKeyTests {
    @Test(arguments: [
        ([], "/"), (["lobby"], "lobby"), (["a", "b"], "a/b"), ([""], #"\0"#), (["", ""], #"\0/\0"#), (["/"], #"\/"#),
        (["a/b", #"c\d"#], #"a\/b/c\\d"#), (["0"], "0"), ([#"\0"#], #"\\0"#), (["a,b"], "a,b"), (["é", "😀"], "é/😀"),
        (["/\u{301}"], "\\/\u{301}"),
    ])
    func theControlPlaneFormEscapesAndIsReadBack(_ parts: [String], _ form: String) throws {
        let key = try ActorKey(parts)
        #expect(key.description == form)
        #expect(try ActorKey(controlPlane: form) == key)
    }

    @Test(arguments: ["", "a//b", "a/", "/a", #"a\"#, #"\n"#, #"a\0"#, #"\0a"#, "//"])
    func anotherSpellingOfAKeyIsRefused(_ form: String) {
        #expect(throws: WireError.self) { try ActorKey(controlPlane: form) }
    }

    @Test(
        arguments: [([], nil), (["a"], "a"), (["a", "b"], "a,b"), ([""], ""), (["a", ""], "a,")]
            as [([String], String?)])
    func theQueryFormJoinsPartsByCommas(_ parts: [String], _ query: String?) throws {
        #expect(try ActorKey(parts).query() == query)
        #expect(try ActorKey(query: query).parts == parts)
    }

    @Test func aCommaInAPartIsNotSilentlyAnotherKey() throws {
        let key = try ActorKey(["a,b"])
        #expect(throws: WireError.self) { try key.query() }
    }

    @Test func keysAreEqualOnlyByteByByte() throws {
        let composed = try ActorKey(["caf\u{E9}"])
        let decomposed = try ActorKey(["cafe\u{301}"])
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, try ActorKey(["caf\u{E9}"])]).count == 2)
        #expect(try ActorKey(["a", "b"]) != ActorKey(["ab"]))
        #expect(try ActorKey(["a"]) != ActorKey(["a", ""]))
    }

    @Test func aPartMayBeginWithAMarkThatJoinsTheCommaBeforeIt() throws {
        let key = try ActorKey(["a", "\u{301}b"])
        #expect(try ActorKey(query: key.query()) == key)
    }

    @Test func lengthsAreBounded() throws {
        _ = try ActorKey([String(repeating: "a", count: 128)])
        #expect(throws: WireError.self) { try ActorKey([String(repeating: "a", count: 129)]) }
        #expect(throws: WireError.self) { try ActorKey([String(repeating: "é", count: 65)]) }
        let part = String(repeating: "a", count: 127)
        _ = try ActorKey(Array(repeating: part, count: 8))
        #expect(throws: WireError.self) { try ActorKey(Array(repeating: part, count: 8) + ["b"]) }
    }

    @Test func aKeyIsCodedAsItsParts() throws {
        let key = try ActorKey(["a", "b"])
        #expect(try Value(encoding: key) == ["a", "b"])
        #expect(try Value.array(["a", "b"]).decode(ActorKey.self) == key)
    }
}
