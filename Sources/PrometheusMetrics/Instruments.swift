import CoreMetrics
import Synchronization

/// What holds the value of one series. Changing it takes a few atomic instructions, from any thread.
protocol Instrument: AnyObject, Sendable {
    /// Its value; of a histogram the sum of what was recorded.
    var total: Double { get }
    func write(_ name: String, _ labels: Labels, to text: inout String)
}

/// Only grows, until it is reset.
final class CounterInstrument: CounterHandler, Instrument {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) {
        if amount > 0 { value.wrappingAdd(amount, ordering: .relaxed) }
    }

    func reset() { value.store(0, ordering: .relaxed) }

    var total: Double { Double(value.load(ordering: .relaxed)) }

    func write(_ name: String, _ labels: Labels, to text: inout String) {
        text += "\(name)\(labels.braced()) \(value.load(ordering: .relaxed))\n"
    }
}

/// Rises and falls.
final class GaugeInstrument: MeterHandler, RecorderHandler, Instrument {
    private let value = AtomicDouble()

    func set(_ value: Int64) { self.value.store(Double(value)) }
    func set(_ value: Double) { self.value.store(value) }
    func increment(by amount: Double) { value.add(amount) }
    func decrement(by amount: Double) { value.add(-amount) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }

    var total: Double { value.load() }

    func write(_ name: String, _ labels: Labels, to text: inout String) {
        text += "\(name)\(labels.braced()) \(total.exposed)\n"
    }
}

/// Counts what was recorded by size.
final class HistogramInstrument: RecorderHandler, TimerHandler, Instrument {
    /// One more than the bounds: the last is for what is beyond them all.
    private let buckets: [Bucket]
    private let sum = AtomicDouble()

    private final class Bucket: Sendable {
        let bound: Double
        let count = Atomic<UInt64>(0)

        init(_ bound: Double) { self.bound = bound }
    }

    init(bounds: [Double]) {
        buckets = (bounds.filter(\.isFinite).sorted() + [.infinity]).map(Bucket.init)
    }

    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        guard !value.isNaN, let bucket = buckets.first(where: { value <= $0.bound }) else { return }
        bucket.count.wrappingAdd(1, ordering: .relaxed)
        sum.add(value)
    }

    var total: Double { sum.load() }

    func write(_ name: String, _ labels: Labels, to text: inout String) {
        var count: UInt64 = 0
        for bucket in buckets {
            count += bucket.count.load(ordering: .relaxed)
            text += "\(name)_bucket\(labels.braced(and: "le=\"\(bucket.bound.exposed)\"")) \(count)\n"
        }
        text += "\(name)_sum\(labels.braced()) \(total.exposed)\n"
        text += "\(name)_count\(labels.braced()) \(count)\n"
    }
}

/// A number with a fraction that many threads may add to.
private struct AtomicDouble: ~Copyable, Sendable {
    private let bits = Atomic<UInt64>(0)

    func load() -> Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func store(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    func add(_ amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (isExchanged, present) = bits.compareExchange(expected: old, desired: new, ordering: .relaxed)
            if isExchanged { return }
            old = present
        }
    }
}

extension Double {
    /// As the exposition format has it: whole numbers without a point.
    var exposed: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: self).map(String.init) ?? description
    }
}
