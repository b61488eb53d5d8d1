import NIOCore

/// The pings of one connection: which was sent last, and how many went unanswered.
struct PingRecord {
    private var sentAt = NIODeadline.uptimeNanoseconds(0)
    private var newest: UInt32 = 0
    private(set) var unanswered: UInt32 = 0

    mutating func sent(_ beat: Beat) {
        unanswered += 1
        newest = beat.number
        sentAt = beat.time
    }

    /// - Returns: the round trip, if the pong answers the newest ping for the first time.
    mutating func answered(_ payload: [UInt8], at time: NIODeadline) -> TimeAmount? {
        guard unanswered > 0, payload == Beat.payload(newest) else { return nil }
        unanswered = 0
        return time - sentAt
    }
}
