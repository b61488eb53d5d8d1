import NIOCore

/// The pings of one connection: which were sent last, and how many went unanswered. Small, since there are thousands.
struct PingRecord {
    private var sentAt = NIODeadline.uptimeNanoseconds(0)
    private var newest: UInt32 = 0
    /// How far the number of the ping before the newest is behind it.
    private var gap: UInt16 = 0
    private(set) var unanswered: UInt16 = 0

    mutating func sent(_ beat: Beat) {
        if unanswered < .max { unanswered += 1 }
        gap = UInt16(clamping: beat.number &- newest)
        newest = beat.number
        sentAt = beat.time
    }

    /// A pong for the ping before the newest is late but a sign of life: on a slow line much may wait before a ping.
    ///
    /// - Returns: the round trip, if the pong answers the newest ping for the first time.
    mutating func answered(_ payload: [UInt8], at time: NIODeadline) -> TimeAmount? {
        if unanswered > 1, payload == Beat.payload(newest &- UInt32(gap)) { unanswered = 1 }
        guard unanswered > 0, payload == Beat.payload(newest) else { return nil }
        unanswered = 0
        return time - sentAt
    }
}
