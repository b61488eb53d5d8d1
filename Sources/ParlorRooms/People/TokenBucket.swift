/// Lets something happen so often at once, and then so often each second.
struct TokenBucket: Codable, Sendable, Hashable {
    private(set) var tokens: Double
    /// When it was last filled: seconds by the clock of its owner.
    private var filled: Double

    /// A full one.
    ///
    /// - Parameter now: By a clock of the owner's choice, which has to be the same each time.
    init(_ rate: RoomLimits.Rate, at now: Duration) {
        tokens = Double(rate.burst)
        filled = now / .seconds(1)
    }

    /// Fills it for the time that has gone by. A clock that was set back fills nothing, and counts from there.
    mutating func fill(_ rate: RoomLimits.Rate, at now: Duration) {
        let now = now / .seconds(1)
        tokens = min(tokens + max(now - filled, 0) * rate.perSecond, Double(rate.burst))
        filled = now
    }

    /// Takes the price.
    ///
    /// - Returns: How long to wait until there is enough; nil when there was.
    mutating func delay(price: Double = 1, _ rate: RoomLimits.Rate, at now: Duration) -> Duration? {
        let price = min(price, Double(rate.burst))
        fill(rate, at: now)
        guard tokens >= price else { return .seconds((price - tokens) / max(rate.perSecond, 0.001)) }
        tokens -= price
        return nil
    }
}
