import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

/// What every store promises of its end.
@Suite struct ClosingContract {
    @Test(arguments: StoreUnderTest.allCases)
    func whatWaitsIsWrittenBeforeTheStoreCloses(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            let commit = owner.next(entries: [.entry(1)])
            let outcome = await withCheckedContinuation { continuation in
                store.commit([commit]) { continuation.resume(returning: $0.first?.outcome) }
                Task { await store.close() }
            }
            #expect(outcome?.revision != nil)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aClosedStoreSaysSo(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            await store.close()
            await #expect(throws: StoreError.closed) { try await store.create(.named("b")) }
            await #expect(throws: StoreError.closed) { try await store.claim("a") }
            await #expect(throws: StoreError.closed) { _ = try await store.actor("a") }
            await #expect(throws: StoreError.closed) { _ = try await store.actor(named: "a", key: .empty) }
            await #expect(throws: StoreError.closed) { _ = try await store.actors(named: nil, limit: 1) }
            await #expect(throws: StoreError.closed) { _ = try await store.wholeJournal(of: "a") }
            await #expect(throws: StoreError.closed) {
                _ = try await store.due(at: Timestamp(milliseconds: 0), limit: 1, skipping: 0)
            }
            await #expect(throws: StoreError.closed) {
                _ = try await store.nextDue(after: Timestamp(milliseconds: .min))
            }
            #expect(await owner.commit(state: "x") == .refused(StoreError.closed.description))
        }
    }
}
