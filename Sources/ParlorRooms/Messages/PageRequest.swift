/// Which page of a log is wanted: `{"before"?, "after"?, "limit"?}`. Without a bound it is the newest page; with both,
/// `after` counts. Every page is sorted from the oldest to the newest.
public struct PageRequest: Codable, Sendable, Hashable {
    /// The page ends just before this sequence number.
    public var before: UInt64?
    /// The page starts just after this sequence number.
    public var after: UInt64?
    /// At most so many entries. Default and maximum: `RoomLimits.page`.
    public var limit: Int?

    public init(before: UInt64? = nil, after: UInt64? = nil, limit: Int? = nil) {
        self.before = before
        self.after = after
        self.limit = limit
    }
}

/// What to look for in all that was said: `{"text", "before"?, "limit"?}`.
public struct SearchRequest: Codable, Sendable, Hashable {
    /// Words that all occur in what is found.
    public var text: String
    /// Only what was said before this sequence number.
    public var before: UInt64?
    /// At most so many messages. Default and maximum: `RoomLimits.page`.
    public var limit: Int?

    public init(text: String, before: UInt64? = nil, limit: Int? = nil) {
        self.text = text
        self.before = before
        self.limit = limit
    }
}
