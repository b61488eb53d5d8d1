import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// The names of rooms, and of the person in them.
struct NamingTests {
    @Test(arguments: ["a/b", "日本", "x:y"])
    func `a name that no room has is refused in the line, before anything is opened`(name: String) {
        var fixture = Fixture.connected()
        let effects = fixture.enter("/join \(name)")
        #expect(effects.isEmpty)
        #expect(fixture.state.rooms.count == 1)
        #expect(fixture.text.contains("a room's name has 1 to"))
        #expect(fixture.state.current.editor.text == "/join \(name)")
    }

    @Test func `a name in other capitals means the room that is there`() {
        var fixture = Fixture.connected()
        fixture.send(.listed([RoomSummary(name: "Games", active: fixture.now, created: fixture.now)]))
        fixture.enter("/join LOBBY")
        #expect(fixture.state.rooms.map(\.name) == ["lobby"])
        fixture.enter("/join games")
        #expect(fixture.state.current.name == "Games")
    }

    @Test func `whoever makes a room by coming is told so`() {
        var fixture = Fixture(room: "typo")
        fixture.connect("typo", with: [])
        #expect(fixture.text.contains("#typo is new, and yours"))
        var lobby = Fixture.connected()
        #expect(!lobby.text.contains("is new"))
        lobby.enter("/join ops")
        lobby.connect("ops", with: [], head: 3)
        #expect(!lobby.text.contains("is new"))
    }

    @Test(arguments: [
        ("a b", "a-b", "a b is not a name here: you are a-b"), ("mika", "mika2", "mika is taken here: you are mika2"),
    ])
    func `another name than the wanted one is told with the reason`(wanted: String, given: String, told: String) {
        var fixture = Fixture(name: wanted)
        var welcome = fixture.welcome("lobby", with: [Fixture.kai], head: 0)
        welcome.you.name = given
        fixture.tell("lobby", .link(.connected(roundTrip: nil)))
        fixture.answer(.hello, .welcome(welcome))
        #expect(fixture.text.contains(told))
    }
}
