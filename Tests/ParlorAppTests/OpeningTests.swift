import ParlorRooms
import Testing

@testable import ParlorApp

/// What is wanted of the first room before the person is in it.
struct OpeningTests {
    @Test func `opening lines are carried out once, when the person is in the room`() {
        var fixture = Fixture()
        fixture.state.opening = ["/topic games tonight", "/whoo"]
        fixture.connect()
        #expect(fixture.calls.contains(.topic("games tonight")))
        #expect(fixture.text.contains("there is no command /whoo"))
        fixture.connect()
        #expect(!fixture.calls.contains(.topic("games tonight")))
    }
}
