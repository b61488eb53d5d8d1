import ActorWire
import Testing

@Suite struct CloseReasonTests {
    @Test func aReasonIsCutAtACharacterWithinTheBytesOfACloseFrame() {
        #expect(CloseReason(code: 1000, reason: String(repeating: "a", count: 200)).reason.utf8.count == 123)
        #expect(
            CloseReason(code: 1000, reason: String(repeating: "é", count: 100)).reason
                == String(repeating: "é", count: 61))
        let family = "👨‍👩‍👧‍👦"
        let cut = CloseReason(code: 1000, reason: String(repeating: family, count: 10)).reason
        #expect(cut == String(repeating: family, count: 4))
        #expect(CloseReason.normal("spam").reason == "spam")
    }

    @Test(arguments: [
        (CloseReason.goingAway, true), (CloseReason(WireError.restarting), true),
        (CloseReason(WireError.stopped), true),
        (CloseReason(WireError.serviceUnavailable), true), (.abnormal, true),
        (CloseReason(code: 1011, reason: "guard.actor_stopped_while_waiting"), true), (.normal("spam"), false),
        (.disposed, false), (CloseReason(WireError.forbidden()), false), (.incomingTooLong, false),
        (.unsupportedEncoding, false), (.invalidUTF8, false), (CloseReason(WireError.user("banned", "Banned")), false),
    ])
    func clientsComeBackOnlyWhenItHelps(_ reason: CloseReason, _ comesBack: Bool) {
        #expect(reason.isRetryable == comesBack)
    }

    @Test func anErrorClosesWithItsNameAndItsCode() {
        #expect(CloseReason(WireError.invalidRequest("x")) == CloseReason(code: 1011, reason: "actor.invalid_request"))
        #expect(CloseReason(WireError.incomingTooLong()) == .incomingTooLong)
        #expect(CloseReason(WireError.unsupportedEncoding) == .unsupportedEncoding)
        #expect(CloseReason.incomingTooLong == CloseReason(code: 1009, reason: "message.incoming_too_long"))
        #expect(CloseReason.outgoingTooLong == CloseReason(code: 1011, reason: "message.outgoing_too_long"))
    }
}
