import ParlorRooms
import Testing

@testable import ParlorApp

/// What was found in the history of a room.
struct SearchTests {
    @Test func `a search that found as much as fits goes on to what is older`() throws {
        var fixture = Fixture.connected(rows: 60)
        fixture.enter("/search bulk")
        let first = SearchRequest(text: "bulk", limit: 20)
        #expect(fixture.calls == [.search(first)])
        fixture.answer(.search(first), .messages(fixture.page(81...100, of: 100)))
        #expect(fixture.text.contains("these are 20; /search alone goes on to older ones"))
        fixture.enter("/search")
        let older = SearchRequest(text: "bulk", before: 81, limit: 20)
        #expect(fixture.calls == [.search(older)])
        fixture.answer(.search(older), .messages(fixture.page(3...4, of: 100)))
        #expect(fixture.text.contains("“bulk” was said before that:"))
        #expect(fixture.text.split(separator: "these are 20").count == 2)
    }

    @Test func `a search without words needs one that it can go on with`() {
        var fixture = Fixture.connected()
        fixture.enter("/search")
        #expect(fixture.calls.isEmpty)
        #expect(fixture.text.contains("WORDS are missing"))
    }
}
