/// Lets something happen so often at once, and then so often each second.
struct TokenBucket: Codable, Sendable, Hashable {
    private(set) var tokens: Double
    /// When it was last filled, in milliseconds by the clock of its owner.
    private var filled: Int64

    /// A full one.
    ///
    /// - Parameter now: By a clock of the owner's choice, which has to be the same each time.
    init(_ rate: RoomLimits.Rate, at now: Duration) {
        tokens = Double(rate.burst)
        filled = Self.milliseconds(now)
    }

    /// Whole, since a quotient of durations is off by a little.
    private static func milliseconds(_ time: Duration) -> Int64 {
        let (seconds, attoseconds) = time.components
        return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    }

    /// Fills it for the time that has gone by. A clock that is set back fills nothing until it is where it was.
    mutating func fill(_ rate: RoomLimits.Rate, at now: Duration) {
        let now = Self.milliseconds(now)
        tokens = min(tokens + Double(max(now - filled, 0)) / 1_000 * rate.perSecond, Double(rate.burst))
        filled = max(now, filled)
    }

    /// Whether it was filled later than this, by a clock that was wrong.
    func isAhead(of time: Duration) -> Bool { filled > Self.milliseconds(time) }

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
