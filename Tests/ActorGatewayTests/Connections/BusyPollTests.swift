import NIOCore
import Testing

@testable import ActorGateway

/// For whom an event loop stays awake, on a clock of its own.
struct BusyPollTests {
    private var poll = BusyPoll()
    private var now = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private var looks = 0

    /// A client asks, is answered, and asks again after a while.
    private mutating func exchange(_ socket: CInt = 5, after pause: TimeAmount) {
        now = now + pause
        poll.noteArrival(from: socket, at: now)
        answer { _ in true }
    }

    private mutating func answer(_ isAsking: (CInt) -> Bool) {
        var (time, looks) = (now, looks)
        poll.noteAnswer(
            now: {
                time = time + .microseconds(10)
                return time
            },
            isAsking: { socket in
                looks += 1
                return isAsking(socket)
            })
        (now, self.looks) = (time, looks)
    }

    private mutating func proveQuickness() { for _ in 0...BusyPoll.proof { exchange(after: .microseconds(50)) } }

    @Test mutating func whoIsQuickSomeTimesInARowIsLookedOutFor() {
        for _ in 0..<BusyPoll.proof { exchange(after: .microseconds(50)) }
        #expect(looks == 0)
        exchange(after: .microseconds(50))
        #expect(looks == 1)
    }

    @Test mutating func nobodyElseIs() {
        for _ in 0..<20 { exchange(after: .milliseconds(1)) }
        for number in 0..<20 { exchange(5 + CInt(number % 2), after: .microseconds(50)) }
        for _ in 0..<20 { exchange(SocketGate.noSocket, after: .microseconds(50)) }
        #expect(looks == 0)
    }

    @Test mutating func theLookoutIsOverSoonAndIsNotRepeatedAtOnce() {
        proveQuickness()
        let before = now
        answer { _ in false }
        #expect(now - before <= BusyPoll.patience + .microseconds(20))
        looks = 0
        exchange(after: .microseconds(50))
        #expect(looks == 0)
    }

    @Test mutating func whoComesBetweenEndsIt() {
        proveQuickness()
        exchange(6, after: .microseconds(50))
        looks = 0
        exchange(after: .microseconds(50))
        #expect(looks == 0)
    }
}
