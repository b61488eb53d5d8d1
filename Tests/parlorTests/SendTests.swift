import Testing

@testable import parlor

/// How what comes on standard input becomes messages.
struct SendTests {
    @Test(arguments: [
        ("one\ntwo\n", 100, ["one\ntwo"]), ("one\n\n\n    two\n", 100, ["one\n\n\n    two"]),
        ("one\ntwo\nthree", 7, ["one\ntwo", "three"]), ("abcdef", 4, ["abcd", "ef"]), ("\n\none", 100, ["one"]),
        ("a\n\nb", 2, ["a", "b"]), ("äöü", 4, ["äö", "ü"]),
    ])
    func aTextIsCutAtItsLines(text: String, limit: Int, parts: [String]) {
        #expect(Send.parts(text, limit: limit).filter { !$0.isEmpty } == parts)
    }
}
