import NIOCore
import PrometheusMetrics
import Testing

@testable import ActorGateway

/// How fast a client may send.
@Suite(.timeLimit(.minutes(1))) struct ThrottleTests {
    private static var limits: GatewayConfiguration {
        var limits = GatewayConfiguration.calm
        limits.frameRate = .init(burst: 10, perSecond: 100)
        limits.byteRate = .init(burst: 1_000, perSecond: 10_000)
        return limits
    }

    @Test func aBurstIsFreeAndWhatFollowsHasItsTime() {
        var throttle = Throttle()
        var now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        #expect(throttle.charge(frames: 10, bytes: 0, at: now, Self.limits) == nil)
        #expect(throttle.charge(frames: 1, bytes: 0, at: now, Self.limits) == .frames)
        now = now + .milliseconds(9)
        #expect(throttle.excess(at: now, Self.limits) == .frames)
        now = now + .milliseconds(1)
        #expect(throttle.excess(at: now, Self.limits) == nil)
        #expect(throttle.charge(frames: 0, bytes: 1_001, at: now, Self.limits) == .bytes)
        now = now + .seconds(60)
        // However long somebody was silent, a burst is a burst.
        #expect(throttle.charge(frames: 11, bytes: 0, at: now, Self.limits) == .frames)
    }

    /// Looked at as seldom as the watch of a loop does.
    @Test func aSteadySenderGetsWhatTheRateSays() {
        var limits = Self.limits
        limits.frameRate = .init(burst: 200, perSecond: 100)
        var throttle = Throttle()
        let start = NIODeadline.uptimeNanoseconds(5_000_000_000)
        var now = start
        var sent = 0
        while now < start + .seconds(100) {
            while throttle.excess(at: now, limits) == nil {
                sent += 7
                _ = throttle.charge(frames: 7, bytes: 0, at: now, limits)
            }
            now = now + LoopWatch.interval
        }
        #expect((10_150...10_250).contains(sent))
    }

    @Test func withoutARateNothingIsHeldUp() {
        var limits = Self.limits
        (limits.frameRate, limits.byteRate) = (nil, nil)
        var throttle = Throttle()
        let now = NIODeadline.uptimeNanoseconds(7)
        #expect(throttle.charge(frames: 1_000_000_000, bytes: 1_000_000_000, at: now, limits) == nil)
    }

    /// Each kind of flood: everything is answered in the end, but no faster than the rate allows.
    @Test(arguments: [
        (clientFrame(9, [1]), Refusal.frames), (clientFrame(2, [], isFinal: false) + clientFrame(0, []), .frames),
        (clientFrame(9, [UInt8](repeating: 1, count: 120)), .bytes),
    ])
    func aFloodIsReadAtItsRateAndAnswered(bytes: [UInt8], reason: Refusal) async throws {
        let metrics = MetricRegistry()
        var limits = GatewayConfiguration.calm
        limits.frameRate = .init(burst: 400, perSecond: 4_000)
        limits.byteRate = .init(burst: 40_000, perSecond: 400_000)
        limits.echoPath = "/echo"
        limits.outboundLimit = 16 << 20
        try await withGateway(limits, metrics: metrics) { _, address, _ in
            let client = try await TestClient(address, path: "/echo", protocols: nil)
            let count = 4_000
            let start = ContinuousClock.now
            try await client.socket.send((0..<count).flatMap { _ in bytes })
            for _ in 0..<count { #expect(await client.next() != nil) }
            // What is read at once is counted afterwards, so that the last read is free.
            #expect(ContinuousClock.now - start >= .milliseconds(250))
            #expect(metrics.refusals(reason) ?? 0 >= 1)
            try await client.send(9, [2])
            #expect(await client.next()?.payload == [2])
        }
    }

    @Test func whoFloodsDelaysNobodyElse() async throws {
        var limits = Self.limits
        limits.frameRate = .init(burst: 10, perSecond: 1)
        try await withGateway(limits) { _, address, _ in
            let mallory = try await TestClient(address)
            for _ in 0..<1_000 { try await mallory.send(9, []) }
            let honest = try await TestClient(address)
            _ = try await honest.nextText()
            for id in 0..<8 {
                try await honest.act(id, "echo", "[]")
                #expect(try await honest.nextText()?.contains("ActionResponse") == true)
            }
        }
    }
}
