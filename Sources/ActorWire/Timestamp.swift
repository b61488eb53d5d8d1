/// A moment: milliseconds since 1970-01-01T00:00:00Z, as the wire and the stores write it. It holds no clock.
///
/// Arithmetic rounds durations down to whole milliseconds, and stops at the ends of the range.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    private init(clamping milliseconds: Int128) { self.milliseconds = Int64(clamping: milliseconds) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment so much later.
    public static func + (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(clamping: Int128(left.milliseconds) + right.wholeMilliseconds)
    }

    /// The moment so much earlier.
    public static func - (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(clamping: Int128(left.milliseconds) - right.wholeMilliseconds)
    }

    /// How much later the left moment is; negative if it is earlier.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        Duration(attoseconds: (Int128(left.milliseconds) - Int128(right.milliseconds)) * attosecondsPerMillisecond)
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

private let attosecondsPerMillisecond: Int128 = 1_000_000_000_000_000

extension Duration {
    fileprivate var wholeMilliseconds: Int128 {
        let (quotient, remainder) = attoseconds.quotientAndRemainder(dividingBy: attosecondsPerMillisecond)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
