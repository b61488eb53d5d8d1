import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

/// What every store promises of commits.
@Suite struct CommitContract {
    @Test(arguments: StoreUnderTest.allCases)
    func aCommitIsFoundWholeByTheNextClaim(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            #expect(owner.claim.state == nil && owner.claim.heads.isEmpty && owner.claim.schedules.isEmpty)
            let job = ScheduledJob(
                id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: Array("[]".utf8))
            let entries: [JournalEntry] = [.entry(1), .entry(2), .entry(1, kind: .audit)]
            let outcome = await owner.commit(state: "{}", entries: entries, schedules: [.set(job)])

            let claim = try await store.claim("a")
            #expect(claim.revision == outcome.revision)
            #expect(claim.state == Array("{}".utf8))
            #expect(claim.heads == [.main: 2, .audit: 1])
            #expect(claim.schedules == [job])
            #expect(try await store.wholeJournal(of: "a") == Array(entries.prefix(2)))
            #expect(try await store.wholeJournal(.audit, of: "a") == [entries[2]])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aRefusedCommitLeavesNothingBehind(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            await owner.commit(state: "old", entries: [.entry(1)])
            let job = ScheduledJob(id: "j", job: "remind", time: Timestamp(milliseconds: 5), arguments: [])
            let outcome = await owner.commit(state: "new", entries: [.entry(2), .entry(4)], schedules: [.set(job)])

            #expect(outcome.isRefused)
            let claim = try await store.claim("a")
            #expect(claim.revision == owner.revision)
            #expect(claim.state == Array("old".utf8))
            #expect(claim.heads == [.main: 1])
            #expect(claim.schedules.isEmpty)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aChangeWithoutStateLeavesTheStateAsItIs(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            await owner.commit(state: "kept")
            await owner.commit(entries: [.entry(1)])
            #expect(try await store.claim("a").state == Array("kept".utf8))
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func everyCommitHasANewRevision(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            var seen: Set = [owner.revision]
            for number in 1...5 {
                let revision = try #require(await owner.commit(state: "\(number)").revision)
                #expect(seen.insert(revision).inserted)
            }
            #expect(try await store.claim("a").revision == owner.revision)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aRepeatedCommitIsAppliedOnceAndAnsweredAlike(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            let commit = owner.next(state: "x", entries: [.entry(1)])
            let first = await store.commit(commit)
            #expect(first.revision != nil)
            #expect(await store.commit(commit) == first)
            #expect(try await store.wholeJournal(of: "a") == [.entry(1)])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func theSameIdOfAnotherGenerationIsAnotherCommit(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            await owner.commit(state: "first")
            owner.claim = try await store.claim("a")
            owner.lastCommit = 0
            await owner.commit(state: "second")
            #expect(try await store.claim("a").state == Array("second".utf8))
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aClaimFencesAllWhoClaimedBefore(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var first = try await Owner("a", in: store)
            await first.commit(state: "old")
            var second = first
            second.claim = try await store.claim("a")
            #expect(second.claim.generation > first.claim.generation)

            #expect(await first.commit(state: "late") == .fenced)
            #expect(await second.commit(state: "new").revision != nil)
            #expect(await first.commit(state: "later") == .fenced)
            #expect(try await store.claim("a").state == Array("new".utf8))
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aGenerationThatWasNeverClaimedWritesNothing(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            owner.claim.generation = Generation(owner.claim.generation.number + 1)
            #expect(await owner.commit(state: "x").revision == nil)
            try await store.create(.named("unclaimed"))
            let commit = Commit(
                id: 1, actor: "unclaimed", generation: Generation(0), follows: Revision(0), state: Array("x".utf8))
            #expect(await store.commit(commit).revision == nil)
            #expect(try await store.claim("a").state == nil)
            #expect(try await store.claim("unclaimed").state == nil)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aCommitThatFollowsAnotherRevisionIsRefused(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            let beginning = owner.revision
            await owner.commit(state: "1")
            owner.revision = beginning
            #expect(await owner.commit(state: "2").isRefused)
            #expect(try await store.claim("a").state == Array("1".utf8))
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aCommitOfAnUnknownActorIsRefused(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            let commit = Commit(id: 1, actor: "nobody", generation: Generation(1), follows: Revision(0))
            #expect(await store.commit(commit).isRefused)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func oneBadCommitOfAGroupHarmsNoOther(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var commits: [Commit] = []
            for number in 0..<50 {
                var owner = try await Owner(ActorID("a\(number)"), in: store)
                commits.append(owner.next(entries: [.entry(number == 25 ? 7 : 1)]))
            }
            let outcomes = await store.commit(commits)
            #expect(outcomes.count == 50)
            for (number, outcome) in outcomes.enumerated() {
                #expect(outcome.isRefused == (number == 25))
                let count = try await store.wholeJournal(of: ActorID("a\(number)")).count
                #expect(count == (number == 25 ? 0 : 1))
            }
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func noCommitsAreAnsweredWithNoResults(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            await withCheckedContinuation { continuation in
                store.commit([]) { results in
                    #expect(results.isEmpty)
                    continuation.resume()
                }
            }
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func manyActorsAtOnceLoseNothing(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            try await withThrowingTaskGroup { group in
                for actor in 0..<20 {
                    group.addTask {
                        var owner = try await Owner(ActorID("a\(actor)"), in: store)
                        for number in 1...500 as ClosedRange<UInt64> {
                            let outcome = await owner.commit(state: "\(number)", entries: [.entry(number)])
                            try #require(outcome.revision != nil)
                        }
                    }
                }
                try await group.waitForAll()
            }
            for actor in 0..<20 {
                let id = ActorID("a\(actor)")
                #expect(try await store.wholeJournal(of: id).map(\.sequence) == Array(1...500))
                #expect(try await store.claim(id).state == Array("500".utf8))
            }
        }
    }
}
