import ActorDefinition
import ActorTesting
import ActorWire
import Testing

@testable import ParlorRooms

struct TalkTests {
    /// How often something succeeds in a row, of thirty times.
    private func succeeding(_ body: () async throws -> some Sendable) async throws -> Int {
        for count in 0..<30 {
            if try await code({ _ = try await body() }) != nil { return count }
        }
        return 30
    }

    @Test func whatIsSaidIsHeardByAllAndKept() async throws {
        let room = try await makeRoom()
        let (ann, bob) = (try await room.enter("ann"), try await room.connect(.init(name: "bob")))
        let heard = bob.newMessage
        let message = try await ann.sendMessage(Post(id: "1", text: "hi", kind: .action))
        #expect(message.seq == 1)
        #expect(message.id == "1")
        #expect(message.author == "ann")
        #expect(message.kind == .action)
        #expect(message.time == room.clock.now)
        #expect(try await heard.next() == message)
        try await room.restart()
        let back = try await room.enter("ann")
        #expect(try await back.history(nil) == [message])
    }

    @Test func aForeignClientSendsAStringOrAnObject() async throws {
        let room = try await makeRoom()
        let bob = try await room.connect(json: #"{"name":"bob"}"#)
        let plain = try await bob.call("sendMessage", json: #"["hi"]"#)
        #expect(plain["text"] == "hi")
        #expect(plain["id"] == nil)
        #expect(plain["kind"] == nil)
        let object = try await bob.call("sendMessage", json: #"[{"id":"x","text":"ho"}]"#)
        #expect(object["id"] == "x")
        #expect(object["seq"] == 2)
        let act = try await bob.call("sendMessage", json: #"[{"text":"waves","kind":"action"}]"#)
        #expect(act["kind"] == "action")
    }

    @Test func aPostThatIsSentAgainIsSaidOnceAlsoAfterARestart() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let first = try await ann.sendMessage(Post(id: "1", text: "hi"))
        #expect(try await ann.sendMessage(Post(id: "1", text: "hi")) == first)
        try await room.restart()
        let back = try await room.enter("ann")
        #expect(try await back.sendMessage(Post(id: "1", text: "hi")) == first)
        #expect(try await back.sendMessage(Post(id: "2", text: "ho")).seq == 2)
        #expect(try back.received(\.newMessage).isEmpty)
    }

    @Test func anotherPersonsIDIsNotOnesOwn() async throws {
        let room = try await makeRoom()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        try await ann.sendMessage(Post(id: "1", text: "hi"))
        #expect(try await bob.sendMessage(Post(id: "1", text: "ho")).seq == 2)
    }

    @Test func whatCannotBeSaidIsRefusedWithAReason() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        #expect(try await code { try await ann.sendMessage("  \u{202E}\n ") } == "empty")
        let long = String(repeating: "x", count: 4_096)
        #expect(try await code { try await ann.sendMessage(Post(text: long)) } == nil)
        #expect(try await code { try await ann.sendMessage(Post(text: long + "x")) } == "too_long")
        #expect(try await code { try await ann.sendMessage(Post(id: "", text: "x")) } == "invalid_id")
        #expect(try await code { try await ann.sendMessage(Post(id: "a b", text: "x")) } == "invalid_id")
        #expect(try await code { try await ann.call("sendMessage", json: "[7]") } == "actor.invalid_request")
        #expect(try await ann.hello().head == 1)
    }

    @Test func hostileTextIsMadeHarmlessBeforeItIsKept() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let message = try await ann.sendMessage("\u{1B}]0;owned\u{7}\u{202E}abc")
        #expect(message.text == "␛]0;owned␇abc")
        #expect(try await ann.history(nil).map(\.text) == [message.text])
    }

    @Test func historyComesInPagesBeforeAndAfterANumber() async throws {
        var limits = RoomLimits()
        limits.posts = nil
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        for number in 1...250 { try await ann.sendMessage(Post(text: "\(number)")) }
        func page(_ request: PageRequest?) async throws -> [UInt64] { try await ann.history(request).map(\.seq) }
        #expect(try await page(nil) == Array(151...250))
        #expect(try await page(PageRequest(before: 151)) == Array(51...150))
        #expect(try await page(PageRequest(before: 4)) == [1, 2, 3])
        #expect(try await page(PageRequest(after: 248)) == [249, 250])
        #expect(try await page(PageRequest(after: 10, limit: 3)) == [11, 12, 13])
        #expect(try await page(PageRequest(after: 250)) == [])
        #expect(try await page(PageRequest(before: 0)) == [])
        #expect(try await page(PageRequest(after: .max, limit: .max)) == [])
        #expect(try await page(PageRequest(limit: -5)).count == 1)
    }

    @Test func aSearchFindsTheNewestBeforeANumberTheOldestOfThemFirst() async throws {
        var limits = RoomLimits()
        limits.page = 3
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        for number in 1...7 { try await ann.sendMessage(Post(text: number == 4 ? "red" : "green \(number)")) }
        func found(_ request: SearchRequest) async throws -> [UInt64] { try await ann.search(request).map(\.seq) }
        #expect(try await found(.init(text: "GREEN")) == [5, 6, 7])
        #expect(try await found(.init(text: "green", before: 5)) == [1, 2, 3])
        #expect(try await found(.init(text: "green", limit: 2)) == [6, 7])
        #expect(try await found(.init(text: "green", limit: .max)) == [5, 6, 7])
        #expect(try await found(.init(text: "green", limit: -1)) == [7])
        #expect(try await found(.init(text: "blue")).isEmpty)
        #expect(try await code { _ = try await found(.init(text: " \u{202E}")) } == "empty")
    }

    @Test func aPageIsBoundedInBytesAndKeepsWhatIsNextToItsBound() async throws {
        var limits = RoomLimits()
        limits.posts = nil
        limits.pageBytes = 20_000
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        for _ in 1...10 { try await ann.sendMessage(Post(text: "x" + String(repeating: "\"", count: 4_095))) }
        #expect(try await ann.history(nil).map(\.seq) == [9, 10])
        #expect(try await ann.history(PageRequest(after: 3)).map(\.seq) == [4, 5])
        #expect(try await ann.search(.init(text: "x")).map(\.seq) == [9, 10])
    }

    @Test func whoFloodsWaitsAndNobodyElse() async throws {
        let room = try await makeRoom()
        let (ann, bob) = (try await room.enter("ann"), try await room.enter("bob"))
        let said = try await succeeding { try await ann.sendMessage("x") }
        #expect((15...20).contains(said))
        do {
            try await ann.sendMessage("x")
            Issue.record("a flood passed")
        } catch let error as UserError {
            #expect(error.code == "flood")
            let wait = try #require(error.metadata?["retryAfter"]?.int)
            await room.advance(by: .milliseconds(wait))
        }
        #expect(try await code { try await ann.sendMessage("x") } == nil)
        #expect(try await code { try await bob.sendMessage("x") } == nil)
    }

    @Test func newTokensWithoutAConnectionAreNoWayAroundFloodControl() async throws {
        let room = try await makeRoom()
        _ = try await room.enter("ann")
        var tokens = (1...).lazy.map { token("robot-\($0)") }.makeIterator()
        let said = try await succeeding {
            try await room.call("sendMessage", json: #"["x"]"#, params: .init(name: "robot", token: tokens.next()))
        }
        #expect(said < 20)
    }

    @Test func whoIsKnownFromBeforePaysForThemselvesAlsoWithoutAConnection() async throws {
        let room = try await makeRoom()
        _ = try await room.enter("owner")
        try await room.enter("ann").disconnect()
        await room.settle()
        let call = { name, token in
            _ = try await room.call("sendMessage", json: #"["x"]"#, params: .init(name: name, token: token))
        }
        #expect(try await succeeding { try await call("robot", nil) } < 20)
        #expect(try await code { try await call("ann", token("ann")) } == nil)
        #expect(try await code { try await call("bob", token("bob")) } == "flood")
    }

    @Test(arguments: ["hello", "members", "history", "search", "audit", "a post again"])
    func whateverIsReadCostsARead(what: String) async throws {
        var limits = RoomLimits()
        limits.reads = RoomLimits.Rate(burst: 2, perSecond: 1)
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        try await ann.sendMessage(Post(id: "1", text: "hi"))
        let count = try await succeeding {
            switch what {
            case "hello": _ = try await ann.hello()
            case "members": _ = try await ann.members()
            case "history": _ = try await ann.history(nil)
            case "search": _ = try await ann.search(SearchRequest(text: "hi"))
            case "audit": _ = try await ann.audit(nil)
            default: try await ann.sendMessage(Post(id: "1", text: "hi"))
            }
        }
        #expect(count == 2)
    }

    @Test func callersWithoutAConnectionDoNotPushOutTheIDsOfOthers() async throws {
        var limits = RoomLimits()
        limits.members = 2
        limits.posts = nil
        let room = try await makeRoom(limits)
        let ann = try await room.enter("ann")
        let said = try await ann.sendMessage(Post(id: "1", text: "hi"))
        for _ in 0..<5 {
            try await room.call("sendMessage", json: #"[{"id": "1", "text": "x"}]"#, params: .init(name: "robot"))
        }
        #expect(try await ann.sendMessage(Post(id: "1", text: "hi")) == said)
    }

    @Test func withoutLimitsALoadTestIsNotSlowedDown() async throws {
        let room = try await makeRoom(.unlimited)
        let ann = try await room.enter("ann")
        for _ in 0..<500 { try await ann.sendMessage("x") }
        #expect(try await ann.hello().head == 500)
    }

    @Test func callsWithoutAConnectionSpeakButAreNotThere() async throws {
        let room = try await makeRoom()
        let ann = try await room.enter("ann")
        let output = try await room.call("sendMessage", json: #"["green"]"#, params: .init(name: "robot"))
        #expect(output["author"] == "robot")
        #expect(try await ann.members().map(\.name) == ["ann"])
        let said = try await succeeding {
            try await room.call("sendMessage", json: #"["x"]"#, params: .init(name: "robot"))
        }
        #expect(said < 20)
    }
}
