import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

struct ScheduleTests {
    @Test func aJobRunsAtItsTimeAndNotBefore() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let noted = ann.noted
        try await ann.plan(5, "hello")
        await room.advance(by: .milliseconds(4_999))
        #expect(!probe.log.all.contains("job hello"))
        await room.advance(by: .milliseconds(1))
        #expect(try await noted.next() == "hello")
        #expect(try await ann.planned() == [])
        await room.advance(by: .seconds(100))
        #expect(probe.log.all.filter { $0 == "job hello" }.count == 1)
    }

    @Test func jobsRunInTheOrderOfTheirTimes() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        for seconds in [3, 1, 2] { try await ann.plan(seconds, "\(seconds)") }
        #expect(try await ann.planned() == ["later", "later", "later"])
        await room.advance(by: .seconds(10))
        #expect(probe.log.all.filter { $0.hasPrefix("job") } == ["job 1", "job 2", "job 3"])
    }

    @Test func aJobSurvivesARestartAndLeavesTheScheduleWithItsEffects() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        try await room.connect().plan(60, "later")
        try await room.restart()
        await room.advance(by: .seconds(60))
        #expect(probe.log.all.filter { $0.hasPrefix("job") } == ["job later"])
        let last = try #require(room.store.commits.last)
        #expect(last.schedules.count == 1 && last.state != nil)
        try await room.restart()
        await room.advance(by: .seconds(60))
        #expect(probe.log.all.filter { $0.hasPrefix("job") } == ["job later"])
        #expect(try await room.call("count") == 1)
    }

    @Test func aJobThatWasDueWhileTheHostWasDownRunsWhenItIsBack() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        try await room.connect().plan(60, "missed")
        await room.shutdown()
        room.clock.advance(by: .seconds(3_600))
        try await room.restart()
        #expect(probe.log.all.contains("job missed"))
    }

    @Test func aJobDoesNotRunBeforeWhatAskedForItIsDurable() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        room.store.hold()
        room.store.plan(.refuse("disk full"))
        raw.ask(0, "plan", [0, "early"])
        while room.store.heldCount == 0 { await Task.yield() }
        await room.system.runDueAlarms()
        for _ in 0..<1_000 { await Task.yield() }
        room.store.release()
        await room.settle()
        #expect(!probe.log.all.contains("job early"))
        #expect(raw.frames.last == .error(.restarting, actionID: 0))
    }

    @Test func aJobWhoseCommitFailedRunsAgain() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        try await room.connect().plan(60, "twice")
        room.store.plan(.refuse("disk full"))
        await room.advance(by: .seconds(60))
        #expect(probe.log.all.filter { $0.hasPrefix("job") } == ["job twice", "job twice"])
        #expect(try await room.call("count") == 1)
    }

    @Test func aJobWakesASleepingActor() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        try await ann.plan(3_600, "wake up")
        ann.disconnect()
        await room.settle()
        await room.advance(by: .seconds(30))
        #expect(try await !room.isAwake)
        await room.advance(by: .seconds(3_000))
        #expect(try await !room.isAwake)
        await room.advance(by: .seconds(570))
        #expect(probe.log.all.contains("job wake up"))
        await room.advance(by: .seconds(30))
        #expect(try await !room.isAwake)
    }

    @Test func aCancelledJobDoesNotRun() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let id = try await ann.plan(5, "never")
        #expect(try await ann.cancel(id))
        #expect(try await !ann.cancel(id))
        await room.advance(by: .seconds(5))
        try await room.restart()
        await room.advance(by: .seconds(5))
        #expect(!probe.log.all.contains("job never"))
    }

    @Test func aJobThatThrowsIsLoggedAndLeavesTheSchedule() async throws {
        let lines = LogLines()
        let room = try await TestActor(Probe(), logger: lines.logger)
        let ann = try await room.connect()
        try await ann.planBad(1)
        try await ann.plan(2, "after it")
        await room.advance(by: .seconds(2))
        #expect(try await ann.planned() == [])
        #expect(try await ann.count() == 1)
        #expect(lines.all.contains { $0.contains("a scheduled job failed") && $0.contains("bad") })
        try await room.restart()
        #expect(try await room.call("planned") == [])
    }

    @Test func theScheduleIsBounded() async throws {
        var probe = Probe()
        probe.options.scheduleLimit = 2
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        try await ann.plan(1, "a")
        try await ann.plan(2, "b")
        let error = await #expect(throws: UserError.self) { try await ann.plan(3, "c") }
        #expect(error?.code == "schedule_full")
        await room.advance(by: .seconds(1))
        try await ann.plan(3, "c")
    }
}
