import ActorDefinition
import ActorWire
import Testing

@testable import ActorClient

struct CallTests {
    @Test func aReplyAnswersItsCall() {
        var probe = SessionProbe()
        _ = probe.connect()
        #expect(probe.call(0).sentIDs == [0])
        #expect(probe.call(1).sentIDs == [1])
        #expect(probe.reply(to: 1, "one").outputs == [1: "one"])
        #expect(probe.reply(to: 0, "zero").outputs == [0: "zero"])
        #expect(probe.reply(to: 0, "again").isEmpty, "a second reply has nobody to go to")
    }

    @Test func anActorsOwnErrorIsThrownAsItsUserError() throws {
        var probe = SessionProbe()
        _ = probe.connect()
        _ = probe.call(0)
        _ = probe.call(1)
        let user = probe.receive(
            .frame(.error(.user("full", "The room is full"), actionID: 0), size: 0, connection: 1))
        guard case .answer(0, .failure(let error)) = user[0] else { return #expect(Bool(false), "\(user)") }
        #expect(error as? UserError == UserError("full", "The room is full"))
        let masked = probe.receive(.frame(.error(.internal(), actionID: 1), size: 0, connection: 1))
        guard case .answer(1, .failure(let error)) = masked[0] else { return #expect(Bool(false), "\(masked)") }
        #expect(error as? WireError == .internal())
    }

    @Test func whatMayHaveRunIsNotRepeated() {
        var probe = SessionProbe()
        _ = probe.connect()
        _ = probe.call(0)
        #expect(probe.lose().failures == [0: .outcomeUnknown])
        #expect(probe.connect().sentIDs == [])
    }

    @Test func idempotentCallsAreRepeatedInTheirPlaceOfTheOrder() {
        var probe = SessionProbe()
        _ = probe.connect()
        _ = probe.call(0, idempotent: true)
        _ = probe.call(1)
        _ = probe.call(2, idempotent: true)
        #expect(probe.lose().failures == [1: .outcomeUnknown])
        _ = probe.call(3)
        #expect(probe.connect().sentIDs == [0, 2, 3])
        _ = probe.reply(to: 0)
        _ = probe.reply(to: 3)
        _ = probe.lose()
        #expect(probe.connect().sentIDs == [2])
    }

    @Test func theQueueTakesSoManyCalls() {
        var probe = SessionProbe()
        for id in 0..<64 as Range<UInt64> { #expect(probe.call(id).isEmpty) }
        #expect(probe.call(64).failures == [64: .queueFull])
        #expect(probe.connect().sentIDs == Array(0..<64))
    }

    @Test func theQueueTakesSoManyBytes() {
        var probe = SessionProbe()
        for id in 0..<17 as Range<UInt64> { #expect(probe.call(id, padding: 60_000).isEmpty) }
        #expect(probe.call(17, padding: 60_000).failures == [17: .queueFull])
        #expect(probe.call(18, padding: 10).isEmpty)
    }

    @Test func aCallThatTheServerWouldNotTakeFailsAtOnce() {
        var probe = SessionProbe()
        _ = probe.connect()
        let effects = probe.call(0, padding: 65_536)
        #expect(effects.sent.isEmpty)
        guard case .tooLong(_, limit: 65_536) = effects.failures[0] else {
            return #expect(Bool(false), "\(effects)")
        }
        #expect(probe.call(1, padding: 65_000).sentIDs == [1])
    }

    @Test func onlySoManyCallsAreOnTheLineAndRepliesMakeRoom() {
        var configuration = ClientConfiguration()
        configuration.inFlight.count = 2
        var probe = SessionProbe(configuration)
        _ = probe.connect()
        #expect(probe.call(0).sentIDs == [0])
        #expect(probe.call(1).sentIDs == [1])
        #expect(probe.call(2).sentIDs == [])
        #expect(probe.call(3).sentIDs == [])
        #expect(probe.reply(to: 0).sentIDs == [2])
        #expect(probe.receive(.cancel(id: 1)).sentIDs == [3])
    }

    @Test func aCallWaitsUntilItsDeadlineAndNoLonger() {
        var probe = SessionProbe()
        _ = probe.call(0, within: .seconds(2))
        _ = probe.call(1, within: .seconds(1))
        #expect(probe.advance(by: .milliseconds(999)).isEmpty)
        #expect(probe.advance(by: .milliseconds(1)).failures == [1: .timedOut(wasSent: false)])
        #expect(probe.advance(by: .seconds(1)).failures == [0: .timedOut(wasSent: false)])
        #expect(probe.connect().sentIDs == [])
    }

    @Test func aSentCallThatIsLateMayHaveRun() {
        var probe = SessionProbe()
        _ = probe.connect()
        _ = probe.call(0, within: .seconds(2))
        #expect(probe.advance(by: .seconds(2)).failures == [0: .timedOut(wasSent: true)])
        #expect(probe.reply(to: 0).isEmpty)
    }

    @Test func aDeadlineFreesTheLineForTheNextCall() {
        var configuration = ClientConfiguration()
        configuration.inFlight.count = 1
        var probe = SessionProbe(configuration)
        _ = probe.connect()
        _ = probe.call(0, within: .seconds(1))
        _ = probe.call(1)
        #expect(probe.advance(by: .seconds(1)).sentIDs == [1])
    }

    @Test func aCancelledCallThatWaitsIsNeverSent() {
        var probe = SessionProbe()
        _ = probe.call(0)
        let cancelled = probe.receive(.cancel(id: 0))
        guard case .answer(0, .failure(let error)) = cancelled[0] else {
            return #expect(Bool(false), "\(cancelled)")
        }
        #expect(error is CancellationError)
        #expect(probe.connect().sentIDs == [])
    }
}
