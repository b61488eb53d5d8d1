import ParlorGames
import ParlorRooms

extension MatchResult {
    /// `kai won: four in a row`, with what the ratings became.
    var sentence: String {
        let winners = outcome.winners.filter { players.indices.contains($0) }.map { players[$0].name }
        let result =
            outcome.isDraw || winners.isEmpty
            ? "a draw" : "\(winners.joined(separator: " and ")) won"
        let ratings = players.compactMap { player -> String? in
            guard let before = player.ratingBefore, let after = player.ratingAfter else { return nil }
            return "\(player.name) \(after) (\(after < before ? "" : "+")\(after - before))"
        }
        return "\(result): \(outcome.reason)" + (ratings.isEmpty ? "" : " · \(ratings.joined(separator: ", "))")
    }
}
