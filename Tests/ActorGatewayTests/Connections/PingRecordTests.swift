import NIOCore
import Testing

@testable import ActorGateway

@Suite struct PingRecordTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test func eachPingHasItsOwnRoundTripAndIsAnsweredOnce() {
        var record = PingRecord()
        record.sent(Beat(number: 7, time: start))
        #expect(record.answered(Beat.payload(7), at: start + .milliseconds(30)) == .milliseconds(30))
        #expect(record.answered(Beat.payload(7), at: start + .milliseconds(90)) == nil)
        let next = start + .seconds(20)
        record.sent(Beat(number: 8, time: next))
        #expect(record.unanswered == 1)
        #expect(record.answered(Beat.payload(8), at: next + .milliseconds(5)) == .milliseconds(5))
        #expect(record.unanswered == 0)
    }
}
