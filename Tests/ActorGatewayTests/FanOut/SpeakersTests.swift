import NIOCore
import Testing

@testable import ActorGateway

@Suite struct SpeakersTests {
    private final class Actor {}

    private let crowd = Actor()
    private let neighbour = Actor()
    private var speakers = Speakers()

    /// - Returns: Whether others have spoken of late.
    private mutating func note(_ actor: Actor, at milliseconds: UInt64) -> Bool {
        speakers.note(ObjectIdentifier(actor), at: .uptimeNanoseconds(milliseconds * 1_000_000))
    }

    @Test mutating func whoTalksHasTheLoopToItselfUntilAnotherDoes() {
        #expect((0..<9).map { note(crowd, at: $0) } == Array(repeating: false, count: 9))
        #expect(note(neighbour, at: 9))
        #expect(note(crowd, at: 10))
    }

    @Test mutating func whoHasFallenSilentIsForgottenAfterATenthOfASecond() {
        _ = note(neighbour, at: 5)
        _ = note(crowd, at: 10)
        #expect(note(crowd, at: 110))
        #expect(!note(crowd, at: 111))
    }
}
