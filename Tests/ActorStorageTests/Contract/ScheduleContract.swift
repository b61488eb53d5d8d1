import ActorDefinition
import ActorRuntime
import ActorWire
import Testing

/// What every store promises of schedules.
@Suite struct ScheduleContract {
    private func job(_ id: String, at time: Int64) -> ScheduledJob {
        ScheduledJob(id: id, job: "remind", time: Timestamp(milliseconds: time), arguments: Array("[1]".utf8))
    }

    @Test(arguments: StoreUnderTest.allCases)
    func aJobIsReplacedAndRemovedByItsId(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            await owner.commit(schedules: [.set(job("x", at: 1)), .set(job("y", at: 2)), .set(job("z", at: 3))])
            await owner.commit(schedules: [.set(job("x", at: 9)), .remove(id: "y"), .remove(id: "unknown")])
            let found = try await store.claim("a").schedules
            #expect(Set(found) == [job("x", at: 9), job("z", at: 3)])
            #expect(found.count == 2)
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func howAJobRepeatsIsKept(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var owner = try await Owner("a", in: store)
            var jobs = [job("once", at: 1), job("every", at: 2), job("cron", at: 3)]
            jobs[1].repetition = .every(.milliseconds(1_500))
            jobs[2].repetition = .cron(try CronExpression("*/5 9-17 * jan mon"))
            await owner.commit(schedules: jobs.map { .set($0) })
            #expect(Set(try await store.claim("a").schedules) == Set(jobs))
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func theSameIdOfTwoActorsIsTwoJobs(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            var first = try await Owner("a", in: store)
            var second = try await Owner("b", in: store)
            await first.commit(schedules: [.set(job("x", at: 1))])
            await second.commit(schedules: [.set(job("x", at: 2))])
            await first.commit(schedules: [.remove(id: "x")])
            #expect(try await store.claim("b").schedules == [job("x", at: 2)])
        }
    }

    @Test(arguments: StoreUnderTest.allCases)
    func dueActorsComeOnceTheMostOverdueFirst(_ kind: StoreUnderTest) async throws {
        try await kind.open { store in
            #expect(try await store.nextDue(after: Timestamp(milliseconds: .min)) == nil)
            for (id, times) in [("a", [30, 40]), ("b", [10, 35]), ("c", [20]), ("d", [41])] as [(String, [Int64])] {
                var owner = try await Owner(ActorID(id), in: store)
                await owner.commit(schedules: times.map { .set(job("\($0)", at: $0)) })
            }
            let due = { (time: Int64, limit: Int, skipped: Int) in
                try await store.due(at: Timestamp(milliseconds: time), limit: limit, skipping: skipped)
            }
            #expect(try await due(9, 10, 0).isEmpty)
            #expect(try await due(10, 10, 0) == ["b"])
            #expect(try await due(40, 10, 0) == ["b", "c", "a"])
            #expect(try await due(40, 2, 0) == ["b", "c"])
            #expect(try await due(40, 2, 2) == ["a"])
            #expect(try await due(40, 2, 3).isEmpty)
            #expect(try await due(.max, 10, 0) == ["b", "c", "a", "d"])
            #expect(try await due(.max, 0, 0).isEmpty)
            for (time, next) in [(9, 10), (10, 20), (35, 40), (40, 41)] as [(Int64, Int64)] {
                let found = try await store.nextDue(after: Timestamp(milliseconds: time))
                #expect(found == Timestamp(milliseconds: next))
            }
            #expect(try await store.nextDue(after: Timestamp(milliseconds: 41)) == nil)
        }
    }
}
