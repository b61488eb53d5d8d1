import NIOCore

/// A token bucket, kept as the time at which it will be full again.
struct TokenBucket {
    private var fullAt = NIODeadline.uptimeNanoseconds(0)

    /// Takes tokens, also such that are not there yet.
    mutating func take(_ count: Int, at time: NIODeadline, _ rate: GatewayConfiguration.Rate) {
        fullAt = max(fullAt, time) + .nanoseconds(Int64(count) * 1_000_000_000 / Int64(rate.perSecond))
    }

    func isFull(at time: NIODeadline) -> Bool { fullAt <= time }

    func isOverdrawn(at time: NIODeadline, _ rate: GatewayConfiguration.Rate) -> Bool {
        fullAt - time > .nanoseconds(Int64(rate.burst) * 1_000_000_000 / Int64(rate.perSecond))
    }
}
