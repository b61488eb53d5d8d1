import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Synchronization
import Testing

struct TickTests {
    @Test func stepsNeverDriftHoweverLateTheHandlerIs() async throws {
        let game = Game()
        let room = try await TestActor(game)
        game.delay.set { room.clock.advance(by: .milliseconds(7)) }
        var generator = SystemRandomNumberGenerator()
        var steps = 0
        for _ in 0..<1_000 {
            await room.advance(by: .milliseconds(Int.random(in: 1...60, using: &generator)))
            steps += game.takeSteps().reduce(0, +)
            // The clock stands where the last handler left it: a step may have become due since, but no more.
            let due = Int(room.clock.uptime / .milliseconds(50))
            #expect(due - steps == 0 || due - steps == 1)
        }
        await room.advance(by: .milliseconds(50))
        #expect(steps > 600)
    }

    @Test func aTickIsDueAtItsMomentAndNotBefore() async throws {
        let game = Game()
        let room = try await TestActor(game)
        for _ in 0..<1_000 {
            await room.advance(by: .microseconds(49_999))
            #expect(game.takeSteps() == [])
            await room.advance(by: .microseconds(1))
            #expect(game.takeSteps() == [1])
        }
    }

    /// 60 steps a second: no step is at a whole millisecond but every third, and none is lost.
    @Test func stepsBetweenMillisecondsKeepTheirPace() async throws {
        let game = Game()
        let room = try await TestActor(game)
        try await room.call("startSixtieth")
        for second in 1...20 {
            for _ in 0..<1_000 { await room.advance(by: .milliseconds(1)) }
            #expect(game.takeSteps() == Array(repeating: 1, count: 60), "second \(second)")
        }
    }

    @Test func aStalledActorIsToldHowManyStepsAreDueAndNoMoreThanTen() async throws {
        let game = Game()
        let room = try await TestActor(game)
        await room.advance(by: .milliseconds(340))
        #expect(game.takeSteps() == [6])
        await room.advance(by: .milliseconds(10))
        #expect(game.takeSteps() == [1])
        await room.advance(by: .seconds(3_600))
        #expect(game.takeSteps() == [10])
        await room.advance(by: .milliseconds(49))
        #expect(game.takeSteps() == [])
        await room.advance(by: .milliseconds(1))
        #expect(game.takeSteps() == [1])
    }

    @Test func aTickIsToldHowLateItIs() async throws {
        let room = try await TestActor(Game())
        await room.advance(by: .milliseconds(50))
        #expect(try await room.call("lateness") == 0)
        await room.advance(by: .milliseconds(163))
        #expect(try await room.call("lateness") == 113)
    }

    @Test func setClocksNeitherHasteNorHalt() async throws {
        let game = Game()
        let room = try await TestActor(game)
        for jump in [Duration.seconds(-86_400), .seconds(2 * 86_400)] {
            room.clock.setTimeOfDay(to: room.clock.now + jump)
            await room.settle()
            #expect(game.takeSteps() == [])
            await room.advance(by: .milliseconds(50))
            #expect(game.takeSteps() == [1])
        }
    }

    @Test func aStoppedTickerIsSilentAndOneThatStartsAnewCountsFromThere() async throws {
        let game = Game()
        let room = try await TestActor(game)
        await room.advance(by: .milliseconds(30))
        try await room.call("stop")
        await room.advance(by: .seconds(1))
        #expect(game.takeSteps() == [])
        try await room.call("start", json: "[50]")
        await room.advance(by: .milliseconds(30))
        try await room.call("start", json: "[100]")
        await room.advance(by: .milliseconds(99))
        #expect(game.takeSteps() == [])
        await room.advance(by: .milliseconds(1))
        #expect(game.takeSteps() == [1])
    }

    @Test func aTickThatIsOnItsWayDoesNotRunInPlaceOfAnother() async throws {
        let game = Game()
        let room = try await TestActor(game)
        await room.advance(by: .milliseconds(30))
        try await room.call("startTock", json: "[20]")
        await room.advance(by: .milliseconds(20))
        #expect(game.log.all == ["tock 1"])
    }

    @Test func anIntervalIsBroughtIntoItsBounds() async throws {
        let game = Game()
        let room = try await TestActor(game)
        try await room.call("start", json: "[-5]")
        await room.advance(by: .milliseconds(1))
        #expect(game.takeSteps() == [1])
        try await room.call("start", json: "[9007199254740991]")
        await room.advance(by: .seconds(86_400))
        #expect(game.takeSteps() == [1])
    }

    @Test func anActorThatTicksDoesNotSleep() async throws {
        let room = try await TestActor(Game())
        await room.advance(by: .seconds(29))
        await room.advance(by: .seconds(60))
        #expect(try await room.isAwake)
        try await room.call("stop")
        await room.advance(by: .milliseconds(50))
        await room.advance(by: .seconds(29))
        #expect(try await room.isAwake)
        await room.advance(by: .seconds(1))
        #expect(try await !room.isAwake)
    }

    @Test func aHandlerThatThrowsDoesNotTouchTheTicker() async throws {
        let game = Game()
        let room = try await TestActor(game)
        await #expect(throws: UserError.self) { try await room.call("stopAndFail") }
        for _ in 0..<2 {
            await room.advance(by: .milliseconds(50))
            #expect(game.takeSteps() == [1])
        }
    }

    @Test func aTickThatThrowsIsUndoneAndLoggedAndTheNextComes() async throws {
        let lines = LogLines()
        let game = Game()
        let room = try await TestActor(game, logger: lines.logger)
        try await room.call("set", json: "[-1]")
        await room.advance(by: .milliseconds(50))
        #expect(lines.all.contains { $0.contains("a tick failed") && $0.contains("tick") })
        #expect(try await room.call("total") == -1)
        try await room.call("set", json: "[0]")
        await room.advance(by: .milliseconds(50))
        #expect(try await room.call("total") == 1)
        #expect(game.takeSteps() == [1, 1])
    }

    @Test func anActorThatCouldNotBeSavedTicksAgainAfterItsRestart() async throws {
        let game = Game()
        let room = try await TestActor(game)
        await room.advance(by: .milliseconds(30))
        room.store.plan(.refuse("disk full"))
        await #expect(throws: WireError.self) { try await room.call("set", json: "[5]") }
        await room.settle()
        await room.advance(by: .milliseconds(49))
        #expect(game.takeSteps() == [])
        await room.advance(by: .milliseconds(1))
        #expect(game.takeSteps() == [1])
        await room.advance(by: .milliseconds(50))
        #expect(game.takeSteps() == [1])
    }

    @Test func aTickThatChangesNothingIsNotCommitted() async throws {
        let room = try await TestActor(Game(isIdle: true))
        let raw = RawClient(room.system, name: Game.name, parameters: nil)
        await room.settle()
        let before = room.store.commits.count
        for _ in 0..<5 { await room.advance(by: .milliseconds(50)) }
        #expect(raw.tags == ["Init"] + Array(repeating: "Event", count: 5))
        #expect(room.store.commits.count == before)
    }

    @Test func whatATickSaysWaitsForWhatWasDoneBeforeIt() async throws {
        let room = try await TestActor(Game(isIdle: true))
        let raw = RawClient(room.system, name: Game.name, parameters: nil)
        await room.settle()
        room.store.hold()
        raw.ask(0, "set", [1])
        await room.settle()
        await room.advance(by: .milliseconds(50))
        raw.ask(1, "set", [2])
        await room.settle()
        await room.advance(by: .milliseconds(50))
        #expect(raw.tags == ["Init"])
        room.store.release()
        await room.settle()
        #expect(raw.tags == ["Init", "ActionResponse", "Event", "ActionResponse", "Event"])
    }

    @Test func oneTickAtMostWaitsAndTakesItsTurnAmongActions() async throws {
        let game = Game()
        let room = try await TestActor(game)
        let raw = RawClient(room.system, name: Game.name, parameters: nil)
        await room.settle()
        raw.ask(0, "wait", [])
        await game.gate.reached()
        raw.ask(1, "note", ["before"])
        for _ in 0..<5 {
            room.clock.advance(by: .milliseconds(50))
            await room.system.runDueAlarms()
        }
        raw.ask(2, "note", ["after"])
        game.gate.open()
        await room.settle()
        #expect(game.log.all == ["before", "tick 5", "after"])
    }
}

/// Ticks twenty times a second from its beginning.
private struct Game: DurableActor {
    struct State: Codable, Sendable, Initial { var total = 0 }

    /// Whether a tick changes nothing.
    var isIdle = false
    let log = Log()
    let gate = Gate()
    let delay = Delay()

    let frame = Event<Int>()

    let tick = Job { (c: Context, steps: Int) in
        c.definition.log.add("tick \(steps)")
        c.definition.delay.pass()
        c.broadcast(\.frame, steps)
        guard !c.definition.isIdle else { return }
        c.state.total += steps
        if c.state.total < steps { throw Probe.Failure() }
    }
    let start = Action { (c: Call, milliseconds: Int) in
        c.ticker.start(every: .milliseconds(milliseconds), \.tick)
    }
    let startSixtieth = Action { (c: Call) in c.ticker.start(every: .seconds(1) / 60, \.tick) }
    let tock = Job { (c: Context, steps: Int) in c.definition.log.add("tock \(steps)") }
    let startTock = Action { (c: Call, milliseconds: Int) in
        c.ticker.start(every: .milliseconds(milliseconds), \.tock)
    }
    let stop = Action { (c: Call) in c.ticker.stop() }
    let stopAndFail = Action { (c: Call) in
        c.ticker.stop()
        if !c.ticker.isRunning { throw UserError("no", "I will not") }
    }
    let lateness = Action { (c: Call) in Int(c.ticker.lateness / .milliseconds(1)) }
    let set = Action { (c: Call, total: Int) in c.state.total = total }
    let total = Action { (c: Call) in c.state.total }
    let note = Action { (c: Call, text: String) in c.definition.log.add(text) }
    let wait = Action { (c: Call) in try await c.definition.gate.wait() }

    func onWake(_ c: Context) { c.ticker.start(every: .milliseconds(50), \.tick) }
}

extension Game {
    /// The steps that ticks were told of since the last time.
    func takeSteps() -> [Int] { log.take().compactMap { Int($0.dropFirst("tick ".count)) } }
}

/// What makes a handler late.
private final class Delay: Sendable {
    private let body = Mutex<(@Sendable () -> Void)?>(nil)

    func set(_ body: @escaping @Sendable () -> Void) { self.body.withLock { $0 = body } }
    func pass() { body.withLock { $0 }?() }
}
