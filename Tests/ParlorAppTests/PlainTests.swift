import ActorWire
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// A chat in lines, without a screen.
struct PlainTests {
    private var chat = Fixture()
    private var log = PlainLog()

    init() {
        chat.state.isPlain = true
        _ = log.news(of: chat.state)
    }

    private mutating func news() -> [String] { log.news(of: chat.state) }

    /// Mika enters the lobby, in which nothing was said yet, and has read what that tells.
    private mutating func enterLobby() {
        chat.connect()
        settle()
        _ = news()
    }

    @discardableResult
    private mutating func enter(_ line: String) -> [AppEffect] { chat.send(.entered(line)) }

    /// Whatever was asked for is over.
    private mutating func settle() {
        while chat.state.underWay > 0 { chat.send(.settled) }
    }

    // MARK: What is told

    @Test mutating func `a message is one line of its time, its name and its text, and is told once`() {
        enterLobby()
        chat.say("hello")
        chat.say("waves", kind: .action)
        #expect(news() == ["20:32 kai: hello", "20:32 Action, kai waves"])
        chat.send(.tick)
        #expect(news().isEmpty)
        enter("/clear")
        chat.say("again")
        #expect(news() == ["20:32 kai: again"])
    }

    @Test mutating func `who enters a room is told where they are, and the last twenty messages under their days`() {
        chat.connect(head: 30, topic: "tea")
        chat.answer(
            .history(PageRequest()),
            .messages((1...30).map { chat.message($0, "message \($0)", at: chat.now - .seconds(3_600 * Int(30 - $0))) })
        )
        let lines = news()
        #expect(
            lines.prefix(5) == [
                "Date: Tue 24 Nov", "20:32 You are mika in #lobby, with 1 other", "20:32 Topic, tea",
                "01:32 kai: message 11", "02:32 kai: message 12",
            ])
        #expect(lines.count == 3 + PlainLog.history)
        chat.wait(.seconds(86_400))
        chat.say("tomorrow")
        #expect(news() == ["Date: Wed 25 Nov", "20:32 kai: tomorrow"])
    }

    @Test mutating func `messages of the day before stand under a line with its date`() {
        chat.connect(head: 1)
        chat.answer(.history(PageRequest()), .messages([chat.message(1, "old", at: chat.now - .seconds(86_400))]))
        chat.say("new")
        #expect(
            news().suffix(4) == [
                "Date: Mon 23 Nov", "20:32 kai: old", "Date: Tue 24 Nov", "20:32 kai: new",
            ])
    }

    @Test mutating func `who comes and goes, and what is told, is told in words, each in a line`() {
        enterLobby()
        let jo = Fixture.member("jo", "m3")
        chat.tell("lobby", .joined(jo))
        #expect(news() == ["20:32 jo joined"])
        chat.tell("lobby", .left(jo, .lost))
        chat.tell("lobby", .topic(Topic(text: "tea", by: "kai", time: chat.now)))
        chat.tell("lobby", .muted(jo, Act(seq: 1, time: chat.now, kind: .mute, by: "kai", target: "jo")))
        enter("/kcik jo")
        #expect(
            news() == [
                "20:32 jo lost the connection", "20:32 Notice, kai set the topic: tea",
                "20:32 Moderation, jo was muted by kai",
                "20:32 Problem, there is no command /kcik; did you mean /kick?",
            ])
    }

    @Test mutating func `nobody else's text gives an order to the terminal or looks like a line of its own`() {
        enterLobby()
        chat.say("\u{1B}[2Jhello\u{9B}31m\r\n20:33 mika: I quit\u{7}\u{2028}20:34 \u{202E}Notice, bye\u{0}")
        let lines = news().joined(separator: "\n").split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("    ") })
        let harmful = lines.joined().unicodeScalars.filter {
            $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
        }
        #expect(harmful.isEmpty)
    }

    @Test mutating func `what another room tells names it, and so does going there`() {
        enterLobby()
        enter("/join ops")
        chat.connect("ops")
        #expect(news() == ["20:32 You are in #ops now", "20:32 You are mika in #ops, with 1 other"])
        chat.say("hello", in: "lobby")
        chat.say("and here", in: "ops")
        #expect(news() == ["20:32 #lobby kai: hello", "20:32 kai: and here"])
    }

    // MARK: The connection

    @Test mutating func `a broken connection is told, and again the more seldom the longer it lasts`() {
        enterLobby()
        func lose(_ attempt: Int) -> RoomEvent {
            .link(.reconnecting(attempt: attempt, at: chat.now + .seconds(attempt), why: "it broke"))
        }
        var told: [String] = []
        for attempt in [1, 2, 2, 3, 4, 5, 6, 7, 8] {
            chat.tell("lobby", lose(attempt))
            told += news()
        }
        #expect(
            told == [
                "20:32 Connection lost; trying again in 1 s",
                "20:32 No connection yet; trying again in 2 s (attempt 2)",
                "20:32 No connection yet; trying again in 4 s (attempt 4)",
                "20:32 No connection yet; trying again in 8 s (attempt 8)",
            ])
        chat.connect()
        #expect(news() == ["20:32 Notice, connected again; nothing was missed"])
    }

    @Test mutating func `a host that takes nothing now is told of once`() {
        enterLobby()
        chat.tell("lobby", .link(.waiting(until: chat.now + .seconds(7))))
        chat.tell("lobby", .link(.waiting(until: chat.now + .seconds(8))))
        #expect(news() == ["20:32 The host takes nothing now; trying again in 8 s"])
        chat.tell("lobby", .link(.waiting(until: chat.now + .seconds(9))))
        #expect(news().isEmpty)
    }

    @Test mutating func `what is typed while the line is broken is kept, and goes out when it is back`() throws {
        enterLobby()
        chat.tell("lobby", .link(.reconnecting(attempt: 1, at: chat.now, why: "")))
        _ = news()
        enter("typed in the dark")
        #expect(chat.posts.isEmpty)
        #expect(news() == ["20:32 Kept until the connection is back: 1 message"])
        chat.connect()
        let post = try #require(chat.posts.first)
        #expect(post.text == "typed in the dark")
        chat.answer(.post(post), .message(chat.message(1, post.text, by: Fixture.mika, id: post.id)))
        #expect(
            news() == ["20:32 Notice, connected again; nothing was missed", "20:32 mika: typed in the dark"])
    }

    @Test mutating func `after more was missed than can be fetched the newest are told`() {
        chat.connect(head: 1)
        chat.answer(.history(PageRequest()), .messages([chat.message(1, "first")]))
        _ = news()
        chat.tell("lobby", .link(.reconnecting(attempt: 1, at: chat.now, why: "")))
        chat.connect(head: 5_000)
        _ = news()
        chat.answer(.history(PageRequest()), .messages(chat.page(4_901...5_000, of: 5_000)))
        let messages = news().filter { $0.contains("kai:") }
        #expect(messages.count == 20)
        #expect(messages.last == "20:32 kai: message 5000")
    }

    @Test mutating func `what the room refuses is told with the ways out of it, each time`() throws {
        enterLobby()
        enter("hello")
        let post = try #require(chat.posts.first)
        let failure = RequestFailure(kind: .refused, message: "you were muted by kai")
        let told = ["20:32 Not sent, hello\n    you were muted by kai; /resend sends it again, /discard throws it away"]
        chat.tell("lobby", .answered(.post(post), .failure(failure)))
        #expect(news() == told)
        chat.send(.tick)
        #expect(news().isEmpty)
        enter("/resend")
        _ = news()
        chat.tell("lobby", .answered(.post(post), .failure(failure)))
        #expect(news() == told)
    }

    @Test mutating func `a slow room is told of, keeps what is said in it, and holds no further line up`() throws {
        enterLobby()
        let slow = Act(seq: 1, time: chat.now, kind: .slow, by: "kai", target: "10 s")
        chat.tell("lobby", .restricted(Restrictions(slow: 10), slow))
        #expect(news() == ["20:32 Moderation, kai made the room slow: one message in 10 s"])
        enter("hello")
        let post = try #require(chat.posts.first)
        let failure = RequestFailure(kind: .later(.seconds(2)), message: "this room is slow")
        chat.tell("lobby", .answered(.post(post), .failure(failure)))
        settle()
        #expect(news() == ["20:32 Kept since the room is slow: 1 message waits for 2 s"])
        #expect(chat.state.takesLine)
        chat.wait(.seconds(1))
        chat.send(.tick)
        #expect(news().isEmpty)
        chat.wait(.seconds(1))
        chat.send(.tick)
        #expect(chat.posts == [post])
    }

    // MARK: Commands

    @Test mutating func `the help lists what works without a screen`() {
        enterLobby()
        enter("/help")
        let lines = news().joined(separator: "\n").split(separator: "\n")
        #expect(lines.first == "20:32 Notice, the commands:")
        #expect(lines.contains("    /kick NAME [REASON]: sends somebody out of the room"))
        #expect(!lines.contains { $0.contains("/rematch") })
        #expect(chat.state.overlay == nil)
    }

    @Test mutating func `the audit log and the connections are told in lines when the room has answered`() {
        enterLobby()
        enter("/audit")
        #expect(news().isEmpty)
        let kick = Act(seq: 1, time: chat.now, kind: .kick, by: "mika", target: "jo", reason: "tea")
        chat.answer(.audit(PageRequest()), .acts([kick]))
        #expect(news() == ["20:32 Notice, who moderated whom:\n    20:32 mika · kick jo: tea"])
        enter("/connections")
        let kai = ConnectionReport(
            id: "c1", memberID: Fixture.kai.id, name: "kai", role: .member, address: "127.0.0.1:5", encoding: "json",
            joined: chat.now, active: chat.now, roundTrip: nil, queuedBytes: 0, messagesPerMinute: 0, state: .ok)
        let report = ConnectionsReport(connections: [kai], messages: 0, since: chat.now, time: chat.now)
        chat.answer(.connections, .connections(report))
        #expect(
            news() == [
                "20:32 Notice, 1 connection:\n    kai, member, from 127.0.0.1:5, since 20:32, idle for 0 s, ok"
            ])
        #expect(chat.state.overlay == nil)
    }

    @Test mutating func `games need the screen, but who is at a table can talk there`() throws {
        chat = try Fixture.atTable(try GameTable())
        chat.state.isPlain = true
        log = PlainLog()
        #expect(news().contains("20:32 A game is played here; to see it and play needs the screen"))
        enter("3")
        #expect(chat.posts.map(\.text) == ["3"])
        enter("/Move 3")
        #expect(chat.effects.isEmpty)
        #expect(news() == ["20:32 Problem, /move needs the screen, which you have without --plain; you can talk here"])
    }

    // MARK: The end

    @Test mutating func `a line waits for what came of the one before it, but not for a broken connection`() throws {
        #expect(!chat.state.takesLine)
        chat.connect()
        #expect(!chat.state.takesLine)
        settle()
        #expect(chat.state.takesLine)
        enter("/topic tea")
        #expect(!chat.state.takesLine)
        chat.send(.settled)
        #expect(chat.state.takesLine)
        enter("too fast")
        let later = RequestFailure(kind: .later(.seconds(1)), message: "too fast")
        chat.tell("lobby", .answered(.post(try #require(chat.posts.first)), .failure(later)))
        settle()
        #expect(!chat.state.takesLine)
        chat.tell("lobby", .link(.reconnecting(attempt: 1, at: chat.now, why: "")))
        #expect(chat.state.takesLine)
        while chat.state.current.outbox.waiting < Outbox.limit { enter("more") }
        #expect(!chat.state.takesLine)
    }

    @Test mutating func `the end of the input ends the chat when all is sent`() throws {
        enterLobby()
        chat.tell("lobby", .link(.reconnecting(attempt: 1, at: chat.now, why: "")))
        enter("hello")
        _ = news()
        #expect(!chat.send(.inputEnded).contains(.quit))
        #expect(news() == ["20:32 Notice, this ends when 1 message is sent; Ctrl-C ends it now"])
        chat.connect()
        let post = try #require(chat.posts.first)
        chat.answer(.post(post), .message(chat.message(1, "hello", by: Fixture.mika, id: post.id)))
        while chat.state.underWay > 1 { #expect(!chat.send(.settled).contains(.quit)) }
        #expect(chat.send(.settled) == [.quit])
    }

    @Test mutating func `a quit is asked about once while something is not sent, and again after another line`() {
        enterLobby()
        chat.tell("lobby", .link(.reconnecting(attempt: 1, at: chat.now, why: "")))
        enter("hello")
        #expect(enter("/quit").isEmpty)
        enter("/who")
        #expect(enter("/quit").isEmpty)
        #expect(enter("/quit") == [.quit])
    }

    @Test mutating func `who is sent out of the last room is told why, and the chat ends`() {
        enterLobby()
        enter("/join ops")
        chat.connect("ops")
        _ = news()
        #expect(!chat.tell("ops", .kicked(Kicked(by: "kai", reason: "flooding"))).contains(.quit))
        #expect(news() == ["20:32 You were removed from #ops by kai: flooding"])
        #expect(!chat.state.isShutOut)
        #expect(chat.tell("lobby", .kicked(Kicked(by: "kai", reason: "flooding"))).contains(.quit))
        #expect(news() == ["20:32 #lobby You were removed from #lobby by kai: flooding"])
        #expect(chat.state.isShutOut)
    }

    @Test mutating func `who leaves the last room can still go to another`() {
        enterLobby()
        #expect(!enter("/leave").contains(.quit))
        #expect(news() == ["20:32 You left #lobby"])
        #expect(chat.state.takesLine)
    }
}
