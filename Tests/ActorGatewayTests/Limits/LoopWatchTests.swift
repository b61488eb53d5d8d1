import NIOCore
import NIOEmbedded
import Testing

@testable import ActorGateway

@Suite struct LoopWatchTests {
    private final class Entry: Watched {
        var looks = 0
        func look(at time: NIODeadline) { looks += 1 }
    }

    @Test func whoComesAfterAllWereGoneIsLookedAfterToo() {
        let loop = EmbeddedEventLoop()
        let watch = LoopWatch(eventLoop: loop)
        let (first, second) = (Entry(), Entry())
        watch.add(first)
        loop.advanceTime(by: LoopWatch.interval)
        watch.remove(first)
        loop.advanceTime(by: LoopWatch.interval * 3)
        watch.add(second)
        loop.advanceTime(by: LoopWatch.interval)
        #expect(first.looks == 1 && second.looks == 1)
    }
}
