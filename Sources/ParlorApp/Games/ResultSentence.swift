import ParlorGames
import ParlorRooms

extension MatchResult {
    /// How it ended, with what the ratings became.
    var sentence: String { brief + (ratings.map { " · \($0)" } ?? "") }

    /// `kai won: four in a row`
    var brief: String {
        let winners = outcome.winners.filter { players.indices.contains($0) }.map { players[$0].name }
        let result =
            outcome.isDraw || winners.isEmpty
            ? "a draw" : "\(winners.joined(separator: " and ")) won"
        return "\(result): \(outcome.reason)"
    }

    /// `kai 1216 (+16), jo 1184 (-16)`; nil where nothing is rated.
    var ratings: String? {
        let ratings = players.compactMap { player -> String? in
            guard let before = player.ratingBefore, let after = player.ratingAfter else { return nil }
            return "\(player.name) \(after) (\(after < before ? "" : "+")\(after - before))"
        }
        return ratings.isEmpty ? nil : ratings.joined(separator: ", ")
    }
}
