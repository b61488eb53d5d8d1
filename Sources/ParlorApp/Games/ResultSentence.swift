import ParlorGames
import ParlorRooms

extension MatchResult {
    /// How it ended, with what the ratings became.
    var sentence: String { brief + (ratings.map { " · \($0)" } ?? "") }

    /// `kai won: four in a row`
    var brief: String { outcome.sentence(of: players.map(\.name)) }

    /// `kai 1216 (+16), jo 1184 (-16)`; nil where nothing is rated.
    var ratings: String? {
        let ratings = players.compactMap { player -> String? in
            guard let before = player.ratingBefore, let after = player.ratingAfter else { return nil }
            return "\(player.name) \(after) (\(after < before ? "" : "+")\(after - before))"
        }
        return ratings.isEmpty ? nil : ratings.joined(separator: ", ")
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
