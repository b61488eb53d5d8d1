internal import ActorDefinition
internal import ActorWire

/// From where rooms were made of late. It is kept with the list of rooms, so that neither the lobby's sleep nor the end
/// of the host forgives anybody.
struct Creations: Codable, Sendable, Hashable {
    /// By the household or machine.
    private var buckets: [String: TokenBucket] = [:]

    private static let limit = 1_024

    /// Counts a room that somebody makes.
    ///
    /// - Parameter now: The time of day, since 1970: no other clock goes on while the host is down.
    /// - Throws: `UserError` `too_many_creations`, whose metadata says after how many milliseconds to try again.
    mutating func add(from creator: AddressRange, _ rate: RoomLimits.Rate, at now: Duration) throws(UserError) {
        var bucket = buckets[creator.description] ?? TokenBucket(rate, at: now)
        // Nobody waits until a clock that was a day ahead is right.
        if bucket.isAhead(of: now + .seconds(86_400)) { bucket = TokenBucket(rate, at: now) }
        if let delay = bucket.delay(rate, at: now) {
            let milliseconds = Int64(delay / .milliseconds(1)) + 1
            throw UserError(
                "too_many_creations",
                "too many rooms were made from your address: make another in \(milliseconds / 60_000 + 1) min",
                metadata: ["retryAfter": .int(milliseconds)])
        }
        if buckets.count >= Self.limit { makeRoom(rate, at: now) }
        buckets[creator.description] = bucket
    }

    /// Forgets those who made nothing for long, or else whoever made the fewest.
    private mutating func makeRoom(_ rate: RoomLimits.Rate, at now: Duration) {
        for name in Array(buckets.keys) { buckets[name]?.fill(rate, at: now) }
        buckets = buckets.filter { $0.value.tokens < Double(rate.burst) }
        guard buckets.count >= Self.limit, let name = buckets.max(by: { $0.value.tokens < $1.value.tokens })?.key else {
            return
        }
        buckets[name] = nil
    }
}
