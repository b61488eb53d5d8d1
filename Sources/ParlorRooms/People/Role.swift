/// What somebody may do in a room. The order is the rank: acts of moderation need a higher rank than who they concern.
public enum Role: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
    /// Came without a token; the room forgets them when they leave.
    case guest
    /// Came with a token, by which the room knows them again.
    case member
    /// Moderates.
    case op = "operator"
    /// Was the first to enter the room.
    case owner

    /// Whether this role moderates: operators and the owner.
    public var isOperator: Bool { self >= .op }

    private var rank: Int {
        switch self {
        case .guest: 0
        case .member: 1
        case .op: 2
        case .owner: 3
        }
    }

    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}
