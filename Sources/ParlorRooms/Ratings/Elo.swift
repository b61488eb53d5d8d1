internal import Glibc

/// The rating system of Arpad Elo (The Rating of Chessplayers, 1978), with the logistic curve.
enum Elo {
    /// With what a player begins.
    static let start = 1_200.0
    /// How far one result moves a rating at most.
    private static let k = 32.0

    /// The share of points that somebody may expect against another: 0 to 1.
    static func expectedScore(of rating: Double, against other: Double) -> Double {
        1 / (1 + pow(10, (other - rating) / 400))
    }

    /// How a match moves the ratings of its players. With more than two, each has played against each, and these results
    /// count together as one.
    ///
    /// - Parameter players: Ratings before the match, and places in it: 1 is the best, and who shares a place has drawn.
    static func changes(_ players: [(rating: Double, place: Int)]) -> [Double] {
        players.indices.map { index in
            let player = players[index]
            let surplus = players.indices.lazy.filter { $0 != index }.reduce(0) { sum, other in
                let opponent = players[other]
                let score = player.place < opponent.place ? 1 : player.place == opponent.place ? 0.5 : 0
                return sum + score - expectedScore(of: player.rating, against: opponent.rating)
            }
            return k * surplus / Double(max(players.count - 1, 1))
        }
    }
}
