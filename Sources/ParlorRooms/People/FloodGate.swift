internal import ActorDefinition
internal import ActorWire

/// Lets everybody do something so often at once, and then so often each second: a token bucket for each person. Its time
/// is an uptime, so that setting the clock neither opens it nor shuts anybody out.
struct FloodGate {
    private let rate: RoomLimits.Rate?
    private(set) var buckets: [MemberID: TokenBucket] = [:]
    private var sweepAbove = crowd
    private static let crowd = 4_096

    /// - Parameter rate: nil lets everything through.
    init(_ rate: RoomLimits.Rate?) { self.rate = rate }

    /// Takes the price from the person's bucket.
    ///
    /// - Returns: How long to wait until there is enough; nil when there was.
    mutating func delay(for person: MemberID, price: Double = 1, at now: Duration) -> Duration? {
        guard let rate else { return nil }
        var bucket = buckets[person] ?? TokenBucket(rate, at: now)
        let delay = bucket.delay(price: price, rate, at: now)
        buckets[person] = bucket
        if buckets.count >= sweepAbove { removeFull(rate, at: now) }
        return delay
    }

    /// Takes the price from the person's bucket.
    ///
    /// - Throws: `UserError` `flood`, whose metadata says after how many milliseconds to try again.
    mutating func pay(_ person: MemberID, price: Double = 1, at now: Duration) throws(UserError) {
        guard let delay = delay(for: person, price: price, at: now) else { return }
        let milliseconds = Int64(delay / .milliseconds(1)) + 1
        throw UserError(
            "flood", "too fast: try again in \(milliseconds / 1_000 + 1) s",
            metadata: ["retryAfter": .int(milliseconds)])
    }

    /// Forgets those with a full bucket, which is as good as none, and looks again among twice as many as are left.
    private mutating func removeFull(_ rate: RoomLimits.Rate, at now: Duration) {
        buckets = buckets.filter { _, bucket in
            var bucket = bucket
            bucket.fill(rate, at: now)
            return bucket.tokens < Double(rate.burst)
        }
        sweepAbove = max(Self.crowd, 2 * buckets.count)
    }
}

extension MemberID {
    /// Whoever calls from there without being known: one household or machine is one caller.
    static func caller(from address: IPAddress?) -> MemberID {
        MemberID("from.\(address.map { AddressRange(householdOf: $0).description } ?? "")")
    }
}

extension ActionContext {
    /// Who pays for a call to an actor that knows nobody: the connection, or the address of who calls without one.
    var stranger: MemberID {
        conns[conn.id] == nil
            ? .caller(from: IPAddress(peer: conn.client.remoteAddress)) : MemberID("line.\(conn.id)")
    }
}
