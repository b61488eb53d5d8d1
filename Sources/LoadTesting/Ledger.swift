import Histogram

/// What was sent, and whether everybody got it once and in one order.
struct Ledger {
    private struct Sent {
        /// When it was sent or due, in nanoseconds.
        var time: UInt64
        /// Its place in the room, by the first who got it; 0 before.
        var seq: UInt64 = 0
    }

    private var sent: [Sent] = []
    /// Of deliveries, in microseconds; beyond a minute as a minute.
    private var latencies = Histogram<UInt64>(highestTrackableValue: latencyLimit)
    private(set) var deliveries = 0
    private(set) var duplicates = 0
    private(set) var reordered = 0
    private(set) var disagreements = 0
    /// Messages that the room has taken.
    private(set) var answered = 0

    private static let latencyLimit: UInt64 = 60_000_000

    var count: Int { sent.count }
    var unanswered: Int { sent.count - answered }

    /// - Returns: The number of the message, from 0 on.
    mutating func send(at time: UInt64) -> Int {
        sent.append(Sent(time: time))
        return sent.count - 1
    }

    mutating func answer() { answered += 1 }

    /// A member got a message of this run.
    mutating func deliver(_ number: Int, seq: UInt64, to track: inout Track, at time: UInt64) throws(LoadError) {
        guard sent.indices.contains(number) else { throw .protocolError("a message that nobody sent") }
        switch track.take(seq) {
        case .next: break
        case .late: reordered += 1
        case .again:
            duplicates += 1
            return
        }
        if sent[number].seq == 0 { sent[number].seq = seq }
        if sent[number].seq != seq { disagreements += 1 }
        deliveries += 1
        let latency = time > sent[number].time ? (time - sent[number].time) / 1_000 : 0
        latencies.record(min(latency, Self.latencyLimit))
    }

    /// A member got a message of somebody else, which has its place among the others.
    mutating func pass(_ seq: UInt64, to track: inout Track) { _ = track.take(seq) }

    var latency: LoadReport.Latency {
        func milliseconds(_ percentile: Double) -> Double {
            deliveries == 0 ? 0 : Double(latencies.valueAtPercentile(percentile)) / 1_000
        }
        return LoadReport.Latency(
            p50: milliseconds(50), p90: milliseconds(90), p99: milliseconds(99), p999: milliseconds(99.9),
            max: milliseconds(100))
    }
}

/// The places of messages that one member has seen.
struct Track {
    enum Arrival: Equatable {
        case next, late, again
    }

    private var last: UInt64 = 0
    /// Places before the last that it has not seen; nil as long as there are none.
    private var gaps: Set<UInt64>?

    /// So long a gap at most is remembered place by place.
    private static let gapLimit: UInt64 = 100_000

    mutating func take(_ seq: UInt64) -> Arrival {
        if seq > last {
            // What was said before the member came is no gap.
            if last > 0, seq > last + 1 {
                gaps = (gaps ?? []).union((last + 1..<seq).suffix(Int(min(seq - last, Self.gapLimit))))
            }
            last = seq
            return .next
        }
        return gaps?.remove(seq) == nil ? .again : .late
    }
}
