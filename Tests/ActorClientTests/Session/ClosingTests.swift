import ActorWire
import Testing

@testable import ActorClient

struct ClosingTests {
    @Test func aKickIsFinalAndSaysWhy() {
        var probe = SessionProbe()
        _ = probe.connect()
        let kicked = probe.lose(.closed(.normal("spam")))
        #expect(kicked.finish == .disconnected(reason: "spam"))
        #expect(kicked.statuses == [.closed(.disconnected(reason: "spam"))])
        #expect(probe.session.wakeUp == nil)
        #expect(probe.receive(.start).isEmpty)
    }

    @Test(arguments: [
        WireError.user("banned", "You are banned"), .forbidden(), .invalidRequest("parameters: name is missing"),
        .unsupportedEncoding,
    ])
    func aRefusalIsFinalAndSaysWhy(_ error: WireError) {
        var probe = SessionProbe()
        _ = probe.receive(.start)
        _ = probe.receive(.parameters(.success(nil), connection: 1))
        _ = probe.receive(.opened(connection: 1))
        let refused = probe.receive(.frame(.error(error, actionID: nil), size: 0, connection: 1))
        #expect(refused.finish == .refused(error))
    }

    @Test(arguments: [WireError.user("banned", ""), .forbidden(), .invalidRequest("")])
    func aRefusalIsFinalEvenWhenOnlyTheCloseNamesIt(_ error: WireError) {
        var probe = SessionProbe()
        _ = probe.receive(.start)
        _ = probe.receive(.parameters(.success(nil), connection: 1))
        _ = probe.receive(.opened(connection: 1))
        guard case .refused(let refusal) = probe.lose(.closed(CloseReason(error))).finish else {
            return #expect(Bool(false), "went on")
        }
        #expect(refusal.name == error.name)
    }

    @Test(arguments: [
        WireError.callbackTimedOut, .internal(), .restarting, .stopped, .serviceUnavailable, .goingAway,
    ])
    func aPassingRefusalIsTriedAgain(_ error: WireError) {
        var probe = SessionProbe()
        _ = probe.receive(.start)
        _ = probe.receive(.parameters(.success(nil), connection: 1))
        _ = probe.receive(.opened(connection: 1))
        let refused = probe.receive(.frame(.error(error, actionID: nil), size: 0, connection: 1))
        #expect(
            refused.statuses == [.reconnecting(attempt: 1, delay: refused.delays[0], why: .refused(error))])
    }

    @Test(arguments: [
        CloseReason.goingAway, .abnormal, CloseReason(code: 1011, reason: ""), .protocolError, .normal(),
        CloseReason(code: 1011, reason: "core.internal_error"), CloseReason(code: 1000, reason: "actor.restarting"),
        CloseReason(code: 1011, reason: "actor.stopped"), CloseReason(code: 1011, reason: "actor.invalid_request"),
        CloseReason(code: 4999, reason: "who knows"),
    ])
    func otherClosesAreTriedAgain(_ close: CloseReason) {
        var probe = SessionProbe()
        _ = probe.connect()
        let lost = probe.lose(.closed(close))
        #expect(lost.finish == nil)
        #expect(lost.statuses == [.reconnecting(attempt: 1, delay: lost.delays[0], why: .closed(close))])
    }

    @Test func aCloseAnswersEveryCall() {
        var configuration = ClientConfiguration()
        configuration.inFlight.count = 1
        var probe = SessionProbe(configuration)
        _ = probe.connect()
        _ = probe.call(0)
        _ = probe.call(1)
        let closed = probe.receive(.close)
        #expect(closed.failures == [0: .outcomeUnknown, 1: .closed(.byCaller)])
        #expect(probe.call(2).failures == [2: .closed(.byCaller)])
        #expect(probe.receive(.close).isEmpty)
    }

    @Test func aCloseDuringADelayIsTheEnd() {
        var probe = SessionProbe()
        _ = probe.connect()
        _ = probe.lose()
        #expect(probe.receive(.close).finish == .byCaller)
        #expect(probe.advance(by: .seconds(60)).isEmpty)
    }

    @Test func aReasonCannotSmuggleControlCharactersIntoASentence() {
        let reason = ClosedReason.disconnected(reason: "spam\u{1B}[2J\u{202E}\n")
        #expect(!reason.description.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    }
}
