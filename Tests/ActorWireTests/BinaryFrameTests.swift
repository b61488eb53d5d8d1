import ActorWire
import RandomTesting
import Testing

/// The literal frames of the RivetKit client protocol, version 4, in CBOR and BARE. Those in CBOR were written by cbor2 for
/// Python, those in BARE by the letter of its draft.
@Suite struct BinaryFrameTests {
    private static let envelope = "a1 64626f6479 a2 63746167"
    private static let full = WireError.user("full", "Room full", metadata: ["max": 8])
    private static let gone = WireError(
        group: "actor", code: "not_found", message: "There is no such actor",
        actor: ActorReference(actorID: "a1", generation: 3, key: "lobby"))

    @Test(
        arguments: [
            (
                "64496e6974 6376616c a2 676163746f724964 6161 6c636f6e6e656374696f6e4964 6475756964",
                .initialized(actorID: "a", connectionID: "uuid")
            ),
            (
                "654576656e74 6376616c a2 646e616d65 6a6e65774d657373616765 6461726773 820102",
                .event(name: "newMessage", arguments: [1, 2])
            ),
            (
                "6e416374696f6e526573706f6e7365 6376616c a2 626964 1b0000000000000000 666f7574707574 182a",
                .actionResponse(id: 0, output: 42)
            ),
            (
                "654572726f72 6376616c a5 6567726f7570 6475736572 64636f6465 6466756c6c 676d657373616765 69526f6f6d2066756c6c"
                    + "686d65746164617461 a1636d617808 68616374696f6e4964 1b0000000100000001",
                .error(full, actionID: 0x1_0000_0001)
            ),
            (
                "654572726f72 6376616c a5 6567726f7570 656163746f72 64636f6465 696e6f745f666f756e64 676d657373616765"
                    + "765468657265206973206e6f2073756368206163746f72 656163746f72 a3 676163746f724964 626131"
                    + "6a67656e65726174696f6e 1b0000000000000003 636b6579 656c6f626279 68616374696f6e4964 f6",
                .error(gone, actionID: nil)
            ),
        ] as [(String, ToClient)])
    func theServersFramesInCBORAreTheMapsOfJSONWithIdsInEightBytes(_ hex: String, _ frame: ToClient) {
        #expect(frame.encoded(in: .cbor).hex == [UInt8](hex: Self.envelope + hex).hex)
    }

    @Test(
        arguments: [
            ("0400 00 026131 026331", .initialized(actorID: "a1", connectionID: "c1")),
            ("0400 02 00 02182a", .actionResponse(id: 0, output: 42)),
            ("0400 02 ac02 03626f6b", .actionResponse(id: 300, output: "ok")),
            ("0400 03 0a6e65774d657373616765 03820102", .event(name: "newMessage", arguments: [1, 2])),
            (
                "0400 01 0475736572 0466756c6c 09526f6f6d2066756c6c 01 06a1636d617808 01 01 00",
                .error(full, actionID: 1)
            ),
            (
                "0400 01 056163746f72 096e6f745f666f756e64 165468657265206973206e6f2073756368206163746f72 00 00"
                    + "01 026131 03 01 056c6f626279",
                .error(gone, actionID: nil)
            ),
        ] as [(String, ToClient)])
    func theServersFramesInBAREAreWrittenByTheSchema(_ hex: String, _ frame: ToClient) {
        #expect(frame.encoded(in: .bare).hex == [UInt8](hex: hex).hex)
    }

    @Test(
        arguments: [
            (
                "6d416374696f6e52657175657374 6376616c a3 626964 00 646e616d65 69696e6372656d656e74 6461726773 8102",
                .actionRequest(id: 0, name: "increment", arguments: [2])
            ),
            // What the official client sends: lengths of maps in two bytes, ids in eight.
            (
                "6d416374696f6e52657175657374 6376616c b90003 626964 1b0000000000000007 646e616d65 6161 6461726773 80",
                .actionRequest(id: 7, name: "a", arguments: [])
            ),
            (
                "73537562736372697074696f6e52657175657374 6376616c a2 696576656e744e616d65 686e6577436f756e74"
                    + "69737562736372696265 f5",
                .subscriptionRequest(event: "newCount", subscribe: true)
            ),
        ] as [(String, ToServer)])
    func theClientsFramesInCBORAreRead(_ hex: String, _ frame: ToServer) throws {
        #expect(try ToServer([UInt8](hex: Self.envelope + hex), in: .cbor) == frame)
    }

    @Test(
        arguments: [
            ("0400 00 00 0568656c6c6f 0481626869", .actionRequest(id: 0, name: "hello", arguments: ["hi"])),
            ("0400 00 ffffffffffffffffff01 0161 0180", .actionRequest(id: .max, name: "a", arguments: [])),
            ("0400 01 086e6577436f756e74 01", .subscriptionRequest(event: "newCount", subscribe: true)),
            ("0400 01 086e6577436f756e74 00", .subscriptionRequest(event: "newCount", subscribe: false)),
        ] as [(String, ToServer)])
    func theClientsFramesInBAREAreRead(_ hex: String, _ frame: ToServer) throws {
        #expect(try ToServer([UInt8](hex: hex), in: .bare) == frame)
    }

    @Test(arguments: [
        ("", "The message is invalid BARE at byte 0: it ends too early"),
        ("04", "The message is invalid BARE at byte 1: it ends too early"),
        ("0500 01 00 00", "The message is invalid BARE at byte 0: version 5 is not spoken here, only 4"),
        ("0400 07", "The message is invalid BARE at byte 3: unknown tag 7"),
        ("0400 00 8000 0161 0180", "The message is invalid BARE at byte 5: not an integer of 64 bits"),
        ("0400 00 ffffffffffffffffff02", "The message is invalid BARE at byte 13: not an integer of 64 bits"),
        ("0400 01 ffffffffffffffffff01", "The message is invalid BARE at byte 13: it ends too early"),
        ("0400 01 0161 02", "The message is invalid BARE at byte 6: a truth value is neither 0 nor 1"),
        ("0400 01 01ff 01", "The message is invalid BARE at byte 5: a text is not UTF-8"),
        ("0400 01 0161 01 00", "The message is invalid BARE at byte 6: something follows the message"),
        ("0400 00 00 0161 0102", "The message is invalid BARE at byte 6: the args are not an array"),
        (
            "0400 00 00 0161 0181",
            "The message is invalid BARE at byte 6: a value in it is invalid CBOR at byte 1: it ends too early"
        ),
    ])
    func whatIsNoMessageInBAREIsRefusedWithASentence(_ hex: String, _ message: String) {
        #expect(throws: WireError.invalidRequest(message)) { try ToServer([UInt8](hex: hex), in: .bare) }
    }

    @Test(arguments: [
        ("", "The message is invalid CBOR at byte 0: it ends too early"),
        ("80", #"The message has not the shape {"body":{"tag":…,"val":…}}"#),
        ("a1 64626f6479 a1 63746167 6141", #"The message has not the shape {"body":{"tag":…,"val":…}}"#),
        ("a1 64626f6479 a2 63746167 6141 6376616c a0", "The message has an unknown tag 'A'"),
        (
            "a1 64626f6479 a2 63746167 6d416374696f6e52657175657374 6376616c a0",
            "The message ActionRequest needs an integer id"
        ),
        (
            "a1 64626f6479 a2 63746167 73537562736372697074696f6e52657175657374 6376616c 80",
            "The message SubscriptionRequest needs an eventName and a boolean subscribe"
        ),
    ])
    func whatIsNoMessageInCBORIsRefusedWithASentence(_ hex: String, _ message: String) {
        #expect(throws: WireError.invalidRequest(message)) { try ToServer([UInt8](hex: hex), in: .cbor) }
    }

    /// Whatever a client speaks, its arguments may be nested as deep, and what was taken can be kept as JSON.
    @Test(arguments: WireEncoding.allCases) func argumentsAreAsDeepInEveryEncoding(_ encoding: WireEncoding) throws {
        for innermost in [Value.array([]), .undefined, .bytes([1]), .int(.max), .set([])] {
            var depth = innermost == .set([]) ? 2 : 1
            var value = innermost
            while depth < 60 { (depth, value) = (depth + 1, .array([value])) }
            let deepest = try ToServer(request(value, in: encoding), in: encoding)
            #expect(deepest == .actionRequest(id: 0, name: "a", arguments: [value]))
            #expect(try ToServer(json: deepest.json()) == deepest)
            #expect(throws: WireError.tooDeep) { try ToServer(request([value], in: encoding), in: encoding) }
        }
    }

    @Test(arguments: [WireEncoding.cbor, .bare]) func nestingWithoutEndIsAnErrorNotACrash(_ encoding: WireEncoding) {
        let deep = [UInt8](repeating: 0x81, count: 60_000)
        let front = encoding == .cbor ? [] : [UInt8](hex: "0400 00 00 0161 e0d403")
        #expect(throws: WireError.tooDeep) { try ToServer(front + deep, in: encoding) }
    }

    /// A call with one argument.
    private func request(_ argument: Value, in encoding: WireEncoding) -> [UInt8] {
        switch encoding {
        case .json: return ToServer.actionRequest(id: 0, name: "a", arguments: [argument]).json()
        case .cbor:
            let content: Value = ["id": 0, "name": "a", "args": .array([argument])]
            return (["body": ["tag": "ActionRequest", "val": content]] as Value).cbor()
        case .bare:
            let arguments = Value.array([argument]).cbor()
            return [UInt8](hex: "0400 00 00 0161") + [UInt8(arguments.count)] + arguments
        }
    }

    @Test(arguments: WireEncoding.allCases) func aFrameThatWasWrittenInJSONIsTheSameInEveryEncoding(
        _ encoding: WireEncoding
    ) throws {
        var random = SeededGenerator(seed: 10)
        for _ in 0..<500 {
            let values = (0..<Int.random(in: 0...2, using: &random)).map { _ in
                Value.random(depth: 4, plain: false, using: &random)
            }
            for frame in [
                ToClient.event(name: "e", arguments: values), .actionResponse(id: 7, output: .array(values)),
                .error(.user("full", "Room full", metadata: .array(values)), actionID: nil),
                .error(Self.gone, actionID: 1),
                .initialized(actorID: "a", connectionID: "c"),
            ] {
                #expect(ToClient.translated(frame.json(), to: encoding) == frame.encoded(in: encoding))
            }
        }
    }

    @Test func whatAHandlerNestedDeeperThanClientsMayIsTranslatedToo() {
        let deep = (0..<200).reduce(Value.null) { value, _ in .array([value]) }
        #expect(ToClient.translated(ToClient.event(name: "e", arguments: [deep]).json(), to: .bare) != nil)
        let abyss = (0..<600).reduce(Value.null) { value, _ in .array([value]) }
        #expect(ToClient.translated(ToClient.event(name: "e", arguments: [abyss]).json(), to: .bare) == nil)
    }

    // MARK: Over HTTP

    @Test(arguments: [
        (WireEncoding.json, #"{"args":[1,"two"]}"#, #"{"output":[1,"two",null]}"#),
        (.cbor, "a1 6461726773 82016374776f", "a1 666f7574707574 83016374776ff6"),
        (.bare, "0400 06 82016374776f", "0400 07 83016374776ff6"),
    ])
    func theBodiesOfACallAreThoseOfTheProtocol(_ encoding: WireEncoding, _ body: String, _ answer: String) throws {
        func bytes(_ text: String) -> [UInt8] { encoding == .json ? Array(text.utf8) : [UInt8](hex: text) }
        #expect(try ActionBody.arguments(in: bytes(body), as: encoding) == [1, "two"])
        #expect(try ActionBody.answer(EncodedValue([1, "two", nil] as Value), in: encoding) == bytes(answer))
    }

    @Test func theErrorOfACallIsThatOfTheProtocol() {
        let noAction = WireError.actionNotFound("nope")
        #expect(
            noAction.encoded(in: .cbor).hex
                == [UInt8](
                    hex: "a3 6567726f7570 656163746f72 64636f6465 70616374696f6e5f6e6f745f666f756e64 676d657373616765"
                        + "78195468657265206973206e6f20616374696f6e20276e6f706527"
                ).hex)
        #expect(
            Self.full.encoded(in: .bare).hex
                == [UInt8](hex: "0400 0475736572 0466756c6c 09526f6f6d2066756c6c 01 06a1636d617808 00").hex)
    }

    @Test(arguments: [
        (WireEncoding.cbor, "a0", "The body lacks an array of args"),
        (.cbor, "a1 6461726773", "The body is invalid CBOR at byte 6: it ends too early"),
        (.bare, "0400 06 80", "The body is invalid BARE at byte 3: it ends too early"),
        (.bare, "0400 01 80 00", "The body is invalid BARE at byte 4: something follows the message"),
    ])
    func aBodyOfAnotherShapeIsRefusedWithASentence(_ encoding: WireEncoding, _ hex: String, _ message: String) {
        #expect(throws: WireError.invalidRequest(message)) {
            try ActionBody.arguments(in: [UInt8](hex: hex), as: encoding)
        }
    }
}
