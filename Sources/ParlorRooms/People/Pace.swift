internal import ActorWire

/// Who spoke when, in a room in which one may speak only once in so long. Its time is an uptime, as that of a ``FloodGate``.
struct Pace {
    private var spoken: [MemberID: Duration] = [:]
    private var sweepAbove = crowd
    private static let crowd = 4_096

    /// How long somebody still has to be silent; nil when they may speak.
    func wait(for person: MemberID, pause: Duration, at now: Duration) -> Duration? {
        guard let end = spoken[person].map({ $0 + pause }), end > now else { return nil }
        return end - now
    }

    mutating func note(_ person: MemberID, pause: Duration, at time: Duration) {
        spoken[person] = time
        guard spoken.count >= sweepAbove else { return }
        spoken = spoken.filter { $0.value + pause > time }
        sweepAbove = max(Self.crowd, 2 * spoken.count)
    }
}
