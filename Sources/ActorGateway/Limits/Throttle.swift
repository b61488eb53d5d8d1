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
