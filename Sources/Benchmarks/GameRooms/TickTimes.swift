import CoreMetrics
import Synchronization

/// Keeps how late ticks were, of all that is measured in the process.
final class TickTimes: MetricsFactory, Sendable {
    private let times = Mutex<[Duration]>([])

    func reset() { times.withLock { $0 = [] } }
    var sorted: [Duration] { times.withLock { $0.sorted() } }

    private final class Late: TimerHandler {
        let keep: @Sendable (Duration) -> Void
        init(_ keep: @escaping @Sendable (Duration) -> Void) { self.keep = keep }
        func recordNanoseconds(_ duration: Int64) { keep(.nanoseconds(duration)) }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        guard label == "actor_tick_lateness" else { return NOOPMetricsHandler.instance }
        return Late { time in self.times.withLock { $0.append(time) } }
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        NOOPMetricsHandler.instance
    }
    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
