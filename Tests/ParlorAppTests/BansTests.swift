import ActorWire
import ParlorRooms
import ScreenTesting
import Terminal
import Testing

@testable import ParlorApp

/// What the connections view takes back: mutes and bans.
struct BansTests {
    private static func viewing(columns: Int = 100, rows: Int = 30, state: ConnectionReport.State = .ok) -> Fixture {
        var fixture = Fixture.connected(columns: columns, rows: rows)
        fixture.press(.alt("c"))
        let kai = ConnectionReport(
            id: "id", memberID: Fixture.kai.id, name: "kai", role: .member, address: "10.0.0.7:1", encoding: "json",
            joined: fixture.now, active: fixture.now, roundTrip: 1, queuedBytes: 0, messagesPerMinute: 0, state: state)
        let report = ConnectionsReport(connections: [kai], messages: 1, since: fixture.now, time: fixture.now)
        fixture.answer(.connections, .connections(report))
        return fixture
    }

    private static func bans(at now: Timestamp) -> [Ban] {
        [
            Ban(name: "troll", address: nil, by: "mika", reason: "flooding", since: now, until: now + .seconds(3_600)),
            Ban(name: nil, address: "10.0.0.0/8", by: "jo", reason: "", since: now, until: nil),
        ]
    }

    /// The bans are shown.
    private static func listing(columns: Int = 100, rows: Int = 30) -> Fixture {
        var fixture = viewing(columns: columns, rows: rows)
        fixture.press(.character("u"))
        fixture.answer(.bans, .bans(bans(at: fixture.now)))
        return fixture
    }

    @Test func `the key that mutes lets who is muted speak again`() {
        var fixture = Self.viewing(state: .muted)
        fixture.press(.character("m"))
        #expect(fixture.text.contains("let kai speak again? Enter does:"))
        fixture.press(.enter)
        #expect(fixture.calls == [.unmute(Whom("kai"))])
        fixture.answer(.unmute(Whom("kai")), .done)
        #expect(fixture.text.contains("kai may speak again"))
    }

    @Test func `the bans are asked for, and shown with their terms`() throws {
        var fixture = Self.viewing(columns: 80, rows: 14)
        #expect(fixture.press(.character("u")) == [.call(room: "lobby", .bans)])
        #expect(fixture.text.contains("asking the room…"))
        fixture.answer(.bans, .bans(Self.bans(at: fixture.now)))
        fixture.press(.down)
        try expectScreen(fixture.text, "bans-80x14")
    }

    @Test func `Enter lifts the chosen ban, and the list is asked for again`() {
        var fixture = Self.listing()
        fixture.press(.down)
        fixture.press(.enter)
        let request = UnbanRequest(address: "10.0.0.0/8")
        #expect(fixture.calls == [.unban(request)])
        fixture.answer(.unban(request), .done)
        #expect(fixture.calls == [.bans])
        fixture.answer(.bans, .bans([Self.bans(at: fixture.now)[0]]))
        #expect(fixture.text.contains("10.0.0.0/8 is no longer banned"))
        fixture.press(.enter)
        #expect(fixture.calls == [.unban(UnbanRequest(name: "troll"))])
        fixture.answer(.bans, .bans([]))
        #expect(fixture.text.contains("nobody is banned here"))
        #expect(fixture.press(.enter).isEmpty)
    }

    @Test func `the choice stays on its ban when others come and go`() {
        var fixture = Self.listing()
        fixture.press(.down)
        fixture.answer(.bans, .bans([Self.bans(at: fixture.now)[1]]))
        fixture.answer(.bans, .bans(Self.bans(at: fixture.now)))
        fixture.press(.enter)
        #expect(fixture.calls == [.unban(UnbanRequest(address: "10.0.0.0/8"))])
    }

    @Test func `what the room refuses is told, and not asked for without end`() {
        var fixture = Self.listing()
        let failure = RequestFailure(kind: .refused, message: "this is for operators")
        #expect(fixture.tell("lobby", .answered(.bans, .failure(failure))).isEmpty)
        #expect(fixture.text.contains("this is for operators"))
    }

    @Test func `no ban is lifted while the line is broken`() {
        var fixture = Self.listing()
        fixture.tell("lobby", .link(.reconnecting(attempt: 2, at: fixture.now + .seconds(3), why: "gone")))
        #expect(fixture.press(.enter).isEmpty)
        #expect(fixture.text.contains("reconnecting in 3 s"))
    }

    @Test func `Escape leads back to the connections, which are asked for anew`() {
        var fixture = Self.listing()
        #expect(fixture.press(.escape) == [.call(room: "lobby", .connections)])
        #expect(fixture.screen[0].contains("connections in #lobby"))
    }

    @Test func `the help names the keys of the bans and leads back to them`() {
        var fixture = Self.listing()
        fixture.press(.function(1))
        #expect(fixture.screen[0] == " Keys of the bans")
        #expect(fixture.press(.escape) == [.call(room: "lobby", .bans)])
        #expect(fixture.screen[0] == " bans in #lobby")
    }

    @Test func `the bans do not hide that one was sent out`() {
        var fixture = Self.listing()
        fixture.tell("lobby", .kicked(Kicked(by: "kai", reason: "flooding")))
        #expect(fixture.text.contains("removed from #lobby by kai: flooding"))
    }

    @Test func `the bans typed for in the chat are told there`() {
        var fixture = Fixture.connected()
        fixture.answer(.bans, .bans(Self.bans(at: fixture.now)))
        #expect(fixture.text.contains("troll is banned until 21:32 by mika: flooding"))
    }
}
