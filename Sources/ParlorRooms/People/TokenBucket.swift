internal import ActorWire

/// Lets something happen so often at once, and then so often each second.
struct TokenBucket: Codable, Sendable, Hashable {
    private(set) var tokens: Double
    private var filled: Timestamp

    /// A full one.
    init(_ rate: RoomLimits.Rate, at now: Timestamp) {
        tokens = Double(rate.burst)
        filled = now
    }

    mutating func fill(_ rate: RoomLimits.Rate, at now: Timestamp) {
        let seconds = max(now - filled, .zero) / .seconds(1)
        tokens = min(tokens + seconds * rate.perSecond, Double(rate.burst))
        filled = max(now, filled)
    }

    /// Takes the price.
    ///
    /// - Returns: How long to wait until there is enough; nil when there was.
    mutating func delay(price: Double = 1, _ rate: RoomLimits.Rate, at now: Timestamp) -> Duration? {
        let price = min(price, Double(rate.burst))
        fill(rate, at: now)
        guard tokens >= price else { return .seconds((price - tokens) / max(rate.perSecond, 0.001)) }
        tokens -= price
        return nil
    }
}
