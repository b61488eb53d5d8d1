import ActorWire
import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// Rooms, who is in them, and who moderates.
struct RoomTests {
    @Test func `what is wrong with the host is told in the room that is shown`() {
        var fixture = Fixture.connected()
        fixture.send(.trouble("Rooms cannot be kept: the disk is full."))
        #expect(fixture.screen.contains { $0.contains("Rooms cannot be kept: the disk is full.") })
    }

    // MARK: Unread

    @Test func `another room counts what is new and who calls`() {
        var fixture = Fixture.connected()
        fixture.enter("/join ops")
        fixture.connect("ops")
        fixture.say("hello", in: "lobby")
        let effects = fixture.say("mika: look", in: "lobby")
        #expect(effects.contains(.bell))
        #expect(fixture.state.rooms[0].unread == 2)
        #expect(fixture.state.rooms[0].mentions == 1)
        #expect(effects.contains(.title("#ops (1@) – parlor")))
        fixture.press(.alt("1"))
        #expect(fixture.state.rooms[0].unread == 0)
        #expect(fixture.state.rooms[0].mentions == 0)
    }

    @Test func `the list of rooms tells a room that one was sent out of from one that is away`() {
        var fixture = Fixture.connected()
        fixture.enter("/join ops")
        fixture.connect("ops")
        #expect(fixture.screen[1].hasPrefix("   #lobby"))
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now + .seconds(1), why: "")))
        #expect(fixture.screen[1].hasPrefix(" ◌ #lobby"))
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "")))
        #expect(fixture.screen[1].hasPrefix(" × #lobby"))
    }

    @Test func `what came while one looked away stands below a line`() {
        var fixture = Fixture.connected()
        fixture.say("before")
        fixture.send(.input(.focus(false)))
        fixture.say("after")
        #expect(fixture.state.current.unread == 1)
        fixture.send(.input(.focus(true)))
        let rows = fixture.screen
        let rule = rows.firstIndex { $0.contains(" new ") }
        let after = rows.firstIndex { $0.contains("after") }
        #expect(rule != nil)
        #expect(rule.map { $0 + 1 } == after)
    }

    @Test func `the desktop shows who calls, only while another window has the focus`() {
        var fixture = Fixture.connected()
        fixture.enter("/join ops")
        fixture.connect("ops")
        #expect(fixture.say("mika: look", in: "lobby") == [.bell, .title("#ops (1@) – parlor")])
        fixture.send(.input(.focus(false)))
        #expect(fixture.say("hello", in: "lobby").isEmpty)
        #expect(fixture.say("mika: here", in: "lobby").contains(.notify("kai in #lobby: mika: here")))
    }

    @Test func `a mention is a word of its own`() {
        #expect(Mention.of("mika", in: "hi Mika!"))
        #expect(Mention.of("mika", in: "@mika"))
        #expect(!Mention.of("mika", in: "mikado"))
        #expect(!Mention.of("mika", in: "chemika"))
        #expect(Mention.of("mika", in: "mikado, mika"))
    }

    @Test(arguments: ["Ann", "a", "x_1", "ANN-B"])
    func `a mention is found in plain text as in any other`(name: String) {
        let words = [
            "ann", "Ann!", "(aNN)", "annb", "b_ann", "9ann", "ann-b", "a", "an", "x_1", "x_1,", "", " ", "\r\n",
        ]
        for first in words {
            for second in words {
                let text = "\(first)-\(second) \(second)"
                #expect(Mention.of(name, in: text) == Mention.of(name, in: text + " 漢"), "\(text)")
            }
        }
    }

    @Test func `a mention is marked without colour`() {
        var fixture = Fixture.connected()
        fixture.say("mika: look")
        #expect(fixture.screen.contains { $0.contains("│@20:32  kai  mika: look") })
    }

    @Test func `comings and goings share a line`() {
        var fixture = Fixture.connected()
        let ana = Fixture.member("ana", "m4")
        let bo = Fixture.member("bo", "m5")
        fixture.tell("lobby", .joined(ana))
        fixture.tell("lobby", .joined(bo))
        fixture.tell("lobby", .left(ana, .left))
        #expect(fixture.state.current.lines.lines.count == 1)
        #expect(fixture.text.contains("ana left; bo joined"))
        fixture.say("hello")
        fixture.tell("lobby", .joined(ana))
        #expect(fixture.state.current.lines.lines.count == 3)
    }

    // MARK: Kicks

    @Test func `who is kicked stays out, may read, and may join again`() {
        var fixture = Fixture.connected()
        fixture.say("the last words")
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "flooding")))
        fixture.tell("lobby", .link(.ended(.disconnected("flooding"))))
        #expect(fixture.text.contains("the last words"))
        #expect(fixture.text.contains("removed from #lobby by kai: flooding"))
        fixture.enter("but")
        #expect(fixture.calls.isEmpty)
        #expect(fixture.state.current.editor.text == "but")
        fixture.press(.control("u"))
        #expect(fixture.enter("/join lobby").contains(.open(room: "lobby", .chat)))
    }

    @Test func `whoever comes back after a kick can page up, though it cut off the last page`() {
        var fixture = Fixture.connected(head: 100)
        fixture.answer(.history(PageRequest()), .messages(fixture.page(51...100, of: 100)))
        fixture.press(KeyPress(.home, .alt))
        #expect(fixture.calls == [.history(PageRequest(before: 51))])
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "")))
        fixture.enter("/join lobby")
        fixture.connect(head: 100)
        fixture.press(KeyPress(.home, .alt))
        #expect(fixture.calls == [.history(PageRequest(before: 51))])
    }

    @Test func `a kick is told in full when its close comes first`() {
        var fixture = Fixture.connected()
        fixture.tell("lobby", .link(.ended(.disconnected("flooding"))))
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "flooding")))
        #expect(fixture.text.contains("removed from #lobby by kai: flooding"))
    }

    @Test func `leaving the only room keeps it in sight`() {
        var fixture = Fixture.connected()
        #expect(fixture.enter("/leave").contains(.close(room: "lobby")))
        #expect(fixture.text.contains("You left #lobby"))
    }

    // MARK: Connections

    private static func report(_ names: [String], at now: Timestamp) -> ConnectionsReport {
        let connections = names.map { name in
            ConnectionReport(
                id: "id-\(name)", memberID: MemberID(name), name: name, role: .member, address: "10.0.0.7:1",
                encoding: "json", joined: now, active: now, roundTrip: 1, queuedBytes: 0, messagesPerMinute: 0,
                state: .ok)
        }
        return ConnectionsReport(connections: connections, messages: 1, since: now, time: now)
    }

    private func viewing(_ names: [String]) -> Fixture {
        var fixture = Fixture.connected()
        fixture.press(.alt("c"))
        fixture.answer(.connections, .connections(Self.report(names, at: fixture.now)))
        return fixture
    }

    @Test func `the connections are for operators`() {
        var fixture = Fixture.connected()
        var demoted = Fixture.mika
        demoted.role = .member
        fixture.tell("lobby", .role(demoted, by: "kai"))
        #expect(!fixture.press(.alt("c")).contains(.call(room: "lobby", .connections)))
        #expect(fixture.text.contains("for its operators"))
    }

    @Test func `keys act on the selected connection with a reason`() {
        var fixture = viewing(["kai", "troll"])
        fixture.press(.down)
        fixture.press(.character("k"))
        fixture.type("flooding")
        fixture.press(.enter)
        #expect(fixture.calls == [.kick(KickRequest(name: "troll", reason: "flooding"))])
        fixture.press(.character("b"))
        fixture.type("1h again")
        fixture.press(.enter)
        #expect(fixture.calls == [.ban(BanRequest(name: "troll", reason: "again", seconds: 3_600))])
        fixture.press(.character("m"))
        fixture.type("10m")
        fixture.press(.enter)
        #expect(fixture.calls == [.mute(MuteRequest(name: "troll", seconds: 600))])
        fixture.press(.character("o"))
        fixture.press(.enter)
        #expect(fixture.calls == [.op(Whom("troll"))])
        fixture.press(.character("k"))
        #expect(fixture.press(.escape).isEmpty)
    }

    @Test func `what a key did is told in the view, which is asked for anew`() {
        var fixture = viewing(["kai", "troll"])
        fixture.press(.down)
        fixture.press(.character("k"))
        fixture.press(.enter)
        fixture.answer(.kick(KickRequest(name: "troll")), .done)
        #expect(fixture.text.contains("troll is out"))
        #expect(fixture.calls == [.connections])
    }

    @Test func `a mute tells how long it lasts, also below a minute`() {
        var fixture = Fixture.connected()
        let act = Act(
            seq: 1, time: fixture.now, kind: .mute, by: "mika", target: "kai", reason: "loud",
            until: fixture.now + .seconds(10))
        fixture.tell("lobby", .muted(Fixture.kai, act))
        #expect(fixture.text.contains("kai was muted for 10 s by mika: loud"))
    }

    @Test func `a ban is confirmed with its term`() {
        var fixture = Fixture.connected()
        fixture.answer(.ban(BanRequest(name: "troll", seconds: 3_600)), .done)
        #expect(fixture.text.contains("troll is banned for 1 h"))
        fixture.answer(.ban(BanRequest(address: "10.0.0.0/8")), .done)
        #expect(fixture.text.contains("10.0.0.0/8 is banned for good"))
    }

    @Test func `a mute from the connections is confirmed with its term`() {
        var fixture = viewing(["kai"])
        fixture.answer(.mute(MuteRequest(name: "kai", seconds: 600)), .done)
        #expect(fixture.text.contains("kai is muted for 10 m"))
    }

    @Test func `what the room tells everybody is not told twice`() {
        var fixture = Fixture.connected()
        fixture.enter("/kick kai")
        fixture.answer(.kick(KickRequest(name: "kai")), .done)
        #expect(!fixture.text.contains("kai is out"))
    }

    @Test func `the selection stays on its connection when others come and go`() {
        var fixture = viewing(["ana", "bo", "cy"])
        fixture.press(.down)
        fixture.answer(.connections, .connections(Self.report(["aa", "cy", "bo"], at: fixture.now)))
        fixture.press(.character("k"))
        #expect(fixture.text.contains("kick bo"))
    }

    @Test func `the report is asked for again while it is looked at, and then no more`() {
        var fixture = viewing(["kai"])
        #expect(fixture.state.wakesAt == fixture.now + .seconds(2))
        fixture.wait(.seconds(2))
        fixture.send(.tick)
        #expect(fixture.calls == [.connections])
        fixture.press(.escape)
        fixture.wait(.seconds(10))
        #expect(fixture.send(.tick).isEmpty)
    }

    @Test func `a report that fails is asked for again after a while`() {
        var fixture = viewing(["kai"])
        let failure = RequestFailure(kind: .refused, message: "the room is busy")
        #expect(fixture.tell("lobby", .answered(.connections, .failure(failure))).isEmpty)
        #expect(fixture.text.contains("the room is busy"))
        #expect(fixture.state.wakesAt == fixture.now + .seconds(5))
        fixture.wait(.seconds(5))
        fixture.send(.tick)
        #expect(fixture.calls == [.connections])
    }

    @Test func `whoever is no operator any more is led back from the connections`() {
        var fixture = viewing(["kai"])
        var demoted = Fixture.mika
        demoted.role = .member
        fixture.tell("lobby", .role(demoted, by: "kai"))
        let failure = RequestFailure(WireError.forbidden())
        #expect(fixture.tell("lobby", .answered(.connections, .failure(failure))).isEmpty)
        #expect(fixture.state.overlay == nil)
        #expect(fixture.text.contains("this is for operators"))
    }

    @Test func `the connections do not hide that one was sent out`() {
        var fixture = viewing(["kai"])
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "flooding")))
        #expect(fixture.text.contains("removed from #lobby by kai: flooding"))
        let failure = RequestFailure(kind: .interrupted, message: "closed")
        #expect(fixture.tell("lobby", .answered(.connections, .failure(failure))).isEmpty)
    }

    @Test func `a filter and an order choose what is shown`() {
        var fixture = viewing(["zoe", "bo", "cy"])
        fixture.press(.character("s"))
        let rows = fixture.screen.filter { $0.contains("10.0.0.7") }
        #expect(rows.map { $0.contains("bo") } == [true, false, false])
        fixture.press(.character("/"))
        fixture.type("zo")
        fixture.press(.enter)
        #expect(fixture.screen.count { $0.contains("10.0.0.7") } == 1)
    }

    // MARK: Time

    @Test func `the countdown wakes once a second and the clock once a minute`() {
        var fixture = Fixture.connected()
        #expect(fixture.state.wakesAt == fixture.now + .seconds(60))
        fixture.tell("lobby", .link(.reconnecting(attempt: 2, at: fixture.now + .milliseconds(2_300), why: "")))
        #expect(fixture.state.wakesAt == fixture.now + .milliseconds(300))
        #expect(fixture.text.contains("reconnecting in 3 s (attempt 2)"))
    }

    @Test func `a clock that is set back is shown as it is at the next key`() {
        var fixture = Fixture.connected()
        let revision = fixture.state.revision
        fixture.wait(.seconds(-3_600))
        fixture.press(.character("x"))
        // Otherwise a letter has only the input line drawn.
        #expect(fixture.state.revision > revision)
        #expect(fixture.text.contains("19:32"))
    }

    @Test func `what waits in a room waits no longer because the clock was set back`() throws {
        var fixture = Fixture.connected()
        fixture.enter("/join ops")
        fixture.connect("ops")
        fixture.enter("hello")
        let post = try #require(fixture.posts.first)
        let flood = RequestFailure(kind: .later(.seconds(3)), message: "too fast")
        fixture.tell("ops", .answered(.post(post), .failure(flood)))
        let broken = RequestFailure(kind: .later(.seconds(4)), message: "")
        fixture.tell("ops", .answered(.history(PageRequest(before: 9)), .failure(broken)))
        fixture.press(.alt("1"))
        fixture.tell("lobby", .link(.reconnecting(attempt: 1, at: fixture.now + .seconds(8), why: "")))
        fixture.wait(.seconds(-3_600))
        fixture.send(.tick)
        #expect(fixture.text.contains("reconnecting in 8 s"))
        #expect(fixture.state.rooms[1].outbox.pausedUntil == fixture.now + .seconds(3))
        #expect(fixture.state.rooms[1].deferred.map(\.at) == [fixture.now + .seconds(4)])
        fixture.wait(.seconds(4))
        fixture.send(.tick)
        #expect(fixture.calls == [.history(PageRequest(before: 9)), .post(post)])
    }

    @Test func `the connections are asked for in time though the clock was set back`() {
        var fixture = viewing(["kai"])
        fixture.wait(.seconds(-3_600))
        fixture.send(.tick)
        #expect(fixture.state.wakesAt == fixture.now + .seconds(2))
    }

    @Test func `dates are those of the Gregorian calendar`() {
        // RFC 3339 moments and their seconds, as `date -u -d` gives them.
        let cases: [(Int64, Int, Int, Int)] = [
            (0, 1970, 1, 1), (951_782_400, 2000, 2, 29), (951_868_800, 2000, 3, 1), (1_709_164_800, 2024, 2, 29),
            (4_107_542_400, 2100, 3, 1), (-1, 1969, 12, 31),
        ]
        for (seconds, year, month, day) in cases {
            let date = LocalCalendar.utc.dateTime(Timestamp(milliseconds: seconds * 1_000))
            #expect([date.year, date.month, date.dayOfMonth] == [year, month, day])
        }
        #expect(
            LocalCalendar.utc.day(Timestamp(milliseconds: 951_782_400_000), now: .init(milliseconds: 0))
                == "Tue 29 Feb 2000")
    }
}
