import ParlorGames
import ParlorRooms

extension MatchResult {
    /// `kai won: four in a row`, with what the ratings became.
    var sentence: String {
        let ratings = players.compactMap { player -> String? in
            guard let before = player.ratingBefore, let after = player.ratingAfter else { return nil }
            return "\(player.name) \(after) (\(after < before ? "" : "+")\(after - before))"
        }
        return outcome.sentence(of: players.map(\.name))
            + (ratings.isEmpty ? "" : " · \(ratings.joined(separator: ", "))")
    }
}

extension Outcome {
    /// `kai won: four in a row`
    ///
    /// - Parameter names: Of who sat on each seat.
    func sentence(of names: [String]) -> String {
        let winners = winners.filter(names.indices.contains).map { names[$0] }
        let result = isDraw || winners.isEmpty ? "a draw" : "\(winners.joined(separator: " and ")) won"
        return "\(result): \(reason)"
    }
}
