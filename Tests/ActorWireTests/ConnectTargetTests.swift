import ActorWire
import Testing

@Suite struct ConnectTargetTests {
    private func key(_ parts: String...) throws -> ActorKey { try ActorKey(parts) }

    @Test func aNamedActorsPathIsThatOfTheOfficialClients() throws {
        let target = ConnectTarget(actor: .named("chatRoom", key: try key("a", "b c"), method: .getOrCreate))
        let path =
            "/gateway/chatRoom/connect?rvt-namespace=default&rvt-method=getOrCreate&rvt-key=a%2Cb%20c&rvt-runner=default"
        #expect(try target.path() == path)
        #expect(try ConnectTarget(parsing: path) == target)
    }

    @Test func everythingSaidSurvivesThePath() throws {
        let targets = [
            ConnectTarget(
                actor: .named("r", key: .empty, method: .get), endpoint: "action/say hi", input: "oWFhAQ",
                token: "a/b+c"),
            ConnectTarget(actor: .id("0197-a"), token: "t@k"), ConnectTarget(actor: .id("x y"), endpoint: ""),
        ]
        for target in targets { #expect(try ConnectTarget(parsing: target.path()) == target) }
    }

    @Test func whatAnOfficialClientSendsIsUnderstood() throws {
        let uri =
            "/gateway/r/connect?rvt-namespace=default&rvt-method=get&rvt-key=a%2Cb+c&rvt-runner=default"
            + "&rvt-region=eu&rvt-crash-policy=sleep&rvt-input=oA&x=1&y"
        let target = try ConnectTarget(parsing: uri)
        #expect(target.actor == .named("r", key: try key("a", "b c"), method: .get))
        #expect(target.input == "oA")
        let byID = try ConnectTarget(parsing: "/gateway/abc@tok%2Fen/request/a/b?z=1&rvt-skip-ready-wait=true")
        #expect(byID.actor == .id("abc"))
        #expect(byID.token == "tok/en")
        #expect(byID.endpoint == "request/a/b")
    }

    @Test(arguments: [
        ("/", "The address does not name an actor: /gateway/{actor}/…"),
        ("/gateway//connect", "The address does not name an actor: /gateway/{actor}/…"),
        ("/other/r/connect", "The address does not name an actor: /gateway/{actor}/…"),
        ("/gateway/r/connect?rvt-method=get&rvt-magic=1", "The address holds an unknown item rvt-magic"),
        ("/gateway/r/connect?rvt-method=get&rvt-method=get", "The address holds rvt-method twice"),
        ("/gateway/r/connect?rvt-key=a&rvt%2Dkey=b", "The address holds rvt-key twice"),
        ("/gateway/r/connect?rvt-method=create", "rvt-method is neither get nor getOrCreate"),
        ("/gateway/r/connect?rvt-key=a", "The address lacks rvt-method"),
        ("/gateway/r/connect?rvt-method=get&rvt-namespace=x", "There is no such namespace"),
        (
            "/gateway/" + String(repeating: "%C3%A9", count: 33) + "/connect?rvt-method=get",
            "The actor's name is longer than 64 bytes"
        ),
        ("/gateway/r%2/connect?rvt-method=get", "The address holds a broken percent-encoding"),
        ("/gateway/r/connect?a=%FF", "The address holds a broken percent-encoding"),
    ])
    func aWrongAddressIsAnInvalidRequestWithASentence(_ uri: String, _ message: String) {
        #expect(throws: WireError.invalidRequest(message)) { try ConnectTarget(parsing: uri) }
    }

    @Test func percentEncodingIsStrictAndCoversEveryByte() {
        #expect("aZ0-._~ /?&=,+%é".percentEncoded == "aZ0-._~%20%2F%3F%26%3D%2C%2B%25%C3%A9")
        #expect("%C3%a9+".percentDecoded() == "é+")
        #expect("a+b".percentDecoded(plusIsSpace: true) == "a b")
        for broken in ["%", "%4", "%zz", "%FF", "%C3"] { #expect(broken.percentDecoded() == nil) }
    }
}
