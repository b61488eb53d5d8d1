import Testing

@testable import ActorGateway

@Suite struct SweepLengthTests {
    private final class Actor {}

    private let crowd = Actor()
    private let neighbour = Actor()
    private var length = SweepLength()

    private mutating func next(_ actor: Actor, _ turn: UInt32) -> Int {
        length.next(for: ObjectIdentifier(actor), in: turn)
    }

    @Test mutating func whoTalksAloneIsInterruptedLess() {
        #expect((0..<9).map { next(crowd, $0) } == Array(repeating: 64, count: 9))
    }

    @Test mutating func amongOthersTheLoopLooksAtItsSocketsTwiceAsOften() {
        #expect(next(crowd, 7) == 64)
        #expect(next(neighbour, 7) == 32)
        #expect(next(crowd, 7) == 32)
    }

    @Test mutating func whoHasFallenSilentIsForgottenSoon() {
        _ = next(neighbour, .max - 1)
        _ = next(crowd, .max - 1)
        #expect(next(crowd, 0) == 32)
        #expect(next(crowd, 1) == 64)
    }
}
