import ActorClient
import ActorWire
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// Nothing that was typed is lost, and nothing is said twice.
struct SendingTests {
    @Test func `a message is pending until the room has it`() throws {
        var fixture = Fixture.connected()
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        #expect(fixture.screen.contains { $0.contains("…") && $0.hasSuffix("hello") == false && $0.contains("hello") })
        fixture.answer(.post(post), .message(fixture.message(1, "hello", by: Fixture.mika, id: post.id)))
        #expect(fixture.state.current.outbox.entries.isEmpty)
        #expect(fixture.text.split(separator: "hello").count == 2)
    }

    @Test(arguments: [true, false])
    func `a message shows once, whether its event or its reply comes first`(eventFirst: Bool) throws {
        var fixture = Fixture.connected()
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        let message = fixture.message(1, "hello", by: Fixture.mika, id: post.id)
        if eventFirst {
            fixture.tell("lobby", .message(message))
            #expect(fixture.state.current.outbox.entries.isEmpty)
        }
        fixture.answer(.post(post), .message(message))
        if !eventFirst { fixture.tell("lobby", .message(message)) }
        #expect(fixture.text.split(separator: "hello").count == 2)
        #expect(fixture.state.current.outbox.entries.isEmpty)
    }

    @Test func `what is typed while offline goes out in order when the line is back`() throws {
        var fixture = Fixture.connected()
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "")))
        fixture.enter("one")
        #expect(fixture.posts.isEmpty)
        fixture.enter("two")
        #expect(fixture.state.current.outbox.waiting == 2)
        fixture.connect()
        let first = try #require(fixture.posts.first)
        #expect(first.text == "one")
        // One at a time, so that none overtakes another.
        #expect(fixture.posts.count == 1)
        fixture.answer(.post(first), .message(fixture.message(1, "one", by: Fixture.mika, id: first.id)))
        #expect(fixture.posts.map(\.text) == ["two"])
    }

    @Test func `while the host takes nothing what was read and typed stays, and one line says why`() throws {
        var fixture = Fixture.connected()
        fixture.say("read before")
        fixture.enter("said meanwhile")
        let post = try #require(fixture.posts.first)
        fixture.tell("lobby", .answered(.post(post), .failure(RequestFailure(WireError.restarting))))
        let refused = Interruption.refused(.serviceUnavailable)
        let link = LinkState(.reconnecting(attempt: 6, delay: .seconds(7), why: refused), at: fixture.now)
        fixture.tell("lobby", .link(try #require(link)))
        fixture.type("typed")
        for text in ["read before", "said meanwhile", "> typed"] {
            #expect(fixture.screen.contains { $0.contains(text) })
        }
        #expect(fixture.screen.contains { $0.contains("the host takes nothing now; again in 7 s · 1 message waits ") })
        fixture.connect(head: 1)
        #expect(fixture.posts == [post])
    }

    @Test func `a refusal that does not pass is told as one`() {
        #expect(RequestFailure(WireError.forbidden()).kind == .refused)
        let refused = Interruption.refused(.callbackTimedOut)
        let link = LinkState(.reconnecting(attempt: 1, delay: .zero, why: refused), at: Timestamp(milliseconds: 0))
        #expect(link?.nextAttempt == Timestamp(milliseconds: 0))
        #expect(link != .waiting(until: Timestamp(milliseconds: 0)))
    }

    @Test func `a message waits until the one before it is confirmed`() throws {
        var fixture = Fixture.connected()
        fixture.enter("one")
        let first = try #require(fixture.posts.first)
        fixture.enter("two")
        #expect(fixture.posts.isEmpty)
        fixture.answer(.post(first), .message(fixture.message(1, "one", by: Fixture.mika, id: first.id)))
        #expect(fixture.posts.map(\.text) == ["two"])
    }

    @Test func `a message without an answer is sent again with the same id and shows once`() throws {
        var fixture = Fixture.connected()
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "")))
        fixture.connect(head: 1)
        #expect(fixture.posts == [post])
        // The room had it: it answers with what it said then, and the page brings it, too.
        let message = fixture.message(1, "hello", by: Fixture.mika, id: post.id)
        fixture.answer(.post(post), .message(message))
        fixture.answer(.history(PageRequest()), .messages([message]))
        #expect(fixture.text.split(separator: "hello").count == 2)
        #expect(fixture.state.current.outbox.entries.isEmpty)
    }

    @Test func `the room's pace is kept, and nothing is lost by it`() throws {
        var fixture = Fixture.connected()
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        let failure = RequestFailure(kind: .later(.milliseconds(1_500)), message: "too fast")
        fixture.tell("lobby", .answered(.post(post), .failure(failure)))
        #expect(fixture.posts.isEmpty)
        fixture.enter("again")
        #expect(fixture.posts.isEmpty)
        #expect(fixture.state.wakesAt == fixture.now + .milliseconds(1_500))
        fixture.wait(.milliseconds(1_500))
        fixture.send(.tick)
        #expect(fixture.posts == [post])
    }

    @Test func `whoever is sent out while a message waits is not woken for it`() throws {
        var fixture = Fixture.connected()
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        let flood = RequestFailure(kind: .later(.milliseconds(1_500)), message: "too fast")
        fixture.tell("lobby", .answered(.post(post), .failure(flood)))
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "flooding")))
        fixture.tell("lobby", .link(.ended(.disconnected("flooding"))))
        fixture.wait(.seconds(2))
        fixture.send(.tick)
        #expect(fixture.posts.isEmpty)
        #expect(try #require(fixture.state.wakesAt) > fixture.now)
    }

    @Test func `a refused message stays, and goes out again by hand`() throws {
        var fixture = Fixture.connected()
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        let failure = RequestFailure(kind: .refused, message: "you were muted by kai")
        fixture.tell("lobby", .answered(.post(post), .failure(failure)))
        #expect(fixture.text.contains("not sent: you were muted by kai"))
        fixture.enter("/resend")
        #expect(fixture.posts == [post])
        fixture.tell("lobby", .answered(.post(post), .failure(failure)))
        fixture.enter("/discard")
        #expect(fixture.text.contains("1 message thrown away"))
    }

    @Test func `what is typed into a full line is told once, and rings`() {
        var fixture = Fixture.connected()
        fixture.send(.input(.paste(String(repeating: "x", count: 4_096))))
        let before = fixture.state.revision
        #expect(fixture.press(.character("y")) == [.bell])
        #expect(fixture.state.revision > before)
        #expect(fixture.press(.character("z")) == [.bell])
        #expect(fixture.text.split(separator: "a message holds 4096 bytes").count == 2)
        #expect(fixture.state.current.editor.text.utf8.count == 4_096)
    }

    @Test func `a refused message names its ways out, and until when a mute keeps it`() throws {
        var fixture = Fixture.connected(columns: 200)
        var muted = Fixture.mika
        (muted.muted, muted.mutedUntil) = (true, fixture.now + .seconds(600))
        fixture.tell("lobby", .changed(muted))
        fixture.enter("hello")
        let failure = RequestFailure(kind: .refused, message: "you were muted by kai, for another 600 s")
        fixture.tell("lobby", .answered(.post(fixture.posts[0]), .failure(failure)))
        fixture.wait(.seconds(120))
        fixture.send(.tick)
        let refusal = "20:32    !  not sent: you were muted by kai, for another 600 s · /resend sends it again"
        #expect(fixture.text.contains("\(refusal) from 20:42 on, /discard throws it away"))
        fixture.tell("lobby", .changed(Fixture.mika))
        #expect(fixture.text.contains("\(refusal), /discard throws it away"))
    }

    @Test func `of many messages that wait the last are shown, so that what the room says is not hidden`() {
        var fixture = Fixture.connected(rows: 20)
        for number in 1...50 { fixture.enter("line \(number)") }
        fixture.say("what are you doing?")
        #expect(fixture.text.contains("what are you doing?"))
        #expect(fixture.text.contains("line 46") && fixture.text.contains("line 50"))
        #expect(!fixture.text.contains("line 45"))
        #expect(fixture.text.contains("50 messages wait to be sent"))
    }

    @Test func `the ways out of refused messages are told once, below the last`() {
        var fixture = Fixture.connected(columns: 160)
        let failure = RequestFailure(kind: .refused, message: "you were muted by kai")
        for _ in 1...3 {
            fixture.enter("hello")
            fixture.tell("lobby", .answered(.post(fixture.posts[0]), .failure(failure)))
        }
        #expect(fixture.text.split(separator: "not sent: you were muted by kai").count == 4)
        #expect(fixture.text.split(separator: "/resend sends them again, /discard throws them away").count == 2)
    }

    @Test func `a draft is kept for each room`() {
        var fixture = Fixture.connected()
        fixture.enter("/join ops")
        fixture.press(.alt("1"))
        fixture.type("half a thought")
        fixture.press(.alt("2"))
        #expect(fixture.state.current.editor.isEmpty)
        fixture.type("another")
        fixture.press(.alt("1"))
        #expect(fixture.state.current.editor.text == "half a thought")
    }

    @Test func `a line with a mistake stays to be mended`() {
        var fixture = Fixture.connected()
        fixture.enter("/kcik kai")
        #expect(fixture.state.current.editor.text == "/kcik kai")
        #expect(fixture.text.contains("did you mean /kick?"))
        #expect(fixture.calls.isEmpty)
    }

    @Test func `quitting asks once while something is not sent`() {
        var fixture = Fixture.connected()
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "")))
        fixture.enter("hello")
        #expect(fixture.enter("/quit") == [])
        #expect(fixture.press(.control("q")) == [.quit])
    }

    @Test func `a typed quit is confirmed by Enter alone`() {
        var fixture = Fixture.connected()
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now, why: "")))
        fixture.enter("hello")
        #expect(fixture.enter("/quit") == [])
        #expect(fixture.press(.enter) == [.quit])
    }

    @Test func `a paste of 200 lines becomes as many messages only when it is wanted`() {
        var fixture = Fixture.connected()
        let paste = (1...200).map { "line \($0)" }.joined(separator: "\n")
        fixture.send(.input(.paste(paste)))
        #expect(fixture.posts.isEmpty)
        fixture.press(.escape)
        #expect(fixture.state.current.outbox.entries.isEmpty)
        fixture.send(.input(.paste(paste)))
        fixture.press(.character("l"))
        #expect(fixture.state.current.outbox.entries.map(\.text) == (1...200).map { "line \($0)" })
        #expect(fixture.posts.map(\.text) == ["line 1"])
    }

    @Test(arguments: [KeyPress.control("l"), .alt("l"), .control("o"), .alt("e"), .control("n")])
    func `a long paste is answered by letters alone, not by strokes that have them`(press: KeyPress) {
        var fixture = Fixture.connected()
        fixture.send(.input(.paste("1\n2\n3\n4\n5\n6")))
        fixture.press(press)
        #expect(fixture.posts.isEmpty)
        #expect(fixture.state.current.editor.isEmpty)
        #expect(fixture.text.contains("Send 6 messages to #lobby"))
    }

    @Test(arguments: ["l", "o", "e"] as [Character])
    func `a long paste stays with its room when another comes into sight`(answer: Character) {
        var fixture = Fixture.connected()
        fixture.send(.input(.paste("1\n2\n3\n4\n5\n6")))
        let order = GameOrder(setup: GameSetup(game: "connect4"))
        fixture.send(.ordered(order, .success("connect4-1")))
        #expect(fixture.text.contains("Send 6 messages to #lobby"))
        fixture.press(.character(answer))
        #expect(fixture.state.current.name == "lobby")
        #expect(fixture.posts.isEmpty == (answer == "e"))
        #expect(fixture.state.rooms[1].outbox.entries.isEmpty)
        #expect(fixture.state.rooms[0].editor.isEmpty == (answer != "e"))
    }

    @Test func `a paste of five lines is put into the input line`() {
        var fixture = Fixture.connected()
        fixture.send(.input(.paste("1\n2\n3\n4\n5\n")))
        #expect(fixture.state.overlay == nil)
        #expect(fixture.state.current.editor.text == "1\n2\n3\n4\n5")
        fixture.press(.enter)
        #expect(fixture.posts.map(\.text) == ["1\n2\n3\n4\n5"])
    }

    @Test func `a paste that no message holds is refused and not cut`() {
        var fixture = Fixture.connected()
        fixture.send(.input(.paste((1...10).map { _ in String(repeating: "x", count: 1_000) }.joined(separator: "\n"))))
        fixture.press(.character("o"))
        #expect(fixture.posts.isEmpty)
        #expect(fixture.text.contains("more than a message holds"))
        fixture.press(.character("l"))
        #expect(fixture.state.current.outbox.entries.count == 10)
    }
}
