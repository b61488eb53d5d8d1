import ActorWire
import Testing

@Suite struct TimestampTests {
    private let noon = Timestamp(milliseconds: 1_000)

    @Test func durationsMoveAMomentByWholeMilliseconds() {
        #expect(noon + .seconds(2) == Timestamp(milliseconds: 3_000))
        #expect(noon - .milliseconds(1) == Timestamp(milliseconds: 999))
        #expect(noon + .microseconds(1_999) == Timestamp(milliseconds: 1_001))
        #expect(noon + .microseconds(-1) == Timestamp(milliseconds: 999))
        #expect((noon + .seconds(5)) - noon == .seconds(5))
        #expect(noon < noon + .milliseconds(1))
    }

    @Test func theEndsOfTheRangeHold() {
        let first = Timestamp(milliseconds: .min)
        let last = Timestamp(milliseconds: .max)
        #expect(last + .seconds(1) == last)
        #expect(first - .seconds(1) == first)
        #expect(noon + .seconds(Int64.max) == last)
        #expect(noon - .seconds(Int64.max) == first)
        #expect(noon - .seconds(Int64.min) == last)
        #expect(first + (last - first) == last)
        #expect(last + (first - last) == first)
    }
}
