/// A moment: milliseconds since 1970-01-01T00:00:00Z, as the wire and the stores write it. It holds no clock.
///
/// Arithmetic saturates at the ends of the range, and rounds durations down to whole milliseconds.
public struct Timestamp: Sendable, Hashable, Comparable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    public static func + (left: Timestamp, right: Duration) -> Timestamp {
        left.advanced(by: right.wholeMilliseconds)
    }

    public static func - (left: Timestamp, right: Duration) -> Timestamp {
        left.advanced(by: Int64(0).subtractingSaturating(right.wholeMilliseconds))
    }

    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds.subtractingSaturating(right.milliseconds))
    }

    private func advanced(by duration: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(duration)
        return Timestamp(milliseconds: overflow ? (duration < 0 ? .min : .max) : sum)
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(milliseconds: try Int64(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try milliseconds.encode(to: encoder)
    }
}

extension Int64 {
    fileprivate func subtractingSaturating(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let fraction = attoseconds / 1_000_000_000_000_000 - (attoseconds % 1_000_000_000_000_000 < 0 ? 1 : 0)
        let (thousands, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        let (sum, sumOverflow) = thousands.addingReportingOverflow(fraction)
        return overflow || sumOverflow ? (seconds < 0 ? .min : .max) : sum
    }
}
