import ActorWire
import Testing

@Suite struct SubprotocolTests {
    @Test func theHeaderIsThatOfTheOfficialClients() throws {
        let offered = Subprotocols(parameters: ["name": "ann, (é)"], token: "t", actorID: "a1", skipReadyWait: true)
        let header =
            "rivet, rivet_encoding.json, rivet_target.actor, rivet_actor.a1, rivet_token.t, "
            + "rivet_skip_ready_wait, rivet_conn_params.%7B%22name%22%3A%22ann%2C%20%28%C3%A9%29%22%7D"
        #expect(offered.header == header)
        #expect(try Subprotocols(parsing: header) == offered)
    }

    @Test func everyItemIsATokenOfHTTP() {
        let offered = Subprotocols(parameters: ["a": [.string("\"(),/:;<=>?@[\\]{}\t\n\u{7F}é")]], token: "a b,c")
        let tokenCharacters = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let items = offered.header.components(separatedBy: ", ")
        #expect(items.count == 4)
        for item in items { #expect(item.allSatisfy(tokenCharacters.contains)) }
    }

    @Test func whatIsLeftOutHasItsDefault() throws {
        #expect(try Subprotocols(parsing: "rivet") == Subprotocols())
        #expect(try Subprotocols(parsing: " rivet_encoding.bare ,\tchat,rivet, rivet_new.x").encoding == .bare)
    }

    @Test(arguments: [
        ("rivet, rivet_encoding.xml", WireError.unsupportedEncoding),
        ("", .invalidRequest("The subprotocol rivet is not offered")),
        ("chat", .invalidRequest("The subprotocol rivet is not offered")),
        ("rivet, rivet_token.a, rivet_token.b", .invalidRequest("The subprotocol rivet_token is offered twice")),
        ("rivet, rivet_conn_params.%7", .invalidRequest("A subprotocol holds a broken percent-encoding")),
        (
            "rivet, rivet_conn_params.%7B",
            .invalidRequest("The connection parameters are invalid JSON at byte 1: it ends too early")
        ),
    ])
    func aWrongOfferIsRefusedWithASentence(_ header: String, _ error: WireError) {
        #expect(throws: error) { try Subprotocols(parsing: header) }
    }

    @Test(
        arguments: [
            ("rivet, rivet_encoding.bare, rivet_conn_params.%7", .bare), ("rivet_encoding.cbor", .cbor),
            ("rivet", .json),
            ("rivet, rivet_encoding.xml", .json), ("rivet, rivet_encoding", .json),
        ] as [(String, WireEncoding)])
    func theEncodingIsKnownWhateverElseIsWrong(_ header: String, _ encoding: WireEncoding) {
        #expect(Subprotocols.encoding(in: header) == encoding)
    }

    @Test func parametersAreBounded() throws {
        func header(_ length: Int) -> String {
            Subprotocols(parameters: .string(String(repeating: "a", count: length))).header
        }
        _ = try Subprotocols(parsing: header(4_094))
        #expect(throws: WireError.self) { try Subprotocols(parsing: header(4_095)) }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [Substring] { split(separator: separator) }
}
