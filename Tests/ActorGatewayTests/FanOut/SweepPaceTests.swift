import NIOCore
import Testing

@testable import ActorGateway

@Suite struct SweepPaceTests {
    private let alone = SweepPace(isAmongOthers: false)
    private let amongOthers = SweepPace(isAmongOthers: true)

    @Test func amongOthersTheLoopLooksAtItsSocketsTwiceAsOften() {
        #expect(alone.length == 64)
        #expect(amongOthers.length == 32)
    }

    @Test func amongOthersAnActorRestsAsLongAsItHasWritten() {
        #expect(amongOthers.rest(after: .microseconds(110)) == .microseconds(110))
        #expect(amongOthers.rest(after: .zero) == nil)
        #expect(alone.rest(after: .microseconds(110)) == nil)
    }
}
