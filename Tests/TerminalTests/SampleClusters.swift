import RandomTesting

/// Clusters of every kind that a chat may see.
let sampleClusters: [String] = [
    "a", "Z", "7", " ", " ", "-", "é", "e\u{301}", "ß", "я", "漢", "字", "한", "ア", "ｱ", "Ａ", "😀", "👩‍💻", "👨‍👩‍👧‍👦", "🇸🇪",
    "👍🏽", "❤️", "1️⃣", "क्ष", "का", "ก็", "\u{1B}", "\t", "\u{200B}", "\u{202E}", "🫨", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u{301}", "☺︎",
    "a" + String(repeating: "\u{308}", count: 40),
]

extension SeededGenerator {
    mutating func text(clusters: Int) -> String {
        (0..<clusters).map { _ in sampleClusters.randomElement(using: &self) ?? "a" }.joined()
    }
}
