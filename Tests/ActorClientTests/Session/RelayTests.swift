import Testing

@testable import ActorClient

@Suite struct RelayTests {
    @Test func aSecondTaskThatWaitsForTheSameIteratorEndsTheProgram() async {
        await #expect(processExitsWith: .failure) {
            let relay = Relay(EventBacklog(limit: ClientConfiguration().unreadEvents))
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<2 { group.addTask { _ = try? await relay.next() } }
            }
        }
    }
}
