import ActorWire
import Testing

@testable import ParlorRooms

/// What foreign clients see: written by hand here, not by the types.
struct WireShapeTests {
    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try Value(encoding: value).json(), as: UTF8.self)
    }

    private func decode<T: Decodable>(_ json: String, as type: T.Type = T.self) throws -> T {
        try Value(json: Array(json.utf8)).decode(type)
    }

    @Test func aPostIsAStringOrAnObject() throws {
        #expect(try decode(#""hi""#) == Post(text: "hi"))
        #expect(try decode(#"{"id":"7","text":"hi"}"#) == Post(id: "7", text: "hi"))
        #expect(try decode(#"{"text":"waves","kind":"action"}"#) == Post(text: "waves", kind: .action))
        #expect(throws: (any Error).self) { try decode("3", as: Post.self) }
        #expect(throws: (any Error).self) { try decode(#"{"id":"7"}"#, as: Post.self) }
    }

    private func message(id: String? = nil, kind: Message.Kind = .say) -> Message {
        Message(
            seq: 3, id: id, author: "mika", authorID: MemberID("0a"), text: "hi",
            time: Timestamp(milliseconds: 1_764_000_000_000), kind: kind)
    }

    @Test func aMessageHasAnIDOnlyFromItsSenderAndAKindOnlyWhenItIsNotSaid() throws {
        #expect(
            try json(message()) == #"{"text":"hi","seq":3,"author":"mika","authorID":"0a","time":1764000000000}"#)
        #expect(
            try json(message(id: "x", kind: .action))
                == #"{"text":"hi","seq":3,"id":"x","author":"mika","authorID":"0a","time":1764000000000,"kind":"action"}"#
        )
    }

    @Test func whatAMessageLeavesOutIsReadAsItWasMeant() throws {
        for message in [message(), message(id: "x"), message(id: "seq-4"), message(kind: .action)] {
            #expect(try decode(json(message)) == message)
        }
        #expect(message().id == "seq-3")
        #expect(message(id: "x").id == "x")
    }

    @Test func aMessageThatSaysWhatFollowsFromTheRestIsTheSame() throws {
        let whole =
            #"{"seq":3,"id":"seq-3","author":"mika","authorID":"0a","text":"hi","time":1764000000000,"kind":"say"}"#
        #expect(try decode(whole) == message())
    }

    @Test func whatIsRestrictedIsToldOnlyWhereSomethingIs() throws {
        #expect(try json(Restrictions(slow: 10, isLocked: true)) == #"{"slow":10,"isLocked":true}"#)
        let you = Member(id: MemberID("0a"), name: "mika", role: .member, joined: Timestamp(milliseconds: 0))
        let welcome = Welcome(
            room: "lobby", you: you, topic: Topic(), members: [], memberCount: 1, head: 0, limits: RoomLimits(),
            time: Timestamp(milliseconds: 0))
        let told = try json(welcome)
        #expect(!told.contains("restrictions"))
        // So do hosts that know of none.
        #expect(try decode(told) == welcome)
    }

    @Test func whomIsANameOrAnObject() throws {
        #expect(try decode(#""kai""#) == Whom("kai"))
        #expect(try decode(#"{"name":"kai"}"#) == Whom("kai"))
    }

    @Test(arguments: [
        (Departure.left, "left"), (.lost, "connection lost"),
        (.kicked(by: "mika", reason: "a: b"), "kicked by mika: a: b"),
        (.kicked(by: "mika", reason: ""), "kicked by mika"), (.banned(by: "jo", reason: "spam"), "banned by jo: spam"),
    ])
    func aDepartureIsOneSentence(_ departure: Departure, _ sentence: String) throws {
        #expect(departure.description == sentence)
        #expect(try decode(json(departure)) == departure)
    }

    @Test func rolesRankFromGuestToOwner() throws {
        #expect(Role.allCases.sorted() == [.guest, .member, .op, .owner])
        #expect(try json([Role.op, .owner]) == #"["operator","owner"]"#)
        #expect(Role.allCases.filter(\.isOperator) == [.op, .owner])
    }
}
