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

    @Test func whoSubscribesBeforeTheClockMovesHearsOfTheJob() async throws {
        let room = try await TestActor(Probe())
        try await room.connect().plan(5, "hello")
        let bob = try await room.connect()
        _ = bob.noted
        await room.advance(by: .seconds(5))
        #expect(try bob.received(\.noted) == ["hello"])
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

    @Test func aJobMayPlanWhatFollowsItInAFullSchedule() async throws {
        var chain = Chain()
        chain.options.scheduleLimit = 1
        let room = try await TestActor(chain)
        try await room.connect().start(1_000)
        await room.advance(by: .seconds(1))
        await room.advance(by: .seconds(1))
        #expect(try await room.call("count") == 2)
        #expect(try await room.call("waiting") == 1)
    }

    @Test(.timeLimit(.minutes(1))) func jobsThatFollowEachOtherWithoutEndLeaveOthersTheirTurn() async throws {
        let room = try await TestActor(Chain())
        let ann = try await room.connect()
        try await ann.start(0)
        #expect(try await ann.count() >= 0)
        try await ann.stop()
        await room.settle()
        #expect(try await ann.waiting() == 0)
    }

    @Test(.timeLimit(.minutes(1))) func oneThatCannotWakeDoesNotDelayTheJobsOfOthers() async throws {
        let broken = Switch()
        var probe = Probe()
        probe.hooks["onWake"] = { if broken.isOn { throw UserError("broken", "Not today") } }
        let chain = Chain()
        let room = try await TestActor(probe, with: Registration(chain))
        let plan = { (name: String, action: String, arguments: [Value]) in
            _ = try await room.system.call(
                ConnectTarget(actor: .named(name, key: room.key, method: .getOrCreate)), action: action,
                arguments: arguments, parameters: nil, client: ClientInfo(remoteAddress: "", encoding: "json"))
        }
        try await plan(Probe.name, "plan", [100, "never"])
        try await plan(Chain.name, "start", [200_000])
        await room.advance(by: .seconds(30))
        broken.isOn = true
        await room.advance(by: .seconds(70))
        for _ in 0..<99 { await room.advance(by: .seconds(1)) }
        #expect(chain.log.all.isEmpty)
        // When it was due, and 1, 3, 7, 15, 31, 61 and 91 seconds later: less and less often, but each half minute.
        #expect(probe.log.all.count { $0 == "onWake" } == 1 + 8)
        await room.advance(by: .seconds(1))
        #expect(chain.log.all == ["again"])
    }

    @Test(.timeLimit(.minutes(1))) func hundredsThatCannotWakeDoNotKeepOneBehindThemFromItsJob() async throws {
        let broken = Switch()
        var probe = Probe()
        probe.hooks["onWake"] = { if broken.isOn { throw UserError("broken", "Not today") } }
        let chain = Chain()
        let room = try await TestActor(probe, with: Registration(chain))
        let plan = { (name: String, key: String, action: String, arguments: [Value]) in
            _ = try await room.system.call(
                ConnectTarget(actor: .named(name, key: try ActorKey([key]), method: .getOrCreate)), action: action,
                arguments: arguments, parameters: nil, client: ClientInfo(remoteAddress: "", encoding: "json"))
        }
        for number in 0..<300 { try await plan(Probe.name, "\(number)", "plan", [100, "never"]) }
        try await plan(Chain.name, "behind", "start", [100_500])
        await room.advance(by: .seconds(30))
        broken.isOn = true
        await room.advance(by: .seconds(70))
        await room.advance(by: .seconds(1))
        #expect(chain.log.all == ["again"])
    }
}

/// Has a job that plans itself again.
private struct Chain: DurableActor {
    struct State: Codable, Sendable, Initial {
        var count = 0
        var interval = 0
        var goesOn = true
    }

    var options = ActorOptions()
    let log = Log()

    let start = Action { (c: Call, milliseconds: Int) in
        c.state.interval = milliseconds
        try c.schedule.after(.milliseconds(milliseconds), \.again)
    }
    let stop = Action { (c: Call) in c.state.goesOn = false }
    let count = Action { (c: Call) in c.state.count }
    let waiting = Action { (c: Call) in c.schedule.jobs.count }

    let again = Job { (c: Context) in
        c.state.count += 1
        c.definition.log.add("again")
        if c.state.goesOn { try c.goOn() }
    }
}

extension ActorContext where D == Chain {
    fileprivate func goOn() throws { try schedule.after(.milliseconds(state.interval), \.again) }
}
