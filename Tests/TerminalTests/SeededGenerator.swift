/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

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
