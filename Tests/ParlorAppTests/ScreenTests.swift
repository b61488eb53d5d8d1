import ActorWire
import ParlorRooms
import ScreenTesting
import Terminal
import Testing

@testable import ParlorApp

/// Whole screens, as text files that a person can read in a diff.
struct ScreenTests {
    /// The evening of the room: two days, a mention, a line, somebody kicked.
    private static func evening(columns: Int, rows: Int) -> Fixture {
        var fixture = Fixture(columns: columns, rows: rows)
        let ana = Fixture.member("ana", "m4")
        let jo = Fixture.member("jo", "m3")
        var away = ana
        away.away = true
        fixture.connect(with: [Fixture.kai, jo, away], topic: "Friday games at 8, bring snacks")
        fixture.wait(.seconds(-86_400))
        fixture.say("see you tomorrow", by: jo)
        fixture.wait(.seconds(86_400 - 1_080))
        fixture.say("hello all", by: Fixture.mika)
        fixture.say("hi! the build is green again, and the new one is twice as fast as what we had on Monday")
        fixture.say("kai: ship it", by: jo)
        fixture.enter("/join ops")
        fixture.connect("ops")
        fixture.say("the disk is full", in: "ops")
        fixture.wait(.seconds(1_020))
        fixture.say("anyone for a round of tron, mika?")
        fixture.say("is looking at https://example.org/tron", by: jo, kind: .action)
        fixture.press(.alt("1"))
        fixture.say("and the log, too", in: "ops")
        fixture.tell("lobby", .joined(Fixture.member("bo", "m6")))
        fixture.tell("lobby", .left(Fixture.member("bo", "m6"), .left))
        fixture.tell(
            "lobby", .left(Fixture.member("troll", "m7"), .kicked(by: "mika", reason: "flooding")))
        fixture.send(.listed([RoomSummary(name: "random", active: fixture.now, created: fixture.now)]))
        fixture.wait(.seconds(60))
        fixture.send(.tick)
        fixture.type("look at https://example.org")
        return fixture
    }

    @Test(arguments: [(100, 30), (60, 20), (40, 10), (30, 8)])
    func `the chat at every size`(columns: Int, rows: Int) throws {
        try expectScreen(Self.evening(columns: columns, rows: rows).text, "chat-\(columns)x\(rows)")
    }

    @Test func `texts of all scripts stand in their columns`() throws {
        var fixture = Fixture.connected(columns: 60, rows: 20)
        fixture.say("家族で花見に行きました。桜がとても綺麗でしたので、来年もまた行きましょう。")
        fixture.say("👨‍👩‍👧‍👦 and 👩🏽‍💻 and 🇫🇮 and 1️⃣ and ❤️ in one line that wraps")
        fixture.say("שלום לכולם, מה שלומכם היום?")
        fixture.say("क्षत्रिय नमस्ते e\u{301}a\u{308}o\u{302}")
        fixture.say("\u{1B}[31mred\u{1B}[0m \u{202E}desrever\u{202C} \u{7}bell")
        fixture.say("漢字", by: Fixture.member("花子", "m9"))
        fixture.type("入力👩‍🚀です")
        try expectScreen(fixture.text, "scripts-60x20")
    }

    @Test func `the help fills the screen`() throws {
        var fixture = Fixture.connected()
        fixture.press(.function(1))
        try expectScreen(fixture.text, "help-100x30")
    }

    @Test(arguments: [KeyPress(.escape), KeyPress(.function(1))])
    func `F1 opens the help from every view, and closing it leads back`(closing: KeyPress) {
        let pasted = (1...9).map { "line \($0)" }.joined(separator: "\n")
        let views: [(inout Fixture) -> Void] = [
            { _ in },
            { $0.press(.alt("r")) },
            { $0.press(.alt("p")) },
            { $0.press(.alt("c")) },
            {
                $0.press(.alt("c"))
                $0.press(.character("k"))
                $0.type("floo")
            },
            { $0.enter("/audit") },
            { $0.send(.input(.paste(pasted))) },
        ]
        for open in views {
            var fixture = Fixture.connected()
            open(&fixture)
            let before = fixture.text
            fixture.press(.function(1))
            #expect(fixture.screen[0].hasPrefix(" Keys"))
            fixture.press(.down)
            fixture.press(closing)
            #expect(fixture.text == before)
        }
    }

    @Test func `the connections are asked for again after the help`() {
        var fixture = Fixture.connected()
        fixture.press(.alt("c"))
        fixture.press(.function(1))
        fixture.answer(.connections, .connections(Self.report(at: fixture.now)))
        #expect(fixture.press(.escape) == [.call(room: "lobby", .connections)])
    }

    @Test func `the connections view`() throws {
        var fixture = Fixture.connected(with: [Fixture.kai])
        fixture.press(.alt("c"))
        fixture.answer(.connections, .connections(Self.report(at: fixture.now)))
        fixture.press(.down)
        fixture.press(.down)
        fixture.press(.character("k"))
        fixture.type("flooding")
        try expectScreen(fixture.text, "connections-100x30")
        fixture.press(.escape)
        fixture.send(.resized(Size(columns: 60, rows: 20)))
        try expectScreen(fixture.text, "connections-60x20")
    }

    @Test func `where nothing was dropped nobody's wire is left out for it`() throws {
        var fixture = Fixture.connected(with: [Fixture.kai])
        fixture.press(.alt("c"))
        fixture.answer(.connections, .connections(Self.report(at: fixture.now, dropped: 0)))
        try expectScreen(fixture.text, "connections-well-100x30")
    }

    @Test func `the connections view of the host's own people`() throws {
        var fixture = Fixture.connected(with: [Fixture.kai])
        let host = HostTotals(
            rooms: 12, connections: 340, queuedBytes: 41_000, dropped: 96, cutOff: 2, memory: 84_000_000,
            since: fixture.now - .seconds(272_000))
        fixture.press(.alt("c"))
        fixture.answer(.connections, .connections(Self.report(at: fixture.now, host: host)))
        try expectScreen(fixture.text, "connections-host-100x30")
        fixture.send(.resized(Size(columns: 60, rows: 20)))
        try expectScreen(fixture.text, "connections-host-60x20")
    }

    @Test func `what came of a key in the connections is told whole, and a long filter leaves the title`() {
        var fixture = Fixture.connected(columns: 60, rows: 20)
        fixture.press(.alt("c"))
        fixture.answer(.connections, .connections(Self.report(at: fixture.now)))
        fixture.press(.character("w"))
        #expect(fixture.text.contains("connection\n k b m"))
        fixture.press(.character("/"))
        fixture.type("somebody whose name is longer than the screen is wide")
        fixture.press(.enter)
        #expect(fixture.screen[0].hasPrefix(" connections in #lobby  3 open · /somebody"))
    }

    @Test func `a mute whose time lacks its unit is asked for again`() {
        var fixture = Fixture.connected()
        fixture.press(.alt("c"))
        fixture.answer(.connections, .connections(Self.report(at: fixture.now)))
        fixture.press(.character("m"))
        fixture.type("10")
        #expect(fixture.press(.enter) == [])
        #expect(fixture.text.contains("10 lacks its unit"))
        fixture.type("m")
        #expect(fixture.press(.enter) == [.call(room: "lobby", .mute(MuteRequest(name: "kai", seconds: 600)))])
    }

    @Test func `the connections tell that the line is broken, and nobody is kicked when it is back`() {
        var fixture = Fixture.connected(columns: 60, rows: 20)
        fixture.press(.alt("c"))
        fixture.answer(.connections, .connections(Self.report(at: fixture.now)))
        fixture.tell("lobby", .link(.reconnecting(attempt: 2, at: fixture.now + .seconds(3), why: "gone")))
        #expect(fixture.text.contains("reconnecting in 3 s (attempt 2) · gone\n k b m"))
        fixture.press(.character("k"))
        fixture.type("why")
        #expect(fixture.press(.enter) == [])
        #expect(fixture.text.contains("reconnecting in 3 s (attempt 2) · gone\n kick kai – reason, Enter kicks: why"))
    }

    @Test func `a reason in the audit log is read whole, however narrow the screen`() {
        var fixture = Fixture.connected(columns: 40, rows: 10)
        fixture.enter("/audit")
        let acts = (1...9).map { number in
            Act(
                seq: UInt64(number), time: fixture.now, kind: .kick, by: "mika", target: "troll",
                reason: "said the same thing over and over, for the time number \(number)")
        }
        fixture.answer(.audit(PageRequest()), .acts(acts))
        #expect(fixture.text.contains("number 9"))
        for _ in 1...9 { fixture.press(.pageUp) }
        #expect(fixture.text.contains("number 1"))
        #expect(fixture.screen[1].hasPrefix(" 20:32  mika · kick troll"))
    }

    @Test func `what waits is told before why the line is broken`() {
        var fixture = Fixture.connected(columns: 60, rows: 18)
        let why = "not reachable: nobody listens there, and nobody will for long"
        fixture.tell("lobby", .link(.reconnecting(attempt: 4, at: fixture.now + .seconds(3), why: why)))
        fixture.enter("hello?")
        #expect(fixture.text.contains("reconnecting in 3 s (attempt 4) · 1 message waits · not"))
    }

    @Test func `the operators are counted like people`() {
        let fixture = Fixture.connected(with: [Fixture.member("jo", "m3", .op)])
        #expect(fixture.screen[0].contains("2 here · 2 ops"))
    }

    @Test func `the audit log`() throws {
        var fixture = Fixture.connected()
        fixture.enter("/audit")
        let acts = [
            Act(seq: 1, time: fixture.now - .seconds(90_000), kind: .own, by: "mika", target: "mika"),
            Act(
                seq: 2, time: fixture.now - .seconds(60), kind: .mute, by: "mika", target: "kai", reason: "loud",
                until: fixture.now + .seconds(540)),
            Act(seq: 3, time: fixture.now, kind: .kick, by: "mika", target: "troll", reason: "flooding"),
            Act(seq: 4, time: fixture.now, kind: .slow, by: "mika", target: "10 s"),
            Act(seq: 5, time: fixture.now, kind: .lock, by: "mika", target: "lobby"),
            Act(seq: 6, time: fixture.now, kind: .slow, by: "mika", target: "off"),
            Act(seq: 7, time: fixture.now, kind: .unlock, by: "mika", target: "lobby"),
        ]
        fixture.answer(.audit(PageRequest()), .acts(acts))
        try expectScreen(fixture.text, "audit-100x30")
    }

    @Test func `who is kicked reads by whom and why`() throws {
        var fixture = Fixture.connected(columns: 80, rows: 14)
        fixture.say("stop it, please")
        let until = fixture.now + .seconds(60)
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "flooding", until: until)))
        fixture.tell("lobby", .link(.ended(.disconnected("flooding"))))
        try expectScreen(fixture.text, "kicked-80x14")
    }

    @Test func `a broken line shows when the next attempt is`() throws {
        var fixture = Fixture.connected(columns: 80, rows: 14)
        fixture.say("are you there?")
        let at = fixture.now + .milliseconds(3_500)
        fixture.tell("lobby", .link(.reconnecting(attempt: 3, at: at, why: "the server has gone silent")))
        fixture.enter("yes, I am")
        try expectScreen(fixture.text, "reconnecting-80x14")
    }

    @Test func `a long paste is asked about`() throws {
        var fixture = Fixture.connected(columns: 80, rows: 14)
        fixture.send(.input(.paste((1...200).map { "line \($0)" }.joined(separator: "\n"))))
        try expectScreen(fixture.text, "paste-80x14")
    }

    @Test func `a refused message tells why beside its text`() throws {
        var fixture = Fixture.connected(columns: 80, rows: 14)
        fixture.enter("hello?")
        let failure = RequestFailure(kind: .refused, message: "you were muted by kai: loud, for another 60 s")
        fixture.tell("lobby", .answered(.post(fixture.posts[0]), .failure(failure)))
        try expectScreen(fixture.text, "refused-80x14")
    }

    @Test func `a slow and locked room tells so beside its name, and when a message that waits goes out`() throws {
        var fixture = Fixture(columns: 80, rows: 14)
        fixture.connect(topic: "Friday games at 8, bring snacks")
        let slow = Act(seq: 1, time: fixture.now, kind: .slow, by: "kai", target: "1 m 30 s")
        fixture.tell("lobby", .restricted(Restrictions(slow: 90), slow))
        let lock = Act(seq: 2, time: fixture.now, kind: .lock, by: "kai", target: "lobby")
        fixture.tell("lobby", .restricted(Restrictions(slow: 90, isLocked: true), lock))
        fixture.enter("hello?")
        let failure = RequestFailure(kind: .later(.milliseconds(67_001)), message: "this room is slow")
        fixture.tell("lobby", .answered(.post(fixture.posts[0]), .failure(failure)))
        try expectScreen(fixture.text, "slow-80x14")
        fixture.send(.resized(ScreenLayout.smallest))
        try expectScreen(fixture.text, "slow-40x10")
    }

    @Test func `a scrolled view tells how much is new below`() throws {
        var fixture = Fixture.connected(columns: 80, rows: 14)
        for number in 1...30 { fixture.say("message \(number)") }
        fixture.press(.pageUp)
        for number in 31...35 { fixture.say("message \(number)") }
        try expectScreen(fixture.text, "scrolled-80x14")
    }

    @Test func `several completions are shown`() throws {
        var fixture = Fixture.connected(
            columns: 80, rows: 14, with: [Fixture.kai, Fixture.member("karl", "m8"), Fixture.member("jo", "m3")])
        fixture.type("ka")
        fixture.press(.tab)
        try expectScreen(fixture.text, "completion-80x14")
    }

    @Test func `panes lie over a narrow screen`() throws {
        var fixture = Self.evening(columns: 60, rows: 20)
        fixture.press(.alt("r"))
        try expectScreen(fixture.text, "rooms-60x20")
        fixture.press(.escape)
        fixture.press(.alt("p"))
        try expectScreen(fixture.text, "people-60x20")
    }

    private static func report(
        at now: Timestamp, host: HostTotals? = nil, dropped: Int = 12
    ) -> ConnectionsReport {
        func connection(
            _ id: String, _ name: String, _ role: Role, _ address: String, joined: Int, idle: Int, rtt: Double,
            queue: Int = 0, dropped: Int = 0, rate: Int, _ state: ConnectionReport.State
        ) -> ConnectionReport {
            ConnectionReport(
                id: id, memberID: MemberID(id), name: name, role: role, address: address, encoding: "json",
                joined: now - .seconds(joined), active: now - .seconds(idle), roundTrip: rtt, queuedBytes: queue,
                dropped: dropped, messagesPerMinute: rate, state: state)
        }
        return ConnectionsReport(
            connections: [
                connection(
                    "7f3a-1", "kai", .member, "10.0.0.7:51022", joined: 1_800, idle: 3, rtt: 12, rate: 4, .ok),
                connection("81c0-1", "jo", .op, "10.0.0.9:40112", joined: 1_620, idle: 61, rtt: 38.4, rate: 1, .ok),
                connection(
                    "93b2-1", "troll", .guest, "10.0.0.66:33210", joined: 180, idle: 0, rtt: 190, queue: 41_000,
                    dropped: dropped, rate: 96, .slow),
            ],
            messages: 1_204, since: now - .seconds(11_520), time: now, host: host)
    }
}
