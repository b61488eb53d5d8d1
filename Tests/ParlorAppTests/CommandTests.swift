import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

struct CommandTests {
    @Test func `Alt and a letter mean the same in capitals`() {
        #expect(KeyTable.standard.action(for: .alt("C")) == .connections)
        #expect(KeyTable.standard.action(for: .alt("c")) == .connections)
        #expect(KeyTable.standard.action(for: KeyPress(.character("c"))) == nil)
    }

    @Test(arguments: [
        ("hello", Intent.say("hello")), ("//shrug", .say("/shrug")), ("/me waves", .act("waves")),
        ("/join #ops", .join("ops")), ("/leave", .leave), ("/topic", .showTopic),
        ("/topic games at 8", .request(.topic("games at 8"))),
        ("/kick kai", .request(.kick(KickRequest(name: "kai")))),
        ("/KICK kai  too loud ", .request(.kick(KickRequest(name: "kai", reason: "too loud")))),
        ("/ban kai 1h loud", .request(.ban(BanRequest(name: "kai", reason: "loud", seconds: 3_600)))),
        ("/ban kai 3 strikes", .request(.ban(BanRequest(name: "kai", reason: "3 strikes")))),
        ("/ban kai 30m", .request(.ban(BanRequest(name: "kai", seconds: 1_800)))),
        ("/ban 10.0.0.0/8 7d", .request(.ban(BanRequest(address: "10.0.0.0/8", seconds: 604_800)))),
        ("/ban 10.0.0.7 spam", .request(.ban(BanRequest(address: "10.0.0.7", reason: "spam")))),
        ("/ban 2001:db8::/32", .request(.ban(BanRequest(address: "2001:db8::/32")))),
        ("/unban kai", .request(.unban(UnbanRequest(name: "kai")))), ("/bans", .request(.bans)),
        ("/mute kai 10m loud", .request(.mute(MuteRequest(name: "kai", seconds: 600, reason: "loud")))),
        ("/mute kai 7 times already", .request(.mute(MuteRequest(name: "kai", reason: "7 times already")))),
        ("/unmute kai", .request(.unmute(Whom("kai")))), ("/op kai", .request(.op(Whom("kai")))),
        ("/slow 10s", .request(.slow(10))), ("/slow OFF", .request(.slow(nil))), ("/lock", .request(.lock(true))),
        ("/unlock", .request(.lock(false))), ("/deop kai", .request(.deop(Whom("kai")))), ("/whois kai", .whois("kai")),
        ("/audit", .audit),
        ("/connections", .connections), ("/rooms", .rooms), ("/who", .who), ("/clear", .clear),
        ("/search green build", .request(.search(SearchRequest(text: "green build", limit: 20)))),
        ("/search", .searchOn), ("/help /kick", .help("kick")), ("/help", .help(nil)), ("/quit", .quit),
    ])
    func `a line is read`(line: String, intent: Intent) throws {
        #expect(try CommandLine.intent(of: line) == intent)
    }

    @Test(arguments: [
        ("/kcik kai", "there is no command /kcik; did you mean /kick?"),
        ("/nick mo", "there is no command /nick; /help lists all; //nick says it"),
        ("/kick", "NAME is missing: /kick NAME [REASON]"),
        ("/mute kai 10", "10 lacks its unit, as in 10m or 10h: /mute NAME [10m] [REASON]"),
        ("/ban kai 3", "3 lacks its unit, as in 3m or 3h: /ban NAME|ADDRESS [1h|30m|7d] [REASON]"),
        ("/slow 10", "10 lacks its unit, as in 10m or 10h: /slow 10s|off"),
        ("/slow", "a time or “off” is missing: /slow 10s|off"),
        ("/zzzzzz", "there is no command /zzzzzz; /help lists all; //zzzzzz says it"),
    ])
    func `a mistake is told with its mending`(line: String, message: String) {
        #expect(throws: CommandError(message: message)) { try CommandLine.intent(of: line) }
    }

    @Test(arguments: [
        ("90s", 90), ("10m", 600), ("1h", 3_600), ("7d", 604_800), ("2w", 1_209_600), ("10min", 600),
        ("2hours", 7_200), ("1day", 86_400), ("5", nil), ("0m", nil),
        ("m", nil), ("99999999999999999999d", nil), ("10x", nil), ("9999d", nil), ("١٠m", nil),
    ])
    func `durations are read as people write them`(text: String, seconds: Int?) {
        #expect(DurationText.seconds(text) == seconds)
    }

    @Test func `every command is in the help and completes itself`() throws {
        var fixture = Fixture.connected(rows: 100)
        fixture.enter("/help")
        let help = fixture.text
        for command in CommandTable.all {
            #expect(help.contains(command.synopsis))
            var other = Fixture.connected()
            other.type("/\(command.name)")
            other.press(.tab)
            #expect(other.state.current.editor.text.hasPrefix("/\(command.name)"))
        }
        for binding in KeyTable.standard.bindings { #expect(help.contains(binding.names)) }
    }

    @Test func `no key is bound twice`() {
        let presses = KeyTable.standard.bindings.flatMap(\.presses)
        #expect(Set(presses).count == presses.count)
    }

    @Test func `Tab goes through the names and Shift-Tab back`() {
        let others = [Fixture.kai, Fixture.member("karl", "m8"), Fixture.member("jo", "m3")]
        var fixture = Fixture.connected(with: others)
        fixture.say("hello", by: others[1])
        fixture.type("ka")
        // Who spoke last comes first.
        fixture.press(.tab)
        #expect(fixture.state.current.editor.text == "karl: ")
        fixture.press(.tab)
        #expect(fixture.state.current.editor.text == "kai: ")
        fixture.press(KeyPress(.tab, .shift))
        #expect(fixture.state.current.editor.text == "karl: ")
        fixture.type("hi k")
        fixture.press(.tab)
        #expect(fixture.state.current.editor.text == "karl: hi karl ")
    }

    @Test func `an argument completes to what its command takes`() {
        var fixture = Fixture.connected()
        fixture.send(.listed([RoomSummary(name: "random", active: fixture.now, created: fixture.now)]))
        fixture.type("/join ra")
        fixture.press(.tab)
        #expect(fixture.state.current.editor.text == "/join random ")
        fixture.press(.control("u"))
        fixture.type("/kick k")
        fixture.press(.tab)
        #expect(fixture.state.current.editor.text == "/kick kai ")
    }

    @Test(arguments: [
        ("kick", "kcik", 1), ("kick", "kick", 0), ("join", "jon", 1), ("mute", "mate", 1), ("a", "abc", 2),
    ])
    func `the distance of two words is that of Damerau and Levenshtein`(a: String, b: String, distance: Int) {
        #expect(EditDistance.between(a, b, limit: 3) == distance)
        #expect(EditDistance.between(b, a, limit: 3) == distance)
    }
}
