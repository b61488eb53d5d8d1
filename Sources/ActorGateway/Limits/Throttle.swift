import NIOCore

/// How fast one client may send. Whoever sends more is not read from until their time has come: the bytes wait in the
/// kernel, and then with the client.
struct Throttle {
    private var frames = TokenBucket()
    private var bytes = TokenBucket()

    /// Counts what has been read.
    ///
    /// - Returns: Why nothing more should be read now; nil when it may.
    mutating func charge(
        frames frameCount: Int, bytes byteCount: Int, at time: NIODeadline, _ limits: GatewayConfiguration
    ) -> Refusal? {
        if let rate = limits.frameRate { frames.take(frameCount, at: time, rate) }
        if let rate = limits.byteRate { bytes.take(byteCount, at: time, rate) }
        return excess(at: time, limits)
    }

    /// Why nothing more should be read now; nil when it may.
    func excess(at time: NIODeadline, _ limits: GatewayConfiguration) -> Refusal? {
        if let rate = limits.frameRate, frames.isOverdrawn(at: time, rate) { return .frames }
        if let rate = limits.byteRate, bytes.isOverdrawn(at: time, rate) { return .bytes }
        return nil
    }
}

/// A token bucket, kept as the time at which it will be full again.
private struct TokenBucket {
    private var fullAt = NIODeadline.uptimeNanoseconds(0)

    /// Takes tokens, also such that are not there yet.
    mutating func take(_ count: Int, at time: NIODeadline, _ rate: GatewayConfiguration.Rate) {
        fullAt = max(fullAt, time) + .nanoseconds(Int64(count) * 1_000_000_000 / Int64(rate.perSecond))
    }

    func isOverdrawn(at time: NIODeadline, _ rate: GatewayConfiguration.Rate) -> Bool {
        fullAt - time > .nanoseconds(Int64(rate.burst) * 1_000_000_000 / Int64(rate.perSecond))
    }
}
