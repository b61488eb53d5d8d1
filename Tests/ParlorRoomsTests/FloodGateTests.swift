import ActorWire
import Testing

@testable import ParlorRooms

struct FloodGateTests {
    private let start = Duration.zero
    private let ann = MemberID("a")
    private let bob = MemberID("b")

    @Test func aBurstPassesAndThenOneEachSecond() {
        var gate = FloodGate(.init(burst: 3, perSecond: 1))
        for _ in 0..<3 { #expect(gate.delay(for: ann, at: start) == nil) }
        #expect(gate.delay(for: ann, at: start) == .seconds(1))
        #expect(gate.delay(for: ann, at: start + .milliseconds(400)) == .milliseconds(600))
        #expect(gate.delay(for: ann, at: start + .seconds(1)) == nil)
        #expect(gate.delay(for: ann, at: start + .seconds(1)) != nil)
    }

    @Test func oneFloodingHindersNobodyElse() {
        var gate = FloodGate(.init(burst: 1, perSecond: 1))
        #expect(gate.delay(for: ann, at: start) == nil)
        #expect(gate.delay(for: ann, at: start) != nil)
        #expect(gate.delay(for: bob, at: start) == nil)
    }

    @Test func whatCostsMoreThanABurstCostsABurst() {
        var gate = FloodGate(.init(burst: 2, perSecond: 1))
        #expect(gate.delay(for: ann, price: 50, at: start) == nil)
        #expect(gate.delay(for: ann, at: start) != nil)
    }

    @Test func aClockThatGoesBackOpensNothing() {
        var gate = FloodGate(.init(burst: 1, perSecond: 1))
        #expect(gate.delay(for: ann, at: start + .seconds(100)) == nil)
        #expect(gate.delay(for: ann, at: start) != nil)
        #expect(gate.delay(for: ann, at: start + .seconds(100)) != nil)
    }

    @Test func howeverLongSomebodyWasSilentABurstIsABurst() {
        var gate = FloodGate(.init(burst: 2, perSecond: 1))
        #expect(gate.delay(for: ann, at: start) == nil)
        let later = start + .seconds(3_600)
        for _ in 0..<2 { #expect(gate.delay(for: ann, at: later) == nil) }
        #expect(gate.delay(for: ann, at: later) != nil)
    }

    @Test func aCrowdLetsOnlyThoseBeForgottenWhoHaveWaited() {
        var gate = FloodGate(.init(burst: 2, perSecond: 1))
        let later = start + .seconds(2)
        for number in 0..<4_094 { _ = gate.delay(for: MemberID("\(number)"), at: start) }
        for _ in 0..<2 { #expect(gate.delay(for: ann, at: later) == nil) }
        #expect(gate.delay(for: bob, at: later) == nil)
        #expect(gate.delay(for: ann, at: later) != nil)
        #expect(gate.buckets.count == 2)
    }

    @Test func withoutARateEverythingPasses() {
        var gate = FloodGate(nil)
        for _ in 0..<10_000 { #expect(gate.delay(for: ann, at: start) == nil) }
    }
}
