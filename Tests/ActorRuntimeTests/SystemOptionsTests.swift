import ActorRuntime
import Testing

struct SystemOptionsTests {
    /// The layout of RFC 9562 section 5.4.
    @Test func anIDIsARandomUUID() throws {
        let makeID = SystemOptions().makeID
        let ids = Set((0..<1_000).map { _ in makeID() })
        #expect(ids.count == 1_000)
        for id in ids {
            try #require(
                id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil, "\(id)"
            )
        }
        let digits = ids.flatMap { $0.filter { $0 != "-" } }
        // Each of the 16, where only two places are fixed.
        #expect(Dictionary(grouping: digits, by: \.self).values.allSatisfy { $0.count > 1_000 })
    }
}
