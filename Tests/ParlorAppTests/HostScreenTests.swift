import ParlorRooms
import Terminal
import Testing

@testable import ParlorApp

/// The screen with which a host ends.
struct HostScreenTests {
    private func hosting(with others: [Member]) -> Fixture {
        var fixture = Fixture.connected(columns: 160, with: others)
        fixture.state.isHost = true
        return fixture
    }

    @Test func `a host's screen is not stopped, and says why`() {
        var fixture = hosting(with: [])
        #expect(!fixture.press(.control("z")).contains(.suspend))
        #expect(fixture.text.contains("`parlor serve` hosts without a screen"))
        var guest = Fixture.connected()
        #expect(guest.press(.control("z")) == [.suspend])
    }

    @Test func `a host's screen asks once before it ends for others`() {
        var fixture = hosting(with: [Fixture.kai])
        #expect(fixture.press(.control("q")) == [])
        #expect(fixture.text.contains("others are here"))
        #expect(fixture.press(.control("q")) == [.quit])
    }

    @Test func `people in rooms that the host does not look at are others too`() {
        var fixture = hosting(with: [])
        fixture.send(.listed([RoomSummary(name: "ops", members: 2, active: fixture.now, created: fixture.now)]))
        #expect(fixture.enter("/quit") == [])
        #expect(fixture.press(.enter) == [.quit])
    }

    @Test func `a host who is alone, and a guest, are not asked`() {
        var fixture = hosting(with: [])
        let lobby = RoomSummary(name: "lobby", members: 1, active: fixture.now, created: fixture.now)
        fixture.send(.listed([lobby]))
        #expect(fixture.press(.control("q")) == [.quit])
        var guest = Fixture.connected()
        #expect(guest.press(.control("q")) == [.quit])
    }
}
