/// Why a match is over for somebody before the rules end it.
public enum Forfeit: String, Codable, Sendable, Hashable, CaseIterable {
    case gaveUp
    /// The time was over, and the game plays nothing for who has none left.
    case time
    /// The player left, was sent away, or did not come back.
    case left

    /// What they did: `the other gave up`.
    public var words: String {
        switch self {
        case .gaveUp: "gave up"
        case .time: "ran out of time"
        case .left: "left"
        }
    }

    /// Why the one player wins who is left of so many seats.
    public func reason(of seats: Int) -> String {
        "\(seats == 2 ? "the other" : "the last of the others") \(words)"
    }
}
