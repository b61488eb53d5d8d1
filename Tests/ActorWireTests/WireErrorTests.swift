import ActorWire
import Testing

@Suite struct WireErrorTests {
    @Test func theBodyOfAnHTTPAnswerIsReadBack() throws {
        let error = WireError(
            group: "user", code: "full", message: "Room full", metadata: ["max": 8],
            actor: ActorReference(actorID: "a1", generation: .max))
        let body =
            #"{"group":"user","code":"full","message":"Room full","metadata":{"max":8},"#
            + #""actor":{"actorId":"a1","generation":["$BigInt","18446744073709551615"]}}"#
        #expect(error.json().text == body)
        #expect(WireError(try Value(text: body)) == error)
        #expect(WireError(["group": "a", "code": "b"]) == nil)
    }

    @Test(arguments: [
        (WireError.forbidden(), 403), (.actorNotFound, 404), (.actionNotFound("x"), 404), (.methodNotAllowed, 405),
        (.actionTimedOut, 408), (.aborted, 400), (.invalidRequest("x"), 400), (.incomingTooLong(), 400),
        (.user("full", "Full"), 400), (.internal(), 500), (.restarting, 500),
    ])
    func theStatusFollowsTheError(_ error: WireError, _ status: Int) {
        #expect(error.httpStatus == status)
    }

    @Test func anInternalErrorSaysNothingButWhereToLook() {
        let error = WireError.internal(incident: "42")
        #expect("\(error)" == "An internal error occurred")
        #expect(error.name == "core.internal_error")
        #expect(error.metadata == ["incident": "42"])
    }

    @Test func foreignTextInASentenceIsHarmlessAndBounded() {
        let message = WireError.actionNotFound("\u{1B}]0;x\u{7}\u{202E}" + String(repeating: "a", count: 1_000)).message
        #expect(!message.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
        #expect(message.count < 120)
    }
}
