/// How many letters must be typed otherwise to get from one word to another.
public enum EditDistance {
    /// The word that was probably meant, if any is near. Few slips concern the first letter; nick is no kick.
    public static func nearest(to word: String, among words: [String]) -> String? {
        let word = word.lowercased()
        return words.filter { $0.first == word.first }
            .map { (word: $0, distance: between($0, word, limit: 3)) }
            .filter { $0.distance <= max(1, min(2, $0.word.count / 2)) }
            .min { $0.distance < $1.distance }?.word
    }

    /// The Damerau–Levenshtein distance in its restricted form: insertions, deletions, replacements, and swaps of
    /// neighbours. Words longer than 32 characters are as far as can be.
    static func between(_ a: String, _ b: String, limit: Int) -> Int {
        let a = Array(a)
        let b = Array(b)
        guard max(a.count, b.count) <= 32, abs(a.count - b.count) <= limit else { return .max }
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
