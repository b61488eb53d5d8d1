/// How a match ended.
public struct Outcome: Codable, Sendable, Hashable {
    /// The place of each seat: 1 is the best, and who shares a place has drawn.
    public var places: [Int]
    /// Why it ended, in words that follow the result: `four in a row`, `stalemate`.
    public var reason: String

    public init(places: [Int], reason: String) {
        self.places = places
        self.reason = reason
    }

    public static func win(by winner: Seat, of seats: Int, _ reason: String) -> Outcome {
        Outcome(places: (0..<max(seats, 0)).map { $0 == winner ? 1 : 2 }, reason: reason)
    }

    public static func draw(of seats: Int, _ reason: String) -> Outcome {
        Outcome(places: Array(repeating: 1, count: max(seats, 0)), reason: reason)
    }

    /// Who is first; all seats in a draw.
    public var winners: [Seat] { places.indices.filter { places[$0] == 1 } }
    public var isDraw: Bool { places.count > 1 && winners.count == places.count }
}
