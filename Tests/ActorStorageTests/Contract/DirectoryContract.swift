import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

/// What every store promises of its directory of actors.
@Suite struct DirectoryContract {
    @Test(arguments: StoreUnderTest.allCases)
    func anActorIsFoundByIdAndByNameAndKey(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var record = ActorRecord.named("room", key: ["a/b", "", "\\", "ü\0x"], createdAt: 7)
            record.input = Array("{}".utf8)
            try await store.create(record)
            #expect(try await store.actor("room") == record)
            #expect(try await store.actor(named: "room", key: record.key) == record)
            #expect(try await store.actor("other") == nil)
            #expect(try await store.actor(named: "room", key: .empty) == nil)
            #expect(try await store.actor(named: "roo", key: record.key) == nil)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aNameAndKeyBelongToOneActor(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            try await store.create(.named("room", key: ["a"]))
            var second = ActorRecord.named("room", key: ["a"])
            second.id = "another"
            await #expect(throws: StoreError.duplicateKey) { try await store.create(second) }
            #expect(try await store.actor("another") == nil)
            second.key = try ActorKey(["a", ""])
            try await store.create(second)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func ofManyWhoCreateTheSameActorOneSucceeds(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            let created = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        var record = ActorRecord.named("room", key: ["a"])
                        record.id = ActorID("\(number)")
                        return await (try? store.create(record)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(created == 1)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func actorsAreListedTheNewestFirst(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            for (name, key, time) in [("b", "1", 1), ("a", "2", 2), ("a", "1", 3)] as [(String, String, Int64)] {
                var record = ActorRecord.named(name, key: [key], createdAt: time)
                record.id = ActorID(name + key)
                try await store.create(record)
            }
            #expect(try await store.actors(named: nil, limit: 10).map(\.id) == ["a1", "a2", "b1"])
            #expect(try await store.actors(named: nil, limit: 2).map(\.id) == ["a1", "a2"])
            #expect(try await store.actors(named: "a", limit: 10).map(\.id) == ["a1", "a2"])
            #expect(try await store.actors(named: "c", limit: 10).isEmpty)
            #expect(try await store.actors(named: nil, limit: 0).isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func anUnknownActorCannotBeClaimed(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            await #expect(throws: StoreError.notFound) { try await store.claim("nobody") }
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aDestroyedActorKeepsItsRecordAndFreesItsKey(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            let job = ScheduledJob(id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: [])
            await owner.commit(
                state: "s", entries: [.entry(1, "word"), .entry(1, kind: .audit)], schedules: [.set(job)])
            #expect(await owner.commit(destroys: true).revision != nil)

            #expect(try await store.actor("a")?.destroyedAt != nil)
            #expect(try await store.actor(named: "a", key: .empty) == nil)
            #expect(try await store.wholeJournal(of: "a").isEmpty)
            #expect(try await store.wholeJournal(.audit, of: "a").isEmpty)
            #expect(try await store.nextDue(after: Timestamp(milliseconds: .min)) == nil)
            #expect(await owner.commit(state: "after").isRefused)
            await #expect(throws: StoreError.notFound) { try await store.claim("a") }

            var heir = ActorRecord.named("a")
            heir.id = "heir"
            try await store.create(heir)
            let claim = try await store.claim("heir")
            #expect(claim.state == nil && claim.heads.isEmpty && claim.schedules.isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func theEndOfAnActorMayBeAskedAboutAgain(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            let end = owner.next(destroys: true)
            let first = await store.commit(end)
            #expect(first.revision != nil)
            #expect(await store.commit(end) == first)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func anActorThatNeverBeganIsWithdrawnWithoutATrace(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            let claim = try await store.make("a")
            try await store.withdraw("a", generation: claim.generation)
            #expect(try await store.actor("a") == nil)
            #expect(try await store.actors(named: "a", limit: 10).isEmpty)
            await #expect(throws: StoreError.notFound) { try await store.claim("a") }
            await #expect(throws: StoreError.notFound) { try await store.withdraw("a", generation: claim.generation) }

            var owner = try await Owner("a", in: store)
            #expect(await owner.commit(state: "s").revision != nil)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func nobodyWithdrawsWhatHasBegunOrIsAnothers(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            let first = try await store.make("a")
            var owner = try await Owner("b", in: store)
            #expect(await owner.commit(state: "s").revision != nil)
            let second = try await store.claim("a")
            await #expect(throws: StoreError.notFound) { try await store.withdraw("a", generation: first.generation) }
            await #expect(throws: StoreError.notFound) { try await store.withdraw("b", generation: second.generation) }
            await #expect(throws: StoreError.notFound) { try await store.withdraw("b", generation: first.generation) }
            #expect(try await store.actors(named: nil, limit: 10).count == 2)
        }
    }
}
