/// Finds out by pings whether the server is still there, and how far away it is.
struct Heartbeat: Sendable {
    enum Beat: Equatable {
        case ping(UInt64)
        case dead
    }

    /// Unanswered pings after which a connection is given up.
    static let tolerated = 2

    private let interval: Duration
    private var number: UInt64 = 0
    /// When the newest ping was sent; nil once it is answered.
    private var sentAt: Duration?
    private var unanswered = 0
    private(set) var due: Duration

    init(interval: Duration, at now: Duration) {
        self.interval = interval
        due = now
    }

    /// What is to be done at this time, if anything.
    mutating func beat(at now: Duration) -> Beat? {
        guard now >= due else { return nil }
        guard unanswered < Self.tolerated else { return .dead }
        number &+= 1
        sentAt = now
        unanswered += 1
        due = now + interval
        return .ping(number)
    }

    /// Takes the answer to a ping. Returns the round trip, unless the ping is not the newest.
    mutating func answered(_ number: UInt64, at now: Duration) -> Duration? {
        guard number == self.number, let sentAt else { return nil }
        self.sentAt = nil
        unanswered = 0
        return now - sentAt
    }

    /// Any message proves that the server is there, even when its answer to a ping is stuck behind others.
    mutating func heard() { unanswered = 0 }
}
