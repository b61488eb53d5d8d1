import ActorDefinition
import ActorWire
import Testing

@testable import ParlorRooms

struct TurnClockTests {
    private let now = Timestamp(milliseconds: 1_000_000)

    private func after(_ seconds: Int) -> Timestamp { now + .seconds(seconds) }

    @Test func eachMoveHasItsTime() {
        var clock = TurnClock(.move(30), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        #expect(clock.running == [.init(seat: 0, since: now, deadline: after(30))])
        clock.turn(to: [1], after: 0, at: after(12))
        #expect(clock.running.map(\.seat) == [1] && clock.next == after(42))
        #expect(clock.expired(at: after(41)) == nil && clock.expired(at: after(42)) == 1)
    }

    @Test func anothersMoveLeavesAClockAlone() {
        var clock = TurnClock(.move(30), seats: 3)
        clock.turn(to: [0, 1, 2], after: nil, at: now)
        clock.turn(to: [0, 2], after: 1, at: after(10))
        #expect(clock.running.map(\.deadline) == [after(30), after(30)])
    }

    @Test func whoMovesAgainHasNewTime() {
        var clock = TurnClock(.move(30), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        clock.turn(to: [0], after: 0, at: after(10))
        #expect(clock.next == after(40))
    }

    @Test func theFirstWhoseTimeIsOverIsFirst() {
        var clock = TurnClock(.move(30), seats: 3)
        clock.turn(to: [2], after: nil, at: now)
        clock.turn(to: [2, 0], after: nil, at: after(1))
        #expect(clock.expired(at: after(60)) == 2)
        clock.stop(2, at: after(60))
        #expect(clock.expired(at: after(60)) == 0)
    }

    @Test func aBankPaysForWhatIsUsedAndGetsTheIncrement() {
        var clock = TurnClock(.bank(60, increment: 2), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        #expect(clock.banks == [60_000, 60_000] && clock.next == after(60))
        clock.turn(to: [1], after: 0, at: after(10))
        #expect(clock.banks == [52_000, 60_000])
        clock.turn(to: [0], after: 1, at: after(15))
        #expect(clock.banks == [52_000, 57_000] && clock.next == after(67))
    }

    @Test func whoIsLateOwesNothing() {
        var clock = TurnClock(.bank(60, increment: 2), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        clock.turn(to: [1], after: 0, at: after(100))
        #expect(clock.banks == [2_000, 60_000])
    }

    @Test func aClockThatIsSetMovesTheWholeMove() {
        var clock = TurnClock(.move(30), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        clock.move(by: .seconds(100))
        #expect(clock.running == [.init(seat: 0, since: after(100), deadline: after(130))])
    }

    @Test func anUndoCostsTimeAndEarnsNone() {
        var clock = TurnClock(.bank(60, increment: 2), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        clock.stopAll(at: after(10))
        clock.turn(to: [1], after: nil, at: after(10))
        #expect(clock.banks == [50_000, 60_000] && clock.running.map(\.seat) == [1])
    }

    @Test func incrementsDoNotMakeABankGrowWithoutEnd() {
        var clock = TurnClock(.bank(30, increment: 3_600), seats: 1)
        for _ in 0..<9 { clock.turn(to: [0], after: 0, at: now) }
        #expect(clock.banks == [120_000])
    }

    @Test func withoutARuleNothingRuns() {
        var clock = TurnClock(.none, seats: 2)
        clock.turn(to: [0, 1], after: nil, at: now)
        #expect(clock.next == nil && clock.banks.isEmpty)
    }

    @Test func whoComesLateHasAFullBank() {
        var clock = TurnClock(.bank(60, increment: 0), seats: 1)
        clock.turn(to: [0], after: nil, at: now)
        clock.addSeat()
        clock.turn(to: [0, 1], after: nil, at: after(20))
        #expect(clock.running.map(\.deadline) == [after(60), after(80)])
    }

    @Test func aMoveWhoseTimePassedWhileTheHostWasDownBeginsAnew() {
        var clock = TurnClock(.bank(60, increment: 0), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        clock.turn(to: [1], after: 0, at: after(20))
        clock.turn(to: [0], after: 1, at: after(30))
        // 40 s were left at after(30).
        clock.forgiveDowntime(at: after(500))
        #expect(clock.running == [.init(seat: 0, since: after(500), deadline: after(540))])
        clock.turn(to: [1], after: 0, at: after(510))
        #expect(clock.banks == [30_000, 50_000])
    }

    @Test func whoIsBackInTimeHasAMomentAtLeast() {
        var clock = TurnClock(.move(60), seats: 2)
        clock.turn(to: [0], after: nil, at: now)
        clock.forgiveDowntime(at: after(10))
        #expect(clock.next == after(60))
        clock.forgiveDowntime(at: after(58))
        #expect(clock.next == after(73))
        // So little late is a host that runs.
        clock.forgiveDowntime(at: after(78))
        #expect(clock.next == after(93))
    }

    @Test(arguments: [(nil, 30), (0, nil), (12, 12)] as [(Int?, Int?)])
    func theRoomsTimeGoesBeforeTheGames(_ time: (set: Int?, is: Int?)) throws {
        var setup = GameSetup(game: "nim")
        setup.moveTime = time.set
        let rule = try TurnClock.Rule(setup, for: Nim.info)
        #expect(rule == (time.is.map { .move($0) } ?? .none))
    }

    @Test func aBankGoesBeforeATimeForMoves() throws {
        var setup = GameSetup(game: "nim")
        (setup.moveTime, setup.bank, setup.increment) = (10, 300, 5)
        #expect(try TurnClock.Rule(setup, for: Nim.info) == .bank(300, increment: 5))
        #expect(try TurnClock.Rule(setup, for: Dash.info) == .none)
    }

    @Test(
        arguments: [
            (4, nil, nil), (-1, nil, nil), (86_401, nil, nil), (nil, 29, nil), (nil, .max, nil), (nil, 60, -1),
            (nil, 60, 3_601),
        ] as [(Int?, Int?, Int?)])
    func timesHaveBounds(_ time: (move: Int?, bank: Int?, increment: Int?)) {
        var setup = GameSetup(game: "nim")
        (setup.moveTime, setup.bank, setup.increment) = (time.move, time.bank, time.increment)
        #expect(throws: UserError.self) { try TurnClock.Rule(setup, for: Nim.info) }
    }
}
