/// What is asked of the finished matches of a room.
public struct RecordRequest: Codable, Sendable, Hashable {
    /// Of which match the whole record is wanted; absent for the list of the newest.
    public var id: String?
    /// How many of the newest; default and most 50.
    public var limit: Int?

    public init(id: String? = nil, limit: Int? = nil) {
        self.id = id
        self.limit = limit
    }
}

/// The answer to a ``RecordRequest``: on the wire a list of results, the newest first, or one record.
public enum RecordReply: Codable, Sendable, Hashable {
    case results([MatchResult])
    case record(MatchRecord)

    public init(from decoder: any Decoder) throws {
        if let results = try? [MatchResult](from: decoder) {
            self = .results(results)
        } else {
            self = .record(try MatchRecord(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .results(let results): try results.encode(to: encoder)
        case .record(let record): try record.encode(to: encoder)
        }
    }
}
