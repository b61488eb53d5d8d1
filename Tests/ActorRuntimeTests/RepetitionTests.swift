import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Testing

/// Jobs that come again and again.
@Suite(.timeLimit(.minutes(1))) struct RepetitionTests {
    private let clock = VirtualClock()
    private let runs = Log()

    private func start(_ clerk: Clerk = Clerk()) async throws -> TestActor<Clerk> {
        var clerk = clerk
        clerk.log = runs
        return try await TestActor(clerk, clock: clock)
    }

    /// What ran since the last look, each with its time in seconds since noon.
    private func take() -> [String] { runs.take() }

    @Test func anIntervalIsCountedFromTheFirstTimeAndDoesNotDrift() async throws {
        let room = try await start()
        try await room.call("every", json: #"[60, "a"]"#)
        #expect(take().isEmpty)
        await room.advance(by: .seconds(59))
        #expect(take().isEmpty)
        await room.advance(by: .milliseconds(1_900))
        #expect(take() == ["a 60900"])
        await room.advance(by: .milliseconds(59_100))
        #expect(take() == ["a 120000"])
    }

    @Test func cronComesAtTheTimesOfDay() async throws {
        let room = try await start()
        try await room.call("cron", json: #"["30 12,13 * * *", "a"]"#)
        await room.advance(by: .seconds(30 * 60 - 1))
        #expect(take().isEmpty)
        await room.advance(by: .seconds(1))
        #expect(take() == ["a 1800000"])
        await room.advance(by: .seconds(3_600))
        #expect(take() == ["a 5400000"])
        // From half past one to half past twelve of the next day.
        await room.advance(by: .seconds(23 * 3_600 - 1))
        #expect(take().isEmpty)
        await room.advance(by: .seconds(1))
        #expect(take() == ["a 88200000"])
    }

    @Test func whatWasMissedIsDoneOnceAndThenAtItsTimes() async throws {
        let room = try await start()
        try await room.call("every", json: #"[60, "a"]"#)
        try await room.call("cron", json: #"["* * * * *", "b", "other"]"#)
        await room.shutdown()
        clock.advance(by: .seconds(3_630))
        try await room.restart()
        #expect(take() == ["a 3630000", "b 3630000"])
        await room.advance(by: .seconds(29))
        #expect(take().isEmpty)
        await room.advance(by: .seconds(1))
        #expect(take() == ["a 3660000", "b 3660000"])
    }

    @Test func itWakesASleepingActorEachTime() async throws {
        let room = try await start()
        try await room.call("every", json: #"[3600, "a"]"#)
        for hour in 1...3 {
            await room.advance(by: .seconds(1_800))
            #expect(try await !room.isAwake)
            await room.advance(by: .seconds(1_800))
            #expect(take() == ["a \(hour * 3_600_000)"])
        }
    }

    @Test func settingTheSameAgainNeitherDoublesNorPutsOff() async throws {
        let room = try await start(Clerk(interval: .seconds(60)))
        await room.advance(by: .seconds(40))
        try await room.restart()
        #expect(try await room.call("listed") == ["sweep 60000 every 60000"])
        await room.advance(by: .seconds(20))
        #expect(take() == ["sweep 60000"])
        await room.shutdown()
        clock.advance(by: .seconds(70))
        // Set again while it is overdue, it is done all the same.
        try await room.restart()
        #expect(take() == ["sweep 130000"])
        #expect(try await room.call("listed") == ["sweep 180000 every 60000"])
    }

    @Test func settingTheSameAgainWritesNothing() async throws {
        let room = try await start(Clerk(interval: .seconds(60)))
        let count = room.store.commits.count
        try await room.restart()
        #expect(room.store.commits.count == count)
    }

    @Test func anotherIntervalReplacesTheFormer() async throws {
        let room = try await start()
        try await room.call("every", json: #"[60, "a"]"#)
        await room.advance(by: .seconds(50))
        try await room.call("every", json: #"[100, "b"]"#)
        #expect(try await room.call("listed") == ["note 150000 every 100000"])
        try await room.call("cron", json: #"["0 0 1 1 *", "c"]"#)
        #expect(try await room.call("listed") == ["note 31492800000 cron 0 0 1 1 *"])
        await room.advance(by: .seconds(1_000))
        #expect(take().isEmpty)
    }

    @Test func ofOneJobAndSeveralNamesEachIsByItself() async throws {
        let room = try await start()
        try await room.call("named", json: #"["x", 60]"#)
        try await room.call("named", json: #"["y", 90]"#)
        await room.advance(by: .seconds(90))
        #expect(take() == ["x 90000", "y 90000"])
        #expect(try await room.call("cancel", json: #"["x"]"#) == true)
        #expect(try await room.call("cancel", json: #"["x"]"#) == false)
        await room.advance(by: .seconds(90))
        #expect(take() == ["y 180000"])
        try await room.restart()
        #expect(try await room.call("listed") == ["y 270000 every 90000"])
    }

    @Test func oneThatThrowsIsUndoneAndComesAgain() async throws {
        let room = try await start()
        try await room.call("failing")
        await room.advance(by: .seconds(60))
        await room.advance(by: .seconds(60))
        #expect(take() == ["failing 60000", "failing 120000"])
        #expect(try await room.call("count") == 0)
    }

    @Test func itMayEndItself() async throws {
        let room = try await start()
        try await room.call("untilTwo")
        for _ in 0..<5 { await room.advance(by: .seconds(60)) }
        #expect(take() == ["again", "again"])
        #expect(try await room.call("listed") == [])
    }

    @Test func anActionThatThrowsHasSetNothing() async throws {
        let room = try await start()
        try await room.call("every", json: #"[60, "a"]"#)
        await #expect(throws: UserError.self) { try await room.call("everyAndThrow", json: #"[10, "b"]"#) }
        #expect(try await room.call("listed") == ["note 60000 every 60000"])
    }

    @Test func aTimeWhoseCommitFailedComesAgain() async throws {
        let room = try await start()
        try await room.call("every", json: #"[60, "a"]"#)
        room.store.plan(.refuse("disk full"))
        await room.advance(by: .seconds(60))
        #expect(take() == ["a 60000", "a 60000"])
        #expect(try await room.call("count") == 1)
    }

    @Test func aCrashBetweenTwoTimesLosesAndDoublesNone() async throws {
        let room = try await start()
        try await room.call("every", json: #"[60, "a"]"#)
        for _ in 0..<4 {
            await room.advance(by: .seconds(60))
            try await room.restart()
        }
        #expect(take() == ["a 60000", "a 120000", "a 180000", "a 240000"])
        #expect(try await room.call("count") == 4)
    }

    @Test func itCountsAmongTheJobsAndReplacingDoesNot() async throws {
        var clerk = Clerk()
        clerk.options.scheduleLimit = 2
        let room = try await start(clerk)
        try await room.call("named", json: #"["x", 60]"#)
        try await room.call("named", json: #"["y", 60]"#)
        let error = await #expect(throws: UserError.self) { try await room.call("named", json: #"["z", 60]"#) }
        #expect(error?.code == "schedule_full")
        try await room.call("named", json: #"["y", 61]"#)
        try await room.call("cancel", json: #"["x"]"#)
        try await room.call("named", json: #"["z", 60]"#)
    }

    @Test func oneOfAJobThatIsGoneLeavesTheSchedule() async throws {
        let store = MemoryStore(clock: clock)
        let record = ActorRecord(
            id: ActorID("clerk"), name: Clerk.name, key: try ActorKey(["test"]), input: nil, createdAt: clock.now)
        try await store.create(record)
        let claim = try await store.claim(record.id)
        let job = ScheduledJob(
            id: "old", job: "gone", time: clock.now, arguments: Array("[]".utf8), repetition: .every(.seconds(60)))
        store.commit([
            Commit(
                id: 1, actor: record.id, generation: claim.generation, follows: claim.revision,
                state: Array(#"{"count":0}"#.utf8), schedules: [.set(job)])
        ]) { _ in }
        let room = try await TestActor(Clerk(), store: store, clock: clock)
        #expect(try await room.call("listed") == [])
    }

    @Test func aBadExpressionSetsNothingAndSaysWhy() async throws {
        let room = try await start()
        #expect(
            try await room.call("tryCron", json: #"["61 * * * *"]"#)
                == "'61 * * * *' is no cron expression: 61 is no minute, which is 0 to 59")
        #expect(try await room.call("listed") == [])
    }

    @Test func anIntervalIsASecondAtLeast() async throws {
        let room = try await start()
        try await room.call("every", json: #"[0, "a"]"#)
        #expect(try await room.call("listed") == ["note 1000 every 1000"])
    }

    // MARK: When somebody sets the clock

    @Test(arguments: [-86_400, -10, 10, 86_400]) func anIntervalGoesOnWhateverTheTimeOfDay(_ step: Int) async throws {
        let room = try await start()
        let bob = try await room.connect()
        try await room.call("every", json: #"[60, "a"]"#)
        await room.advance(by: .seconds(30))
        clock.setTimeOfDay(to: clock.now + .seconds(step))
        await room.advance(by: .seconds(29))
        #expect(take().isEmpty)
        await room.advance(by: .seconds(1))
        #expect(take().count == 1)
        bob.disconnect()
    }

    @Test func ofAClockThatIsSetBackALittleNothingIsDoneTwice() async throws {
        let room = try await start()
        let bob = try await room.connect()
        try await room.call("cron", json: #"["0 * * * *", "a"]"#)
        await room.advance(by: .seconds(3_600))
        #expect(take() == ["a 3600000"])
        clock.setTimeOfDay(to: clock.now - .seconds(600))
        await room.advance(by: .seconds(600))
        #expect(take().isEmpty)
        await room.advance(by: .seconds(3_600))
        #expect(take() == ["a 7200000"])
        bob.disconnect()
    }

    @Test func aClockThatWasFarAheadIsFollowedBack() async throws {
        let room = try await start()
        let bob = try await room.connect()
        let year = Duration.seconds(365 * 86_400)
        clock.setTimeOfDay(to: clock.now + year)
        try await room.call("cron", json: #"["0 * * * *", "a"]"#)
        clock.setTimeOfDay(to: clock.now - year)
        await room.advance(by: .seconds(3_600))
        #expect(take() == ["a 3600000"])
        bob.disconnect()
    }
}

/// Does what it is told again and again, and notes when.
private struct Clerk {
    struct State: Codable, Sendable, Initial { var count = 0 }

    var options = ActorOptions()
    var log = Log()
    /// Of what it sets each time it wakes.
    var interval: Duration?

    init(interval: Duration? = nil) { self.interval = interval }

    let every = Action { (c: Call, seconds: Int, text: String) in
        try c.schedule.every(.seconds(seconds), \.note, text)
    }
    let everyAndThrow = Action { (c: Call, seconds: Int, text: String) in
        try c.schedule.every(.seconds(seconds), \.note, text)
        throw UserError("no", "I will not")
    }
    let cron = Action { (c: Call, expression: String, text: String, name: String?) in
        try c.schedule.cron(expression, named: name, \.note, text)
    }
    let tryCron = Action { (c: Call, expression: String) in
        do { return try c.schedule.cron(expression, \.note, "") } catch let error as CronError { return "\(error)" }
    }
    let named = Action { (c: Call, name: String, seconds: Int) in
        try c.schedule.every(.seconds(seconds), named: name, \.note, name)
    }
    let failing = Action { (c: Call) in try c.schedule.every(.seconds(60), \.fail) }
    let untilTwo = Action { (c: Call) in try c.schedule.every(.seconds(60), \.again) }
    let cancel = Action { (c: Call, id: String) in c.schedule.cancel(id) }
    let count = Action { (c: Call) in c.state.count }
    let listed = Action { (c: Call) in
        c.schedule.jobs.map { "\($0.id) \(c.sinceNoon($0.time)) \($0.repetition?.description ?? "")" }
    }

    let note = Job { (c: Context, text: String) in
        c.state.count += 1
        c.definition.log.add("\(text) \(c.sinceNoon(c.now))")
    }
    let sweep = Job { (c: Context) in c.definition.log.add("sweep \(c.sinceNoon(c.now))") }
    let fail = Job { (c: Context) in
        c.state.count += 1
        c.definition.log.add("failing \(c.sinceNoon(c.now))")
        throw UserError("no", "I will not")
    }
    let again = Job { (c: Context) in
        c.state.count += 1
        c.definition.log.add("again")
        if c.state.count == 2 { c.stop("again") }
    }
}

extension Clerk: DurableActor {
    func onWake(_ c: Context) throws {
        if let interval { try c.schedule.every(interval, \.sweep) }
    }
}

extension ActorContext where D == Clerk {
    fileprivate func sinceNoon(_ time: Timestamp) -> Int64 { time.milliseconds - 1_767_268_800_000 }
    fileprivate func stop(_ name: String) { schedule.cancel(name) }
}
